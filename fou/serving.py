"""`fou serve`: the search app."""

import click

from fou.choosing import chosen, engine_option
from fou.words import _


@click.command(
    "serve",
    help=_(
        "Öppna söktjänsten i webbläsaren.\n\n\b\nExempel:\n  fou serve\n  fou serve --port 8080 --host 0.0.0.0\n"
        "  fou serve --engine elastic   svara ur ett Elasticsearch-kluster"
    ),
)
@engine_option
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Adress att lyssna på."))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=_("Port."))
def serve_command(engine: str | None, host: str, port: int) -> None:
    """Serve the search app until interrupted."""
    from search_app.serve import serve

    click.echo(_("FoU-banken öppnas på http://{host}:{port}/ (Ctrl+C avslutar)").format(host=host, port=port))
    serve(chosen(engine), host, port)
