# The command line and the search app, on the same Debian that make demo and make test are for.
# docker build --tag fou-bank .            as fou --help: docker run --rm fou-bank --help
FROM debian:bookworm-slim

COPY scripts/install-debian.sh /opt/fou-bank/scripts/
RUN /opt/fou-bank/scripts/install-debian.sh run && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/fou-bank
COPY . .
RUN python3 -m venv /opt/fou \
    && /opt/fou/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt .
ENV PATH=/opt/fou/bin:$PATH FOU_HOME=/var/lib/fou FOU_CACHE=/var/cache/fou LANG=C.UTF-8 PYTHONUNBUFFERED=1

RUN useradd --system --uid 10001 --create-home fou && install -d -o fou -g fou "$FOU_HOME" "$FOU_CACHE"
USER 10001
# Word table and model are made now, not when the first reader comes; a new volume takes them over from the image.
RUN python -c "import config; from config.language import load_language, open_embedding; s = config.load(); load_language(s); open_embedding(s).query('klar')"

WORKDIR /var/lib/fou
EXPOSE 8000
ENTRYPOINT ["fou"]
CMD ["serve", "--host", "0.0.0.0"]
