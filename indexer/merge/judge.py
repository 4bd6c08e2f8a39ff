"""Are two sightings one report? Every answer comes with the rule that gave it and what it was seen in.

Differences are looked at before likenesses: an edition, a part, another year or another place keeps reports apart
however alike they are. What belongs together without being the same is linked.
"""

from typing import Any

from config.settings import load_weights
from indexer.merge.agree import numbers, people, years
from indexer.merge.likeness import Likeness, compare
from indexer.merge.sides import LINKS, Decision, Described, Verdict
from indexer.merge.traits import telling, titles_agree

TITLE_ONLY = "same title and year"
"""The rule that trusts a title without authors, file or number."""


def judge(first: Described, second: Described) -> Decision | None:
    """Decide on two sightings; None when they have nothing to do with each other."""
    return _Pair(first, second).decide()


class _Pair:
    """Two sightings side by side."""

    def __init__(self, first: Described, second: Described) -> None:
        self.a, self.b = sorted((first, second), key=lambda d: d.id)
        self.limits: dict[str, Any] = load_weights()["merging"]
        a, b = self.a, self.b
        self.like: Likeness | None = None
        enough = self.limits["words"]
        if a.text and b.text and min(a.text.words, b.text.words) >= enough:
            self.like = compare(a.text.sketch, b.text.sketch)
        self.ocr = bool((a.text and a.text.ocr) or (b.text and b.text.ocr))
        self.title = titles_agree((a.title, a.subtitle), (b.title, b.subtitle))
        shorter = min((telling(t.stem) for t in (a.traits, b.traits)), key=len)
        self.telling = len(shorter)
        self.stem = bool(shorter) and (a.traits.stem == b.traits.stem or bool(self.title) or _begins(a, b))
        self.people = people(a.authors, b.authors)
        self.years = years(a.year, b.year)
        self.number = numbers(a, b)
        self.isbn = bool(a.isbn & b.isbn) if a.isbn and b.isbn else None
        if self.years == "differ" and abs(int(a.year) - int(b.year)) == 1 and (self.isbn or self.number == "same"):
            self.years = "near"  # a site's year is often that of the post; the number says that it is the report

    def decide(self) -> Decision | None:
        a, b = self.a, self.b
        if a.sighting.file_sha256 and a.sighting.file_sha256 == b.sighting.file_sha256:
            return self._say("same", "same file", 100)
        shared = self.like.shared if self.like else 0.0
        copied = bool(self.like and shared >= self.limits["copy"] and self.like.length >= self.limits["whole"])
        kin = self._kin()
        if difference := self._difference(copied):
            verdict, rule = difference
            if verdict in LINKS and not kin:
                verdict = "apart"
            return self._say(verdict, rule, 0) if kin or self.title else None
        if joined := self._likeness(copied):
            rule, strength = joined
            return self._say("same", rule, strength)
        if self.like and kin and self._inside():
            return self._say("short", "stands within the longer text", 0)
        if kin and self.years == "differ" and self.title and (self.like is None or shared >= self.limits["kin"]):
            return self._say("edition" if self.like else "apart", "same title, another year", 0)
        if self.like and self.title and shared < self.limits["kin"]:
            return self._say("apart", "different text", 0)
        return self._say("open", "too little agrees", 0) if kin or (self.title and self.telling) else None

    def _kin(self) -> bool:
        """Whether the two are about the same work at all."""
        if self.people == "differ":
            return bool(self.like and self.like.contained >= self.limits["copy"])
        if self.like and (self.like.shared >= self.limits["kin"] or self.like.contained >= self.limits["inside"]):
            return True
        if self.a.language != self.b.language and self.a.language and self.b.language:
            return self._translated()
        home = self.a.sighting.environment == self.b.sighting.environment
        return self.stem and self.telling >= 1 and (self.people == "same" or (home and self.telling >= 2))

    def _difference(self, copied: bool) -> tuple[Verdict, str] | None:
        """What keeps the two apart whatever else is alike, and the link that it makes."""
        a, b = self.a.traits, self.b.traits
        same_text = bool(
            copied and self.like and (self.like.figures is None or self.like.figures >= self.limits["same_figures"])
        )
        if self.a.language != self.b.language and "" not in (self.a.language, self.b.language) and not copied:
            return "translation", "another language"
        if a.appendix != b.appendix and not copied:
            return "appendix", "an appendix is no report"
        if a.part != b.part and not (same_text and "" in (a.part, b.part)):
            return "part", "another part"
        if a.years and b.years and a.years != b.years and not (a.years < b.years or b.years < a.years):
            return "follow-up", "another year in the title"
        if a.short != b.short and not copied:
            return "short", "said to be a short version"
        if a.edition != b.edition and not self._same_edition():
            return "edition", "another edition"
        stages = {a.stage, b.stage}
        if len(stages) == 2 and not copied and ("" not in stages or stages & {"del", "läges", "halvtids", "förstudie"}):
            return "part", "another stage of the work"
        if a.places and b.places and not a.places & b.places and not same_text:
            return "apart", "another place in the title"
        if self.number == "differ" and not (
            same_text and (self.title or self.a.sighting.environment != self.b.sighting.environment)
        ):
            return "apart", "another number in the series"
        one, other = self.a.text, self.b.text
        if one and other and one.places and other.places and not one.places & other.places and not copied:
            return "apart", "another place in the text"
        if self._other_figures() and not copied:
            again = self.years == "differ" and self.title in ("same", "near")
            return ("follow-up", "same title, another year") if again else ("apart", "other figures")
        if self.people == "differ" and not copied:
            return "apart", "other authors"
        return None

    def _likely_text(self, like: Likeness) -> bool:
        """Much the same text about the same material, whatever the titles say; less of it will do for a scan with a
        title that says nothing."""
        if self.years == "differ" or like.length < self.limits["whole"] or not self._same_material():
            return False
        enough = self.limits["scan"] if self.ocr and not self.telling else self.limits["likely"]
        return bool(like.shared >= enough)

    def _same_material(self) -> bool:
        """The figures are the same ones in the same order, so the text is about the same material."""
        return bool(self.like and self.like.figures is not None and self.like.figures >= self.limits["like_figures"])

    def _other_figures(self) -> bool:
        """Much the same words about other material, as reports written from one template are."""
        like, limits = self.like, self.limits
        if self.ocr or like is None or like.figures is None:
            return False
        whole = like.length >= limits["most"] and like.shared < limits["template"]
        return bool(whole and like.figures < limits["figures"])

    def _same_edition(self) -> bool:
        a, b = self.a.traits.edition, self.b.traits.edition
        if "+" in (a, b) and a and b:
            return True
        return self._page_only() and "" in (a, b) and self.years == "same"

    def _page_only(self) -> bool:
        """One of the two is known from a page alone, which seldom says all that the title page says."""
        return self.a.text is None or self.b.text is None

    def _likeness(self, copied: bool) -> tuple[str, int] | None:
        """The rule by which they are the same, if any, and its strength."""
        like, agreed = self.like, bool(self.title)
        if copied and self.years != "differ":
            return "same text", 90
        if copied and like and (like.figures is None or like.figures >= self.limits["same_figures"]):
            return "same text", 80
        if like and self.years != "differ" and (agreed or self.isbn or self.number == "same"):
            enough = self.limits["scan"] if self.ocr else self.limits["revised"]
            if like.shared >= enough and like.length >= self.limits["most"]:
                return "same title and likely text", 70
        if like and self._likely_text(like):
            return "likely the same text", 65
        if like and like.shared < (self.limits["scan"] if not self.ocr else self.limits["unlike"]):
            return None  # both texts are known and they are not the same
        if like and like.length < self.limits["shorter"]:
            return None
        if self.isbn and (agreed or self.people == "same"):
            return "same ISBN", 60
        if self.number == "same" and self.years != "differ" and (agreed or self.people == "same") and self.telling:
            return "same number in the series", 50
        if self.title in ("same", "near", "shorter") and self.years == "same":
            needed = 2 if self.people == "same" else 3
            if self.telling >= needed and self.isbn is not False:
                return "same title, year and authors" if self.people == "same" else TITLE_ONLY, 40
        return None

    def _inside(self) -> bool:
        like = self.like
        return bool(like and like.length < self.limits["shorter"] and like.contained >= self.limits["inside"])

    def _translated(self) -> bool:
        """Signs that one is the other in another language: its own word, the number, figures in the same order."""
        said = any(d.traits.translation for d in (self.a, self.b))
        figures = bool(self.like and self.like.figures is not None and self.like.figures >= self.limits["translation"])
        if self.people == "same":
            return said or figures or self.number == "same" or bool(self.isbn)
        return self.people == "" and self.number == "same" and (said or figures)

    def _say(self, verdict: Verdict, rule: str, strength: int) -> Decision:
        first, second = self.a, self.b
        if _order(verdict, second) < _order(verdict, first):
            first, second = second, first
        seen = {
            "title": self.title,
            "authors": self.people,
            "year": self.years,
            "number": self.number,
            "isbn": {True: "same", False: "differ", None: ""}[self.isbn],
        }
        evidence = [(name, value) for name, value in seen.items() if value]
        if self.like:
            evidence.append(("text", f"{self.like.shared:.2f}"))
            evidence.append(("contained", f"{self.like.contained:.2f}"))
            if self.like.figures is not None:
                evidence.append(("figures", f"{self.like.figures:.2f}"))
        return Decision(first.id, second.id, verdict, rule, tuple(evidence), strength)


def _order(verdict: Verdict, item: Described) -> tuple[object, ...]:
    """What comes first: the older edition, the whole report, the original."""
    traits = item.traits
    words = item.text.words if item.text else 0
    if verdict == "edition":
        later = 99 if traits.edition == "+" else int(traits.edition or 1)
        return (later, item.year or "9999", item.id)
    if verdict == "short":
        return (traits.short, -words, item.id)
    if verdict == "appendix":
        return (traits.appendix, item.id)
    if verdict == "part":
        return (bool(traits.part), int(traits.part or 0), traits.stage == "slut", item.year, item.id)
    if verdict == "follow-up":
        return (max(traits.years, default=item.year or "9999"), item.id)
    if verdict == "translation":
        return (bool(traits.translation), item.language != "sv", item.id)
    return (item.id,)


def _begins(first: Described, second: Described) -> bool:
    one, other = sorted((first.traits.stem, second.traits.stem), key=len)
    return len(telling(one)) >= 2 and other[: len(one)] == one
