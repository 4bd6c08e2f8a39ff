"""`fou evaluate`: how well the search finds, measured on judged queries."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from fou.bars import stage_bars
from fou.choosing import chosen, engine_option
from fou.evaluating_describe import describe_command
from fou.words import _
from indexer.judging.collection import read_collection
from indexer.judging.evaluate import SYSTEMS, Evaluation, evaluate, write_runs
from indexer.judging.golden import PARTS, golden_collection

FIGURES = ("ndcg", "recall", "mrr", "success")


class _SearchUnlessNamed(click.Group):
    """`fou evaluate FOLDER` measures the search: what names no command of the group is handed to it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command's name before arguments that lack one."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["search", *args])


@click.group(
    "evaluate",
    cls=_SearchUnlessNamed,
    help=_(
        "Mät hur väl något fungerar, på bedömda exempel.\n\nUtan namn mäts sökningen.\n\n\b\nExempel:\n"
        "  fou evaluate                   sökningen, på projektets egna frågor\n"
        "  fou evaluate samling           sökningen, på en egen samling\n"
        "  fou evaluate describe          beskrivningen av rapporter"
    ),
)
def evaluate_command() -> None:
    """Hold what can be measured together."""


@evaluate_command.command(
    "search",
    help=_(
        "Mät hur väl sökningen hittar, på frågor med bedömda svar.\n\nMAPP har docs.jsonl (id, text eller body, "
        "gärna title), queries.jsonl (id, text, gärna kind) och qrels.tsv (fråga, 0, dokument, betyg). "
        "Dokumenten läggs i ett tillfälligt index. Utan MAPP används projektets egna frågor (i källkodsmappen). "
        "Jämför ord, betydelse och båda med fyra enkla metoder.\n\n\b\nExempel:\n  fou evaluate\n"
        "  fou evaluate samling --runs korningar\n  fou evaluate --engine elastic"
    ),
)
@engine_option
@click.argument("folder", required=False, metavar=_("[MAPP]"), type=click.Path(exists=True, path_type=Path))
@click.option("--runs", type=click.Path(file_okay=False, path_type=Path), help=_("Skriv en körningsfil per metod hit."))
@click.option("--json", "as_json", is_flag=True, help=_("Skriv resultatet som JSON."))
def search_command(engine: str | None, folder: Path | None, runs: Path | None, as_json: bool) -> None:
    """Measure on one collection, or on each part of the project's own."""
    settings = chosen(engine)
    if folder is not None:
        collections = {folder.name: read_collection(folder)}
    else:
        collections = {part: golden_collection(Path(), part) for part in PARTS}
    figures = {}
    for name, collection in collections.items():
        with stage_bars(quiet=as_json) as listen:
            evaluation = evaluate(collection, settings, listen)
        if runs is not None:
            write_runs(evaluation.runs, runs if folder is not None else runs / name.replace(" ", "-"))
        figures[name] = _figures(evaluation)
        if not as_json:
            _show(name, evaluation)
    if as_json:
        click.echo(json.dumps(figures if folder is None else figures[folder.name], ensure_ascii=False))


def _figures(evaluation: Evaluation) -> dict[str, object]:
    return {
        "systems": {
            system: {kind or "all": asdict(measured) for kind, measured in kinds.items()}
            for system, kinds in evaluation.measured.items()
        },
        "queries": {kind or "all": size for kind, size in evaluation.sizes.items()},
        "lead": {system: list(interval) for system, interval in evaluation.leads.items()},
        "unanswerable": evaluation.unanswerable,
        "silent": evaluation.silent,
        "embedded": evaluation.embedded,
    }


def _show(name: str, evaluation: Evaluation) -> None:
    out = Console(highlight=False)
    asked = evaluation.sizes[""]
    table = Table(title=_("{name}: {n} frågor med svar").format(name=name, n=asked))
    table.add_column(_("metod"))
    for heading in ("nDCG@10", "Recall@10", "MRR@10", "success@1"):
        table.add_column(heading, justify="right")
    for system in SYSTEMS:
        measured = evaluation.measured[system][""]
        table.add_row(system, *(f"{getattr(measured, figure):.3f}" for figure in FIGURES))
    out.print(table)
    if len(evaluation.sizes) > 1:
        table = Table(title=_("nDCG@10 för varje slags fråga"))
        table.add_column(_("slag"))
        table.add_column(_("frågor"), justify="right")
        for system in SYSTEMS:
            table.add_column(system, justify="right")
        for kind, size in evaluation.sizes.items():
            values = (f"{evaluation.measured[system][kind].ndcg:.3f}" for system in SYSTEMS)
            table.add_row(kind or _("alla"), str(size), *values)
        out.print(table)
    for system, (ahead, low, high) in evaluation.leads.items():
        text = _("hybrid före {system} med {ahead:+.3f} nDCG@10 (95 %: {low:+.3f} till {high:+.3f})")
        out.print(text.format(system=system, ahead=ahead, low=low, high=high))
    if evaluation.unanswerable:
        text = _("Frågor utan svar: {n}, varav {silent} inte får något eller bara det som kallas gissningar.")
        out.print(text.format(n=evaluation.unanswerable, silent=evaluation.silent))
    out.print(_("Nya vektorer: {n}").format(n=evaluation.embedded))


evaluate_command.add_command(describe_command)
