"""From a unit of a page to claims about a project: period, status, contact, funder, as the site states them."""

import re
from collections.abc import Iterable, Mapping

from crawler.reading import words, work
from crawler.reading.claims import abstract, claim, posted, surest
from crawler.reading.dates import read_date, read_period
from crawler.reading.items import Unit
from crawler.reading.page import Page
from crawler.reading.people import split_names
from models.claim import Claim

_ROLE = re.compile(r"\s*,\s*(?P<role>[a-zåäö][^,\n]{2,60})")
_SECTION = re.compile(r"^\d+(?:\.\d+)+\.?\s+(?=\S)")
_BRACKET = re.compile(r"\s*[(\[](?P<told>[^()\[\]]+)[)\]]\W*$")
# Status: Datainsamling · Rapport skrivs: a step of work that is not done
_STEP = re.compile(r"\b(?:skriv(?:s|er)|[a-zåäö]*insamling|analys|uppstart|planering|genomförande)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel(?:efon)?\.?:?\s*)?(?:\+46|0)[\d\s–-]{6,14}\d|\S+@\S+|\S+\s?\(at\)\s?\S+", re.IGNORECASE)


def project_claims(unit: Unit, page: Page | None = None, listed: Iterable[str] = ()) -> tuple[Claim, ...]:
    """What a unit says about a project. `listed` may hold "ongoing" or "finished", the lists that it stands in."""
    text = unit.text
    facts = work.read_facts(text)
    found = [claim("title", bare_title(unit.title), "heading", 0.9, unit.title)]
    if stated := facts.get("title", "").strip(' ”“"»«.'):
        found.append(claim("title", stated, "project title label", 0.95, facts["title"]))
    found += _period(text, facts)
    status, rule, quote = project_status(unit, facts.get("state", ""), listed)
    if status:
        found.append(claim("status", status, rule, 0.9, quote))
    if shown := _contact(facts.get("contact", "")):
        found.append(claim("contact", shown, "contact label", 0.8, shown))
    if funder := facts.get("money"):
        found.append(claim("funder", funder, "funder label", 0.85, funder))
    leader = facts.get("leader", "")
    if leader and (names := split_names(_ROLE.sub("", _PHONE.sub("", leader)))):
        found.append(Claim("authors", names, "page", "project leader label", 0.7, None, leader))
    found += abstract(unit)
    found += posted(text, page)
    return surest(found)


def bare_title(title: str) -> str:
    """A title without the number of its section in a plan and the bracket at its end that says when or how far the work
    is: "4.1 Bygdeservice (2009–2012)"."""
    title = _SECTION.sub("", title)
    match = _BRACKET.search(title)
    if match and (read_period(match["told"]) or read_date(match["told"]) or work.read_state(match["told"])):
        return title[: match.start()]
    return title


def project_status(unit: Unit, label: str, listed: Iterable[str]) -> tuple[str, str, str]:
    """Status → ("ongoing" | "finished" | "", rule, words): an explicit label, then the page's own words for it, then
    the list or heading that it stands under, of which one for what is done outweighs a phrase about what is to come.
    The end of a period is left to the indexer, which knows the day."""
    for status, form in (("finished", words.FINISHED), ("ongoing", words.ONGOING), ("ongoing", _STEP)):
        if form.search(label):
            return status, "status label", label
    state, quote = work.own_state(unit.text)
    if state:
        return state, "words for the state", quote
    if match := work.PAST.search(unit.text):
        return "finished", "phrase about the work", match.group()
    above = next((name for name in reversed(unit.context) if _state_of_list(name)), "")
    lists = {_state_of_list(above)} if above else {"finished", "ongoing"}.intersection(listed)
    rule = "heading above" if above else "the list that leads to it"
    # a list is kept up where a page still says what will be done
    if lists != {"finished"} and (match := work.NOW.search(unit.text)):
        return "ongoing", "phrase about the work", match.group()
    status = next((status for status in ("finished", "ongoing") if status in lists), "")
    return (status, rule, above) if status else ("", "", "")


def _state_of_list(name: str) -> str:
    if len(name) >= 70:
        return ""
    return "finished" if words.FINISHED.search(name) else "ongoing" if words.ONGOING.search(name) else ""


def _period(text: str, facts: Mapping[str, str]) -> list[Claim]:
    """The period after a label, from two labels for start and end, or the first of the text."""
    start, end, stated = facts.get("start", ""), facts.get("end", ""), facts.get("time", "")
    if not stated and (first := read_date(start)) and (last := read_date(end)):
        return [claim("period", f"{first.printed}–{last.printed}", "labels for start and end", 0.9, f"{start}–{end}")]
    stated = stated or start or end
    if stated and (period := read_period(stated)):
        return [claim("period", period.printed, "period label", 0.95, stated)]
    if stated and (single := read_date(stated)):
        return [claim("period", single.printed, "period label", 0.9, stated)]
    period = read_period(text)
    return [claim("period", period.printed, "period in text", 0.7, period.printed)] if period else []


def _contact(text: str) -> str:
    """Name and role of a contact; never phone numbers or addresses of mail."""
    return re.sub(r"\s+", " ", _PHONE.sub("", text)).strip(" ,;:|–-")
