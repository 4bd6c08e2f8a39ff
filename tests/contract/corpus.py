"""The reports of corpus.toml as they are published."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from models.document import Passage
from models.language.embedding import NullEmbedding
from models.report import Address, IndexedReport, PublicRecord

REPORTS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "corpus.toml").read_text("utf-8"))


def texts(report_id: str) -> list[str]:
    return REPORTS[report_id].get("passages", [])


def record(report_id: str, *, version: str = "1", redistribute: bool = False) -> PublicRecord:
    row, passages = REPORTS[report_id], len(texts(report_id))
    places = tuple(row["environments"])
    return PublicRecord(
        id=report_id,
        version=version,
        kind=row.get("kind", "report"),
        title=row["title"],
        subtitle=row.get("subtitle", ""),
        authors=("Ada Exempel",),
        year=row.get("year"),
        series="FoU-rapport",
        number="3",
        isbn="",
        publisher="FoU Norr",
        document_kind="",
        language="sv",
        summary=row.get("summary", ""),
        summary_page=None,
        blurb="",
        environments=places,
        addresses=tuple(Address(place, f"https://{place}.example/{report_id}", None, "2026-01-01") for place in places),
        evidence=(),
        facets={"environment": places}
        | ({"kind": (row["facet"],)} if "facet" in row else {})
        | {facet: tuple(values) for facet, values in row.get("described", {}).items()},
        pages=passages,
        page_labels=tuple(str(n + 1) for n in range(passages)),
        origins={"text": passages},
        redistribute=redistribute,
        outcome="ok" if passages else "",
    )


def report(report_id: str, *, version: str = "1", vectors: bool = True, redistribute: bool = False) -> IndexedReport:
    passages = tuple(Passage(n, n + 1, str(n + 1), "Resultat", text) for n, text in enumerate(texts(report_id)))
    rows = NullEmbedding().passages(texts(report_id)) if vectors else None
    pages = tuple(f"Hela sidan. {text}" for text in texts(report_id)) if redistribute else ()
    return IndexedReport(
        record(report_id, version=version, redistribute=redistribute), ("Inledning", "Resultat"), passages, rows, pages
    )


def changed(report: IndexedReport, version: str, text: str) -> IndexedReport:
    """The same report with every passage replaced by `text`."""
    passages = tuple(replace(passage, text=text) for passage in report.passages)
    rows = np.repeat(NullEmbedding().query(text)[None], len(passages), axis=0)
    return replace(report, record=replace(report.record, version=version), passages=passages, vectors=rows)


def corpus(*, vectors: bool = True) -> list[IndexedReport]:
    return [report(report_id, vectors=vectors) for report_id in REPORTS]
