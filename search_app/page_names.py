"""How a page of a report is called."""

from models.report import PublicRecord
from search_app.language import gettext


def page_label(label: str | None, page: int) -> tuple[str, str]:
    """How a page is called, and the same for screen readers: "s. 14" as printed; "[16]" is the sixteenth page of the
    file, which prints no number."""
    if label:
        return gettext("s. %(label)s", label=label), gettext("Sidan %(label)s", label=label)
    return f"[{page}]", gettext("Sida %(page)s i filen, utan tryckt nummer", page=page)


def printed(record: PublicRecord, page: int) -> str | None:
    """The number that the report prints on a page of its file, None when it prints none."""
    return record.page_labels[page - 1] if 0 < page <= len(record.page_labels) else None
