"""`fou environment`: adding a site, checking one, and looking at any address without keeping anything."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

import config
from fou.labels import HEALTH
from fou.words import _
from models.environment import Environment, Scope
from models.errors import NeedsPersonError, SettingsError

PAGES = Path("tests") / "crawler" / "pages"
BUDGET = 60


@click.group(
    "environment",
    help=_(
        "Lägg till en webbplats, kontrollera en, eller titta på vilken adress som helst.\n\nInget av kommandona ändrar "
        "arkivet.\n\n\b\nExempel:\n  fou environment try https://fou.example.se/\n  fou environment new fou-exempel "
        "https://fou.example.se/\n  fou environment check fou-exempel"
    ),
)
def environment_command() -> None:
    """Hold the commands together."""


@environment_command.command(
    "try",
    help=_(
        "Titta på en webbplats: vad skulle hämtas, och varför?\n\nADRESS är en startsida, eller id för en miljö som "
        "finns. Inga rapporter laddas ned och inget sparas.\n\n\b\nExempel:\n"
        "  fou environment try https://fou.example.se/\n  fou environment try fou-sormland --pages 100\n"
        "  fou environment try --all"
    ),
)
@click.argument("address", required=False, metavar=_("ADRESS"))
@click.option(
    "--all", "everyone", is_flag=True, help=_("Alla miljöer: en rad för var och en, och vad som ska bekräftas.")
)
@click.option(
    "--pages", default=BUDGET, show_default=True, type=click.IntRange(1), help=_("Högst så många sidor per webbplats.")
)
@click.option("--json", "as_json", is_flag=True, help=_("En JSON-rad per webbplats."))
def try_command(address: str | None, everyone: bool, pages: int, as_json: bool) -> None:
    """Look and tell."""
    from crawler.trial import address_as_environment, look

    if bool(address) == everyone:
        raise SettingsError(_("ange en adress, eller --all för alla miljöer"))
    settings = config.load()
    known = config.load_environments(settings.environments)
    if everyone:
        chosen = [one for one in known.values() if one.home or one.feed]
    else:
        chosen = [known[address or ""] if address in known else address_as_environment(address or "")]
    homeless = [one.id for one in known.values() if not one.home and not one.feed] if everyone else []
    looks = look(settings, chosen, pages)
    if as_json:
        for one in looks:
            click.echo(json.dumps(_as_json(one), ensure_ascii=False))
        return
    out = Console(highlight=False)
    if everyone:
        out.print(_overview(looks))
        if homeless:
            out.print(_("Utan webbplats, rapporter tas emot med fou add: {names}").format(names=", ".join(homeless)))
    else:
        _tell(looks[0], out)


def _as_json(look: Any) -> dict[str, Any]:  # noqa: ANN401 - the crawler is imported when it is needed
    return {
        "environment": look.environment.id,
        "health": asdict(look.health),
        "found": [
            {"kind": d.kind, "title": d.title, "page_url": d.page_url, "file_url": d.file_url,
             "claims": {claim.field: claim.value for claim in d.claims}}
            for d in look.drafts
        ],
        "readings": [asdict(reading) for reading in look.readings],
        "to_confirm": look.to_confirm,
    }  # fmt: skip


def _overview(looks: list[Any]) -> Table:
    table = Table(title=_("Vad som skulle hämtas"), title_justify="left")
    for heading in (_("miljö"), _("läge"), _("sidor"), _("rapporter"), _("projekt"), _("att bekräfta")):
        table.add_column(heading)
    for look in looks:
        kinds = [draft.kind for draft in look.drafts]
        table.add_row(
            look.environment.id, HEALTH[look.health.kind], str(len(look.readings)), str(kinds.count("report")),
            str(kinds.count("project")), escape("\n".join(look.to_confirm)),
        )  # fmt: skip
    return table


def _tell(look: Any, out: Console) -> None:  # noqa: ANN401 - as above
    reasons = {reading.address: f"{reading.kind}: {'; '.join(reading.reasons)}" for reading in look.readings}
    table = Table(title=escape(f"{look.environment.home} · {HEALTH[look.health.kind]}"), title_justify="left")
    for heading in (_("slag"), _("titel"), _("sida"), _("fil"), _("varför")):
        table.add_column(heading, overflow="fold")
    for draft in look.drafts:
        why = reasons.get((draft.page_url or "").partition("#")[0], "")
        kind = _("rapport") if draft.kind == "report" else _("projekt")
        table.add_row(kind, *(escape(text or "–") for text in (draft.title, draft.page_url, draft.file_url, why)))
    out.print(table)
    out.print(
        _("Lästa sidor: {n}. Område: {scope}").format(
            n=len(look.readings), scope=", ".join(look.environment.scope.pages)
        )
    )
    for line in look.to_confirm:
        out.print(_("Att bekräfta: {what}").format(what=escape(line)))


@environment_command.command(
    "new",
    help=_(
        "Skriv en miljöfil, och spara en sida med ett test som faller tills en människa granskat den.\n\nMed --page "
        "hämtas en sida, och det som lästs av den skrivs bredvid som förslag. Körs i projektets källkodsmapp.\n\n\b\n"
        "Exempel:\n  fou environment new fou-exempel https://fou.example.se/ --name 'FoU Exempel' \\\n"
        "      --page https://fou.example.se/rapporter/natt/"
    ),
)
@click.argument("id_", metavar="ID")
@click.argument("home", metavar=_("STARTSIDA"))
@click.option("--name", default="", help=_("Miljöns namn; annars id."))
@click.option("--page", default="", help=_("En sida att spara, helst en rapports eller en lista."))
def new_command(id_: str, home: str, name: str, page: str) -> None:
    """Write what a new site needs."""
    from crawler.expectation import observe
    from crawler.trial import address_as_environment, fetch

    settings = config.load()
    path = settings.environments / f"{id_}.toml"
    if path.exists():
        raise SettingsError(_("{path} finns redan").format(path=path))
    if page and not PAGES.is_dir():
        raise SettingsError(
            _("--page används i projektets källkodsmapp (här finns ingen {folder})").format(folder=PAGES)
        )
    guess = address_as_environment(home)
    facts = {"id": id_, "name": name or id_, "home": guess.home}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    lines += ["", "[scope]", f"pages = {json.dumps(list(guess.scope.pages))}", "files = []", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        made = config.load_environments(settings.environments)[id_]
    except SettingsError:
        path.unlink()
        raise
    click.echo(_("Skrev {path}").format(path=path))
    if page:
        answer = fetch(settings, made, page)
        if not answer.good:
            raise NeedsPersonError(f"{page}: {answer.outcome.value}")
        saved = PAGES / f"{id_}.html"
        fetched = f"<!-- fetched_on {settings.now():%Y-%m-%d} from {answer.address} -->\n".encode()
        saved.write_bytes(fetched + answer.body)
        observed = observe(answer.body, answer.address, made, answer.content_type)
        expected = {"reviewed": False, "address": answer.address, "kind": observed["kind"], "units": observed["units"]}
        saved.with_suffix(".json").write_text(
            json.dumps(expected, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        click.echo(_("Sparade {path}. Granska {name}, rätta det, och skriv reviewed: true.").format(
            path=saved, name=saved.with_suffix(".json").name
        ))  # fmt: skip


@environment_command.command(
    "check",
    help=_(
        "Titta en gång på en miljös sparade sida som den är nu: gäller det förväntade än?\n\nSlutar med kod 9 när "
        "något skiljer. Körs i projektets källkodsmapp.\n\n\b\nExempel:\n  fou environment check fou-exempel"
    ),
)
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=_("Skriv utfallet som JSON."))
def check_command(id_: str, as_json: bool) -> None:
    """Compare the live page with what is expected of the saved one."""
    from crawler.expectation import differences, observe
    from crawler.trial import fetch

    settings = config.load()
    path = PAGES / f"{id_}.json"
    if not path.exists():
        raise SettingsError(_("{path} finns inte; gör den med fou environment new").format(path=path))
    expected = json.loads(path.read_text(encoding="utf-8"))
    known = config.load_environments(settings.environments)
    site = "/".join(expected["address"].split("/")[:3]) + "/"
    one = known.get(id_) or Environment(id_, id_, site, Scope((site,)))
    answer = fetch(settings, one, expected["address"])
    wrong = [f"{expected['address']}: {answer.outcome.value}"] if not answer.good else []
    if answer.good:
        wrong = differences(expected, observe(answer.body, answer.address, one, answer.content_type))
    if as_json:
        click.echo(
            json.dumps({"environment": id_, "address": expected["address"], "differences": wrong}, ensure_ascii=False)
        )
    elif not wrong:
        click.echo(_("{address}: som förväntat").format(address=expected["address"]))
    if wrong:
        raise NeedsPersonError("; ".join(wrong))
