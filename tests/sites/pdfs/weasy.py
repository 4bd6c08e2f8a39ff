"""The first producer: HTML and CSS set by WeasyPrint."""

import hashlib
import json
from pathlib import Path

import jinja2
import weasyprint

from tests.sites.pdfs.frame import frame
from tests.sites.pdfs.layout import Layout
from tests.sites.pdfs.source import Study

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    autoescape=jinja2.select_autoescape(("html.j2",)),
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
)


def produce(study: Study, layout: Layout) -> bytes:
    """The report as a PDF."""
    width, height = layout.page_size
    around = frame(study, layout)
    css = _templates.get_template("report.css.j2").render(
        layout=layout, frame=around, width=width, height=height, number=study.number, quoted=_quoted
    )
    html = _templates.get_template("report.html.j2").render(
        layout=layout,
        frame=around,
        front=study.front,
        body=study.body,
        css=css,
        created=f"{study.year}-06-01T08:00:00+02:00",
    )
    identifier = hashlib.md5(study.slug.encode(), usedforsecurity=False).hexdigest().encode()
    pdf = weasyprint.HTML(string=html).write_pdf(pdf_identifier=identifier)
    assert isinstance(pdf, bytes)
    return pdf


def _quoted(text: str) -> str:
    """A CSS string; JSON's escapes of quotes and backslashes are CSS's own."""
    return json.dumps(text, ensure_ascii=False)
