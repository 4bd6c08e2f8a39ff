"""`fou index` and `fou rebuild`."""

import json
from dataclasses import asdict

import click
from rich.console import Console

from fou.bars import stage_bars
from fou.choosing import chosen, engine_option
from fou.labels import INSTALL_RECOGNITION, counts
from fou.words import _
from indexer.pipeline import IndexSummary, index, rebuild


@click.command(
    "index",
    help=_(
        "Läs det som hämtats och gör det sökbart.\n\nBara det som är nytt eller ändrat görs om; avbrutet arbete "
        "fortsätter där det slutade.\n\n\b\nExempel:\n  fou index\n  fou index --no-vectors   sök på ord genast, "
        "betydelse senare\n"
        "  fou index --engine elastic   i ett Elasticsearch-kluster i stället för i FOU_HOME"
    ),
)
@engine_option
@click.option("--no-vectors", is_flag=True, help=_("Hoppa över betydelsesökningens vektorer; nästa körning gör dem."))
@click.option("--json", "as_json", is_flag=True, help=_("Skriv resultatet som JSON."))
def index_command(engine: str | None, no_vectors: bool, as_json: bool) -> None:
    """Run the line from archive to index."""
    with stage_bars(quiet=as_json) as listen:
        summary = index(chosen(engine), vectors=not no_vectors, progress=listen)
    _tell(summary, as_json)


@click.command(
    "rebuild",
    help=_(
        "Gör om hela sökindexet vid sidan av det gamla och byt sedan.\n\nSökningen går under tiden. Behövs när "
        "språkanalysen, modellen eller indexets form har ändrats.\n\n\b\nExempel:\n  fou rebuild\n"
        "  fou rebuild --engine elastic"
    ),
)
@engine_option
@click.option("--json", "as_json", is_flag=True, help=_("Skriv resultatet som JSON."))
def rebuild_command(engine: str | None, as_json: bool) -> None:
    """Make the index anew and swap."""
    with stage_bars(quiet=as_json) as listen:
        summary = rebuild(chosen(engine), progress=listen)
    _tell(summary, as_json)


def _tell(summary: IndexSummary, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(summary), ensure_ascii=False))
        return
    out = Console(highlight=False)
    if summary.read:
        out.print(_("Lästa filer: {rows}").format(rows=counts(summary.read)))
    if summary.published or summary.removed or summary.embedded:
        out.print(
            _("Nya eller ändrade: {new}, borttagna: {gone}, nya vektorer: {made}").format(
                new=summary.published, gone=summary.removed, made=summary.embedded
            )
        )
    else:
        out.print(_("Inget att göra: sökindexet är aktuellt."))
    out.print(_("I banken: {n} poster.").format(n=summary.reports))
    for place in summary.lost_corrections:
        out.print(_("Rättelsen i {place} gäller en rapport som inte finns i banken.").format(place=place))
    if summary.recognised:
        out.print(_("Maskinlästa sidor: {n}.").format(n=summary.recognised))
    if summary.unrecognised:
        out.print(_("{n} sidor väntar på textigenkänning.").format(n=summary.unrecognised), INSTALL_RECOGNITION)
    if summary.waiting:
        out.print(_("{n} poster väntar på vektorer (kör fou index).").format(n=summary.waiting))
