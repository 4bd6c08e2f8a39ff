"""The third producer: Typst."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from tests.sites.pdfs.fonts import require_fonts
from tests.sites.pdfs.frame import frame
from tests.sites.pdfs.layout import Layout
from tests.sites.pdfs.source import Study

TEMPLATE = Path(__file__).parent / "report.typ"


def produce(study: Study, layout: Layout) -> bytes:
    """The report as a PDF."""
    data = {
        "layout": asdict(layout),
        "frame": frame(study, layout).values(),
        "page": layout.page_size,
        "front": [asdict(section) for section in study.front],
        "body": [asdict(section) for section in study.body],
    }
    pdf = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=datetime(study.year, 6, 1, 8, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts that are required, beside those that Typst brings itself; reading them takes a while."""
    folders = sorted({path.parent for path in require_fonts()})
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders])
