"""`fou explain`: why a report is one report, and what was kept apart from it."""

import json
from dataclasses import asdict

import click
from rich.console import Console
from rich.markup import escape

import config
from fou.words import _
from indexer.explain import DecisionTold, explain

VERDICTS = {
    "same": _("samma rapport"),
    "edition": _("annan upplaga"),
    "short": _("kortversion"),
    "part": _("annan del"),
    "appendix": _("bilaga"),
    "translation": _("annat språk"),
    "follow-up": _("samma undersökning ett annat år"),
    "apart": _("inte samma"),
    "open": _("för lite att gå på"),
}
RULES = {
    "first": _("först sedd"),
    "a person decided": _("bestämt av en människa"),
    "same file": _("samma fil"),
    "same text": _("samma text"),
    "same title and likely text": _("samma titel och i stort sett samma text"),
    "likely the same text": _("i stort sett samma text och samma siffror"),
    "same ISBN": _("samma ISBN"),
    "same number in the series": _("samma nummer i serien"),
    "same title, year and authors": _("samma titel, år och författare"),
    "same title and year": _("samma titel och år"),
    "a title that several reports have": _("titeln har flera olika rapporter"),
    "another language": _("annat språk"),
    "an appendix is no report": _("den ena är en bilaga"),
    "another part": _("annan del"),
    "another year in the title": _("annat år i titeln"),
    "said to be a short version": _("kallas kortversion eller sammanfattning"),
    "another edition": _("annan upplaga"),
    "another stage of the work": _("annat skede av arbetet"),
    "another place in the title": _("annan plats i titeln"),
    "another number in the series": _("annat nummer i serien"),
    "another place in the text": _("annan plats i texten"),
    "other figures": _("samma mall men andra siffror"),
    "other authors": _("andra författare"),
    "stands within the longer text": _("står i den längre texten"),
    "same title, another year": _("samma titel, annat år"),
    "different text": _("olika text"),
    "too little agrees": _("för lite stämmer överens"),
}
EVIDENCE = {
    "title": _("titel"), "authors": _("författare"), "year": _("år"), "number": _("nummer"), "isbn": _("ISBN"),
    "text": _("lika text"), "contained": _("av den kortare finns i den längre"), "figures": _("lika siffror"),
    "who": _("vem"), "when": _("när"), "why": _("varför"),
}  # fmt: skip
AGREEMENT = {
    "same": _("samma"), "near": _("nästan samma"), "shorter": _("den ena är kortare"), "differ": _("olika"),
}  # fmt: skip


@click.command(
    "explain",
    help=_(
        "Visa varför en rapport är en rapport: vilka exemplar som slagits ihop, med vilka belägg, och vad som hållits "
        "isär.\n\nRAPPORT är ett id eller en adress där rapporten ligger. Är något fel skrivs en rättelse i mappen "
        "FOU_CORRECTIONS.\n\n\b\nExempel:\n  fou explain 3fa9c1d20b\n"
        "  fou explain https://www.exempel.se/rapport.pdf --json"
    ),
)
@click.argument("report", metavar=_("RAPPORT"))
@click.option("--json", "as_json", is_flag=True, help=_("Skriv allt som JSON."))
def explain_command(report: str, as_json: bool) -> None:
    """Explain one report."""
    told = explain(config.load(), report)
    if as_json:
        click.echo(json.dumps(asdict(told), ensure_ascii=False))
        return
    out = Console(highlight=False, soft_wrap=True)
    out.print(f"[bold]{escape(told.title)}[/] ({told.year or _('utan år')})  {told.report}")
    out.print("\n" + _("Exemplar"))
    for copy in told.copies:
        where = copy.file_url or copy.page_url or _("inlämnad fil")
        out.print(escape(f"  {copy.id}  {copy.environment}  {where}  –  {RULES[copy.rule]}"))
    for fix in told.corrected:
        out.print(escape("  " + _("rättat: {field}, av {who} {when}: {why}").format(**asdict(fix))))
    for heading, rows in ((_("Ihopslaget, därför att"), told.joined), (_("Hållet isär"), told.kept_apart)):
        if rows:
            out.print("\n" + heading)
        for row in rows:
            out.print(escape(_line(row, own=rows is told.joined)))


def _line(row: DecisionTold, own: bool) -> str:
    seen = ", ".join(f"{EVIDENCE[name]}: {_value(name, value)}" for name, value in row.evidence.items())
    subject = f"{row.copy} + {row.other}" if own else f"{row.report} {row.title}"
    verdict = "" if own else f"{VERDICTS[row.verdict]}: "
    return f"  {subject}\n     {verdict}{RULES[row.rule]} ({seen})"


def _value(name: str, value: str) -> str:
    if name in ("text", "contained", "figures"):
        return f"{float(value):.0%}"
    return AGREEMENT.get(value, value)
