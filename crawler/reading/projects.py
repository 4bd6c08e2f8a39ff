"""From a unit of a page to claims about a project: period, status, contact, funder, as the site states them."""

import re
from collections.abc import Iterable

from crawler.reading import words
from crawler.reading.claims import abstract, claim, posted, surest
from crawler.reading.dates import read_date, read_period
from crawler.reading.items import Unit
from crawler.reading.page import Page
from crawler.reading.people import split_names
from models.claim import Claim

_ROLE = re.compile(r"\s*,\s*(?P<role>[a-zåäö][^,\n]{2,60})")
_PHONE = re.compile(r"(?:tel(?:efon)?\.?:?\s*)?(?:\+46|0)[\d\s–-]{6,14}\d|\S+@\S+|\S+\s?\(at\)\s?\S+", re.IGNORECASE)


def project_claims(unit: Unit, page: Page | None = None, listed: Iterable[str] = ()) -> tuple[Claim, ...]:
    """What a unit says about a project. `listed` may hold "ongoing" or "finished", the lists that it stands in."""
    text = unit.text
    labels = {match["label"].lower().split("(")[0]: _value(match, text) for match in words.PROJECT_LABEL.finditer(text)}
    found = [claim("title", unit.title, "heading", 0.9, unit.title)]
    if stated := labels.get("projekttitel", "").strip(' ”“"»«.'):
        found.append(claim("title", stated, "project title label", 0.95, labels["projekttitel"]))
    period_text = next(
        (
            labels[name]
            for name in (
                "projektperiod",
                "projekttid",
                "tidsperiod",
                "tidsram",
                "tidplan",
                "tid",
                "när",
                "period",
                "pågår",
            )
            if labels.get(name)
        ),
        "",
    )
    period = read_period(period_text) if period_text else read_period(text)
    if period_text and not period and (single := read_date(period_text)):
        found.append(claim("period", single.printed, "period label", 0.9, period_text))
    elif period:
        found.append(
            claim(
                "period",
                period.printed,
                "period label" if period_text else "period in text",
                0.95 if period_text else 0.7,
                period.printed,
            )
        )
    status, rule, quote = project_status(
        unit, labels.get("projektstatus") or labels.get("status") or labels.get("läge") or "", listed
    )
    if status:
        found.append(claim("status", status, rule, 0.9, quote))
    contact = next((labels[name] for name in labels if name.startswith("kontakt") and labels[name]), "")
    if contact and (shown := _contact(contact)):
        found.append(claim("contact", shown, "contact label", 0.8, shown))
    if funder := next((labels[name] for name in labels if name.startswith("finans") and labels[name]), ""):
        found.append(claim("funder", funder, "funder label", 0.85, funder))
    leader = next(
        (labels[name] for name in ("projektledare", "projektansvarig", "ansvarig forskare") if labels.get(name)), ""
    )
    if leader and (names := split_names(_ROLE.sub("", _PHONE.sub("", leader)))):
        found.append(Claim("authors", names, "page", "project leader label", 0.7, None, leader))
    found += abstract(unit)
    found += posted(text, page)
    return surest(found)


def project_status(unit: Unit, label: str, listed: Iterable[str]) -> tuple[str, str, str]:
    """Status → ("ongoing" | "finished" | "", rule, words): an explicit label, then the page's own phrase, then the list
    or heading that it stands under. The end of a period is left to the indexer, which knows the day."""
    for status, form in (("finished", words.FINISHED), ("ongoing", words.ONGOING)):
        if form.search(label):
            return status, "status label", label
    for status, form in (("finished", words.FINISHED_PHRASE), ("ongoing", words.ONGOING_PHRASE)):
        if match := form.search(unit.text):
            return status, "phrase about the project", match.group()
    for name in reversed(unit.context):
        if len(name) < 70 and words.FINISHED.search(name):
            return "finished", "heading above", name
        if len(name) < 70 and words.ONGOING.search(name):
            return "ongoing", "heading above", name
    for status in ("finished", "ongoing"):
        if status in listed:
            return status, "the list that leads to it", ""
    return "", "", ""


def _value(match: re.Match[str], text: str) -> str:
    """The value beside a label, or on the next line when the label stands alone."""
    value = match["value"].strip()
    if value:
        return value
    following = text[match.end() :].lstrip("\n").split("\n")[0].strip()
    return "" if words.PROJECT_LABEL.match(following + "\n") else following


def _contact(text: str) -> str:
    """Name and role of a contact; never phone numbers or addresses of mail."""
    return re.sub(r"\s+", " ", _PHONE.sub("", text)).strip(" ,;:|–-")
