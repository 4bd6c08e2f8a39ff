"""`fou read`, `fou search` and `fou export`: looking without changing anything."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

import config
from fou.choosing import chosen, engine_option
from fou.labels import INSTALL_RECOGNITION
from fou.words import SWEDISH, _, ngettext
from indexer.export import export_lines
from indexer.extract.document import Document
from models.claim import Claim
from models.errors import DocumentError
from models.search import Hit, SearchQuery, ShownPassage


@click.command(
    "read",
    help=_(
        "Visa vad som förstås av en fil: titelsidans uppgifter med belägg, och sidornas text.\n\nInget sparas. "
        "Personnummer visas som [personnummer].\n\n\b\nExempel:\n  fou read rapport.pdf\n"
        "  fou read --json *.pdf > lasning.jsonl"
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("JSON-rader: en per dokument, en per sida."))
def read_command(paths: tuple[Path, ...], as_json: bool) -> None:
    """Read files and show what is understood of them."""
    from indexer.reading import describe_files, lines, waiting
    from indexer.understood import known_units, open_describer

    settings = config.load()
    describer = open_describer(settings)
    units = known_units(config.load_environments(settings.environments))
    failures: list[DocumentError] = []
    out, err = Console(highlight=False), Console(stderr=True, highlight=False)
    for path, document, claims in describe_files(paths, units, describer, settings):
        if isinstance(document, DocumentError):
            failures.append(document)
            err.print(escape(f"{path}: {document}"))
            continue
        if pages := waiting(document):
            note = _("{path}: sidor som väntar på textigenkänning: {pages}. {advice}")
            err.print(escape(note.format(path=path, pages=pages, advice=INSTALL_RECOGNITION)))
        if as_json:
            for line in lines(path, document, claims):
                click.echo(json.dumps(line, ensure_ascii=False))
        else:
            out.print(_claims(path, document, claims))
    if failures:
        raise failures[0]


def _claims(path: Path, document: Document, claims: Sequence[Claim]) -> Table:
    from search_app.report_page import FIELDS
    from search_app.rules import rule_words

    count = ngettext("{n} sida", "{n} sidor", len(document.pages)).format(n=len(document.pages))
    read = sum(page.origin == "ocr" for page in document.pages)
    count += ", " + _("{n} maskinlästa").format(n=read) if read else ""
    table = Table(title=escape(f"{path} · {count}"))
    for heading in (_("uppgift"), _("värde"), _("sida"), _("regel"), _("säkerhet")):
        table.add_column(heading)
    for claim in claims:
        value = claim.value if isinstance(claim.value, str) else "; ".join(claim.value)
        shown = value if len(value) < 200 else value[:200] + "…"
        page = "" if claim.page is None else str(claim.page)
        # the app's words for both are Swedish here, as there is no request to take a language from
        field, rule = (
            (str(FIELDS.get(claim.field, claim.field)), rule_words(claim.rule))
            if SWEDISH
            else (claim.field, claim.rule)
        )
        table.add_row(field, escape(shown), page, rule, f"{claim.confidence:.2f}")
    return table


@click.command(
    "search",
    help=_(
        "Sök i banken från terminalen.\n\n\b\nExempel:\n  fou search äldreomsorgspersonal\n"
        '  fou search "barn i familjehem" --exact\n  fou search hemtjänst --engine elastic'
    ),
)
@engine_option
@click.argument("words", nargs=-1, required=True, metavar=_("ORD…"))
@click.option("--exact", is_flag=True, help=_("Bara träffar på ord, inte på betydelse."))
@click.option("--page", default=1, show_default=True, type=click.IntRange(1), help=_("Vilken sida av träfflistan."))
@click.option("--json", "as_json", is_flag=True, help=_("Skriv träffarna som JSON."))
def search_command(engine: str | None, words: tuple[str, ...], exact: bool, page: int, as_json: bool) -> None:
    """Search and print hits with their passages."""
    from indexer.engines import open_engine

    query = SearchQuery(text=" ".join(words), mode="exact" if exact else "both", page=page)
    with closing(open_engine(chosen(engine))) as index:
        result = index.search(query)
    if as_json:
        click.echo(json.dumps(asdict(result), ensure_ascii=False, default=str))
        return
    out = Console(highlight=False)
    out.print(
        _("{total} träffar: {words} på ord, {meaning} bara på betydelse").format(
            total=result.total, words=result.by_words, meaning=result.by_meaning
        )
    )
    if result.guesses:
        out.print(_("Inget innehåller orden. Det här är gissningar på betydelse."))
    for number, hit in enumerate(result.hits, (page - 1) * len(result.hits) + 1):
        out.print(_hit_head(number, hit))
        for passage in hit.passages:
            out.print(_passage(passage))


def _hit_head(number: int, hit: Hit) -> Text:
    record = hit.record
    year = str(record.year) if record.year else _("utan år")
    head = Text(f"\n{number}. ")
    head.append(" – ".join(filter(None, (record.title, record.subtitle))), style="bold")
    head.append(f"\n   {', '.join(record.environments)} · {year} · {record.id}", style="dim")
    return head


def _passage(passage: ShownPassage) -> Text:
    line = Text("   " + _("s. {page}").format(page=passage.label or passage.page) + "  ", style="cyan")
    body = Text(passage.text, style="default")
    for span in passage.spans:
        body.stylize("black on yellow", span.start, span.end)
    return line + body


@click.command(
    "export",
    help=_(
        "Skriv katalogen som JSON-rader: en för varje rapport och projekt i varje miljö där de hittats.\n\n"
        "Kopior av samma rapport delar fältet report. Kör fou index --no-vectors före.\n\n\b\nExempel:\n"
        "  fou export > katalog.jsonl"
    ),
)
def export_command() -> None:
    """Print the catalogue."""
    for line in export_lines(config.load()):
        click.echo(json.dumps(line, ensure_ascii=False))
