"""`fou status`: how things stand."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import config
from crawler.archive import Archive
from fou.choosing import chosen, engine_option
from fou.collect import health_table
from fou.labels import HEALTH, INSTALL_RECOGNITION, LABELS, counts, reason_words
from fou.words import _
from models.errors import NeedsPersonError, SettingsError
from models.sighting import Health

COLUMNS = ("title", "own title", "authors", "year", "number", "publisher", "abstract", "file")
SHOWN_RUNS = 20
"""The latest crawls of an environment that are shown; `--json` gives all."""


def coverage_table(results: Sequence[Health]) -> Table:
    """What each site gave at its latest crawl: pages, lists, and the share of its reports with each field."""
    table = Table(title=_("Vad webbplatserna anger, i procent av rapporterna"), title_justify="left")
    for heading in (_("miljö"), _("sidor"), _("listor"), LABELS["reports"], LABELS["projects"]):
        table.add_column(heading)
    for name in COLUMNS:
        table.add_column(LABELS[name], justify="right")
    for health in results:
        whole = health.fields.get("reports", 0)
        shares = [f"{health.fields.get(name, 0) / whole:.0%}" if whole else "–" for name in COLUMNS]
        table.add_row(health.environment, *_pages(health), str(whole), str(health.fields.get("projects", 0)), *shares)
    return table


def _pages(health: Health) -> tuple[str, str]:
    return str(sum(health.pages.values())), str(health.pages.get("listing", 0) + health.pages.get("items", 0))


def _show_runs(environments: Sequence[str], as_json: bool) -> None:
    settings = config.load()
    known = config.load_environments(settings.environments)
    if unknown := [name for name in environments if name not in known]:
        raise SettingsError(
            _("okänd miljö: {names}. Kända: {known}").format(names=", ".join(unknown), known=", ".join(known))
        )
    with Archive(settings.archive) as archive:
        runs = {name: archive.runs(name) for name in environments}
    if as_json:
        for health in (health for name in environments for health in runs[name]):
            click.echo(json.dumps(asdict(health), ensure_ascii=False))
        return
    out = Console(highlight=False)
    for name in environments:
        table = Table(title=name, title_justify="left")
        for heading in (_("hämtad"), _("läge"), _("sidor"), _("listor"), _("rapporter och projekt"), _("skäl")):
            table.add_column(heading)
        for health in runs[name][-SHOWN_RUNS:]:
            table.add_row(
                health.started[:16].replace("T", " "), HEALTH[health.kind], *_pages(health), counts(health.events),
                escape(reason_words(health.reason)),
            )  # fmt: skip
        out.print(table)


@click.command(
    "status",
    help=_(
        "Visa hur det står till: senaste hämtningen per miljö, filer som inte kunde läsas och vad indexet rymmer.\n\n"
        "Slutar med kod 9 när något behöver ses över av en människa. Med miljöer: deras hämtningar hittills, den "
        "senaste sist.\n\n\b\nExempel:\n  fou status\n  fou status --json\n  fou status nestor\n"
        "  fou status --engine elastic   även hur klustret mår"
    ),
)
@click.argument("environments", nargs=-1, metavar=_("[MILJÖ]…"))
@engine_option
@click.option("--json", "as_json", is_flag=True, help=_("Skriv läget som JSON."))
def status_command(environments: tuple[str, ...], engine: str | None, as_json: bool) -> None:
    """Show the overview, or the crawls of some environments."""
    if environments:
        _show_runs(environments, as_json)
        return
    from indexer.overview import overview

    state = overview(chosen(engine))
    if as_json:
        click.echo(json.dumps(asdict(state), ensure_ascii=False))
    else:
        out = Console(highlight=False)
        if state.health:
            out.print(health_table(state.health))
            out.print(coverage_table(state.health))
        for late in state.overdue:
            out.print(
                _("Inte hämtad på länge: {name}, senast {day} för {n} dagar sedan. Går den nattliga körningen?").format(
                    name=late.environment, day=late.last[:10], n=late.days
                )
            )
        if state.troubles:
            table = Table(title=_("Filer som inte gav någon text, helt eller delvis"), title_justify="left")
            for heading in (_("miljö"), _("adress"), _("utfall"), _("detalj")):
                table.add_column(heading, overflow="fold")
            for trouble in state.troubles:
                outcome = LABELS.get(trouble.outcome, trouble.outcome)
                table.add_row(trouble.environment, escape(trouble.address), outcome, escape(trouble.detail))
            out.print(table)
        out.print(
            _("Arkiv: {files} filer, {size:.1f} MB").format(files=state.files, size=state.bytes_stored / 1_000_000)
        )
        if not state.recognition:
            out.print(_("Textigenkänning: saknas. {advice}").format(advice=INSTALL_RECOGNITION))
        if state.index:
            out.print(
                _(
                    "Index: {reports} rapporter, {known} kända men inte lästa, {projects} projekt; "
                    "{passages} textställen, {left} väntar på vektorer"
                ).format(
                    reports=state.index.reports,
                    known=state.index.known,
                    projects=state.index.projects,
                    passages=state.index.passages,
                    left=state.index.passages - state.index.vectors,
                )
            )
        else:
            out.print(_("Index: {problem}").format(problem=state.index_problem))
        if state.cluster:
            out.print(
                _("Kluster: {status}, {nodes} noder, {lacking} kopior saknas, {size:.1f} MB").format(
                    status=LABELS[state.cluster.status],
                    nodes=state.cluster.nodes,
                    lacking=state.cluster.lacking,
                    size=state.cluster.size / 1_000_000,
                )
            )
        elif state.cluster_problem:
            out.print(_("Kluster: {problem}").format(problem=escape(state.cluster_problem)))
    if state.needs_person:
        names = ", ".join(
            list(
                dict.fromkeys(
                    [h.environment for h in state.health if h.kind not in ("ok", "quiet")]
                    + [late.environment for late in state.overdue]
                )
            )
            + ([_("klustret")] if state.cluster and state.cluster.status == "red" else [])
        )
        raise NeedsPersonError(_("behöver ses över: {names}").format(names=names))
