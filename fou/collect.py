"""`fou crawl` and `fou add`: everything that fills the archive."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table

import config
from fou.labels import HEALTH, counts, reason_words
from fou.words import _
from models.errors import NeedsPersonError, SettingsError
from models.sighting import Health, HealthKind

LISTS = (".csv", ".json")
"""What `fou add` takes for a list of reports, and not for a report."""


@click.command(
    "crawl",
    help=_(
        "Hämta rapporter från FoU-miljöernas webbplatser till arkivet.\n\nUtan namn hämtas alla miljöer. Det som inte "
        "ändrats laddas inte ned igen, och en avbruten hämtning fortsätter där den slutade.\n\n\b\nExempel:\n"
        "  fou crawl\n  fou crawl fou-sormland nestor\n  fou crawl --limit 20   prova: högst tjugo nya filer per miljö"
    ),
)
@click.argument("environments", nargs=-1, metavar=_("[MILJÖ]…"))
@click.option(
    "--limit", type=click.IntRange(0), help=_("Högst så många nya filer per miljö; resten hämtas en annan gång.")
)
@click.option(
    "--accept",
    is_flag=True,
    help=_("Tro på de nämnda miljöernas webbplatser fast de har ändrats: det som inte längre hittas har försvunnit."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Skriv utfallet per miljö som JSON-rader."))
def crawl_command(environments: tuple[str, ...], limit: int | None, accept: bool, as_json: bool) -> None:
    """Crawl and show how each environment went."""
    from crawler.crawl import crawl  # Scrapy's import costs a second that `fou add` need not pay

    if accept and not environments:
        raise click.UsageError(_("--accept kräver att miljöerna nämns."))
    settings = config.load()
    known = config.load_environments(settings.environments)
    unknown = [name for name in environments if name not in known]
    if unknown:
        raise SettingsError(
            _("okänd miljö: {names}. Kända: {known}").format(names=", ".join(unknown), known=", ".join(known))
        )
    seen: dict[str, tuple[int, int, str]] = {}
    console = Console(stderr=True, highlight=False)
    with Live(console=console, refresh_per_second=4, transient=True) as live:

        def listen(environment: str, pages: int, reports: int, address: str) -> None:
            seen[environment] = (pages, reports, address)
            if console.is_terminal and not as_json:
                live.update(_progress_table(seen))

        results = crawl(settings, known, environments, progress=listen, limit=limit, accept=accept)
    if as_json:
        for health in results:
            click.echo(json.dumps(asdict(health), ensure_ascii=False))
    else:
        Console(highlight=False).print(health_table(results))
    troubled = [h.environment for h in results if h.kind not in (HealthKind.OK, HealthKind.QUIET)]
    if troubled:
        raise NeedsPersonError(_("behöver ses över: {names}").format(names=", ".join(troubled)))


def _progress_table(seen: dict[str, tuple[int, int, str]]) -> Table:
    table = Table(box=None)
    for heading in (_("miljö"), _("hämtat"), _("rapporter"), _("senast")):
        table.add_column(heading, overflow="ellipsis", no_wrap=True)
    for name, (pages, reports, address) in sorted(seen.items()):
        table.add_row(name, str(pages), str(reports), address)
    return table


def health_table(results: tuple[Health, ...] | list[Health]) -> Table:
    """One row for each environment: how its latest crawl went."""
    table = Table(title=_("Hämtning per miljö"), title_justify="left")
    for heading in (_("miljö"), _("läge"), _("hämtat"), _("rapporter och projekt"), _("skäl")):
        table.add_column(heading)
    for health in results:
        table.add_row(
            health.environment,
            HEALTH[health.kind],
            counts(health.fetches),
            counts(health.events),
            escape(reason_words(health.reason)),
        )
    return table


@click.command(
    "add",
    help=_(
        "Lägg till rapporter från disk eller ur en lista.\n\nSÖKVÄG är en fil, en mapp eller en lista (CSV eller JSON) "
        "med en rapport per rad: fil eller webbadress, titel, författare, år … Uppgifter om filerna i en mapp kan "
        "ligga bredvid dem i metadata.csv eller metadata.json. Samma kommando igen ändrar inget.\n\n\b\nExempel:\n"
        "  fou add rapporter/ --environment fou-dalarna\n  fou add rapport.pdf --environment nestor\n"
        "  fou add lista.csv --environment fou-dalarna"
    ),
)
@click.argument("path", type=click.Path(exists=True, path_type=Path), metavar=_("SÖKVÄG"))
@click.option("--environment", required=True, metavar="ID", help=_("Den FoU-miljö som gett ut rapporterna."))
@click.option("--json", "as_json", is_flag=True, help=_("Skriv utfallet som JSON."))
def add_command(path: Path, environment: str, as_json: bool) -> None:
    """Deposit files, or the reports of a list."""
    settings = config.load()
    known = config.load_environments(settings.environments)
    if environment not in known:
        raise SettingsError(_("okänd miljö: {names}. Kända: {known}").format(names=environment, known=", ".join(known)))
    problems: tuple[str, ...] = ()
    if path.is_file() and path.suffix.lower() in LISTS:
        from crawler.deposit_list import deposit_list

        health, problems = deposit_list(settings, path, known[environment])
    else:
        from crawler.deposit import deposit

        health = deposit(settings, path, known[environment])
    if as_json:
        click.echo(json.dumps({**asdict(health), "problems": problems}, ensure_ascii=False))
    else:
        Console(highlight=False).print(health_table([health]))
        for problem in problems:
            click.echo(reason_words(problem), err=True)
    if problems:
        raise NeedsPersonError(_("i listan behöver {n} uppgifter ses över").format(n=len(problems)))
