"""`fou audit`: whether the index holds what the catalogue says."""

import json
from dataclasses import asdict

import click
from rich.console import Console
from rich.markup import escape

from fou.choosing import chosen, engine_option
from fou.words import _
from models.errors import NeedsPersonError


@click.command(
    "audit",
    help=_(
        "Jämför sökindexet med katalogen: vad saknas, vad är inaktuellt och vad borde inte finnas där.\n\n"
        "Ändrar inget. Slutar med kod 9 när de skiljer sig; fou index rättar det.\n\n\b\nExempel:\n  fou audit\n"
        "  fou audit --json\n  fou audit --engine elastic"
    ),
)
@engine_option
@click.option("--json", "as_json", is_flag=True, help=_("Skriv resultatet som JSON."))
def audit_command(engine: str | None, as_json: bool) -> None:
    """Compare and tell."""
    from indexer.audit import audit

    found = audit(chosen(engine))
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        out = Console(highlight=False, soft_wrap=True)
        out.print(_("{n} poster är lika i katalog och index.").format(n=found.agreed))
        for words, ids in (
            (_("Saknas i indexet: {ids}"), found.missing),
            (_("Inaktuella i indexet: {ids}"), found.outdated),
            (_("Finns i indexet men inte i katalogen: {ids}"), found.left),
        ):
            if ids:
                out.print(escape(words.format(ids=", ".join(ids))))
        if found.bare:
            out.print(_("{n} textställen väntar på vektorer (kör fou index).").format(n=found.bare))
    if not found.whole:
        raise NeedsPersonError(_("indexet skiljer sig från katalogen; kör fou index"))
