"""`fou status`: how things stand."""

import json
from dataclasses import asdict

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from fou.choosing import chosen, engine_option
from fou.collect import health_table
from fou.labels import INSTALL_RECOGNITION, LABELS
from fou.words import _
from models.errors import NeedsPersonError


@click.command(
    "status",
    help=_(
        "Visa hur det står till: senaste hämtningen per miljö, filer som inte kunde läsas och vad indexet rymmer.\n\n"
        "Slutar med kod 9 när något behöver ses över av en människa.\n\n\b\nExempel:\n  fou status\n"
        "  fou status --json\n  fou status --engine elastic   även hur klustret mår"
    ),
)
@engine_option
@click.option("--json", "as_json", is_flag=True, help=_("Skriv läget som JSON."))
def status_command(engine: str | None, as_json: bool) -> None:
    """Show the overview."""
    from indexer.overview import overview

    state = overview(chosen(engine))
    if as_json:
        click.echo(json.dumps(asdict(state), ensure_ascii=False))
    else:
        out = Console(highlight=False)
        if state.health:
            out.print(health_table(state.health))
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
            [h.environment for h in state.health if h.kind not in ("ok", "quiet")]
            + ([_("klustret")] if state.cluster and state.cluster.status == "red" else [])
        )
        raise NeedsPersonError(_("behöver ses över: {names}").format(names=names))
