"""`fou evaluate describe`: how often the description of reports is right, measured on judged documents."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

import config
from fou.words import _

FOLDER = Path("tests/golden/described")


@click.command(
    "describe",
    help=_(
        "Mät hur ofta ämne, metod, lag och plats blir rätt, på dokument som människor har bedömt.\n\n"
        "MAPP har documents.jsonl och labels-N.jsonl. Räknar bara de dokument som hållits undan när reglerna gjordes, "
        "om inte annat sägs.\n\n\b\nExempel:\n  fou evaluate describe\n  fou evaluate describe mapp --part all"
    ),
)
@click.argument(
    "folder", default=FOLDER, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar=_("MAPP")
)
@click.option("--labels", default="1", show_default=True, help=_("Vems bedömning: labels-N.jsonl."))
@click.option("--part", default="aside", show_default=True, type=click.Choice(["aside", "tuning", "all"]))
def describe_command(folder: Path, labels: str, part: str) -> None:
    """Print precision and recall by facet and level, and the calibration of confidence."""
    from config.taxonomy import taxonomy
    from indexer.describe.judged import calibration, described, read_judged, scores
    from indexer.describe.judged_cards import card_scores, read_cards, shown
    from indexer.understood import open_describer

    judged, describer = read_judged(folder, labels), open_describer(config.load())
    documents = [d for d in judged if part == "all" or d.aside == (part == "aside")]
    claims = described(documents, describer)
    out = Console(highlight=False, width=max(100, Console().width))
    table = Table(title=_("{n} dokument").format(n=len(documents)))
    for heading in (_("uppgift"), _("nivå"), _("precision"), _("täckning"), "F1", _("rätt"), _("fel"), _("missade")):
        table.add_column(heading, no_wrap=True)
    for score in scores(documents, claims, taxonomy()):
        numbers = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        counts = (str(count) for count in (score.right, score.wrong, score.missed))
        table.add_row(score.facet, score.level, *numbers, *counts)
    out.print(table)
    table = Table(title=_("Säkerhet: sagd och verklig"))
    for heading in (_("säkerhet"), _("uppgifter"), _("sagd"), _("rätt")):
        table.add_column(heading, no_wrap=True)
    for step in calibration(documents, claims, taxonomy()):
        table.add_row(
            f"{step.low:.1f}–{min(step.high, 1.0):.1f}", str(step.claims), f"{step.said:.2f}", f"{step.right:.2f}"
        )
    out.print(table)
    cards = read_cards(folder)
    if cards:
        table = Table(title=_("Studiekortet: {n} rapporter").format(n=len(cards)))
        for heading in (_("del"), _("visade meningar"), _("rätt"), _("rapporter som har den"), _("rapporter rätt")):
            table.add_column(heading, no_wrap=True)
        for row in card_scores(cards, shown((d for d in judged if d.id in cards), describer)):
            table.add_row(row.part, str(row.shown), str(row.right), str(row.reports), str(row.told))
        out.print(table)
