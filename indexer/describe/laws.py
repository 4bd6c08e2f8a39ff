"""Which Acts a report relies on, with chapter and paragraph, and which is meant of those that share an abbreviation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from config.taxonomy import Concept, Taxonomy
from indexer.describe.evidence import FRONT
from indexer.describe.hits import Hit
from indexer.describe.signs import Analysed
from indexer.describe.weights import DescribeWeights
from indexer.describe.zones import Sentence
from models.claim import Claim, Source

_NUMBER = r"\d{1,3}(?:\s?[a-z](?![\wåäö]))?"
_LIST = rf"{_NUMBER}(?:\s?(?:,|och|samt|eller|-|–|—)\s?{_NUMBER})*"
_ORDINAL = r"(?:första|andra|tredje|fjärde|femte)\s(?:stycket|punkten|meningen)"
_PART = rf"(?:\s(?:{_ORDINAL}|(?:st|p|punkt)\.?\s?\d|\d{{1,2}}(?:\s?p\b\.?)?))*"
_ITEM = rf"(?:\d{{1,2}}\s?(?:kap|kapitlet)\.?\s?)?{_LIST}\s?§§?{_PART}"
_CHAIN = re.compile(rf"(?:(?P<chapter>\d{{1,2}})\s?(?:kap|kapitlet)\.?\s?)?(?P<paras>{_LIST})\s?§§?", re.I)
"""One item of "4 kap. 1 § och 2 a § samt 5 kap. 10 § SoL"; one without a chapter lies in that of the item before."""
_JOINED = r"\s?(?:i\s|av\s|enligt\s|\()?"
NEWER = re.compile(
    r"\b(?:nya?|kommande|föreslagna|reformerade) (?:förebyggande )?(?:socialtjänstlag(?:en)?|SoL)\b", re.I
)
_LAW_WORD = re.compile(r"(?:lag(?:en)?|balk(?:en)?|förordning(?:en)?|SFS|SOSFS|HSLF-FS)\b[^.;]{0,80}$", re.I)
_SFS = re.compile(r"(?:(SOSFS|HSLF-FS)\s)?\b((?:19|20)\d\d[:/]\d{1,4})\b(?![:/\d])")
_LISTED = re.compile(r"\blitteraturlista\w*|\bbakgrundsläsning\b|\bkällförteckning\w*", re.I)
_RELIED = re.compile(
    r"\benligt\b|\bstöd av\b|\blag(?:ar|en|ens|s|rum\w*|stift\w*|text\w*|krav\w*)?\b|§|\bkap\b|\bbestämmels|"
    r"\bparagraf|\brätt(?:en)? till|\breg(?:l|el)|\bkrav|\bföreskr|\btillämp|\bomhänder|\bvård|"
    r"\bplacer|\bdom(?:ar|en|arna|stol\w*)?\b|"
    r"\b[A-ZÅÄÖ]{2,5}-(?:insats|beslut|vård|placer|omhänder|ärende)",
    re.I,
)
"""An abbreviation stands for the Act where a sentence speaks of law; *LSS* alone is also a field of work."""
AHEAD = 5
"""Nobody writes of an Act more years than this before it is in force."""
FRAMEWORK = "lag-sol-1980"
"""The Act without chapters: a plain 71 § of it has none, and whoever names a chapter means a later one."""


@dataclass(frozen=True, slots=True)
class Citation:
    """`form` is the law's name as written; `chapter` "" when none is; one paragraph each, "" for a whole chapter."""

    form: str
    chapter: str
    paragraph: str
    words: str


class Laws:
    """The laws of a taxonomy, ready to be found."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._laws = taxonomy.facet("law")
        forms: dict[str, set[str]] = {}
        for law in self._laws:
            for form in (*(case.form for case in law.cased), *(term for term in law.terms if _names(term))):
                forms.setdefault(form.casefold(), set()).add(law.id)
        self._forms = forms
        names = "|".join(sorted((re.escape(form) for form in forms), key=len, reverse=True))
        name = rf"(?P<law>{names})s?(?![\wåäö])"
        kap = r"(?P<chapter>\d{1,2})\s?(?:kap|kapitlet)\.?"
        para = rf"(?P<paras>{_LIST})\s?§§?"
        self._patterns = tuple(
            re.compile(pattern, re.I)
            for pattern in (
                rf"kap\.?\s(?P<chapter>\d{{1,2}}),?\s§§?\s?(?P<paras>{_LIST}){_JOINED}{name}",
                rf"\b{name},?\skap\.?\s(?P<chapter>\d{{1,2}}),?\s§§?\s?(?P<paras>{_LIST})",
                rf"(?P<chain>{_ITEM}(?:,?\s(?:och|samt|eller|respektive|jämte)\s{_ITEM}|,\s{_ITEM})*){_JOINED}{name}",
                rf"\b{name},?\s(?:{kap}\s?)?{para}",
                rf"\b{name},?\s§§?\s?(?P<paras>{_LIST})",
                rf"(?<![\d.]\s)§§?\s?(?P<paras>{_LIST}){_JOINED}{name}",
                rf"(?<![\d:])(?P<chapter>\d{{1,2}}):(?P<paras>{_NUMBER})\s{name}",
                rf"\b{name}\s(?P<chapter>\d{{1,2}}):(?P<paras>{_NUMBER})(?!\d)",
                rf"{kap}{_JOINED}{name}(?P<paras>)",
            )
        )
        self._numbers = {number: law.id for law in self._laws for number in law.sfs}

    def citations(self, text: str) -> Iterator[Citation]:
        """Every reference to a paragraph or chapter of a named law in a sentence: lists and ranges one by one."""
        taken: list[tuple[int, int]] = []
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                if any(start < match.end() and match.start() < end for start, end in taken):
                    continue
                taken.append(match.span())
                parts = match.groupdict()
                items = _CHAIN.finditer(parts["chain"]) if parts.get("chain") else [match]
                chapter = ""
                for item in items:
                    named = item.groupdict()
                    chapter = named.get("chapter") or chapter
                    for paragraph in _listed(named["paras"]):
                        yield Citation(parts["law"], chapter, paragraph, match[0].strip())

    def numbers(self, text: str) -> Iterator[tuple[str, str]]:
        """(law, words) for each number of the Swedish Code of Statutes that stands behind a word for a law. A plain
        number after *rapport* is one of a series."""
        for match in _SFS.finditer(text):
            number = f"{match[1]} {match[2]}" if match[1] else match[2]
            if number in self._numbers and (match[1] or _LAW_WORD.search(text[: match.start()])):
                yield self._numbers[number], match[0]

    def meant(self, form: str, year: int | None, chapter: str, paragraph: str, printed: set[str]) -> str:
        """Which law a name means: the one whose number the report prints, else the one in force in its year. "" when it
        is the name of none."""
        candidates = [law for law in self._laws if law.id in self._forms.get(form.casefold(), ())]
        if chapter:
            candidates = [law for law in candidates if law.id != FRAMEWORK]
        elif paragraph and any(law.id == FRAMEWORK for law in candidates):
            return FRAMEWORK  # both later Acts number their paragraphs by chapter
        named = [law for law in candidates if law.id in printed]
        if len(named) == 1:
            return named[0].id
        in_force = [law for law in candidates if _in_force(law, year)]
        return min(in_force or candidates or [_NONE], key=lambda law: law.in_force).id


PARAGRAPH = "reference to a paragraph"
_NONE = Concept(id="", facet="law", parent="", sv="", en="", definition="")


def law_claims(
    laws: Laws, text: Analysed, hits: Sequence[Hit], taxonomy: Taxonomy, year: int | None, weights: DescribeWeights,
    source: Source,
) -> list[Claim]:  # fmt: skip
    """Claims for laws (with the top they belong to) and for each paragraph that is cited, in the order of the text."""
    sentences = text.sentences
    printed = {law for sentence in sentences for law, _ in laws.numbers(sentence.text)}
    newer = year is None or year >= 2023
    found: dict[str, list[Claim]] = {}
    cited: dict[tuple[str, str, str], Claim] = {}

    def claim(law: str, rule: str, confidence: float, sentence: Sentence, words: str) -> None:
        place = sentence.place
        found.setdefault(law, []).append(Claim("law", law, source, rule, confidence, sentence.page, words, place))

    high, medium = weights.confidence["high"], weights.confidence["medium"]
    for sentence in sentences:
        for law, words in laws.numbers(sentence.text):
            claim(law, "number of the law", high, sentence, words)
        for citation in laws.citations(sentence.text):
            law = laws.meant(citation.form, year, citation.chapter, citation.paragraph, printed)
            if law:
                claim(law, PARAGRAPH, high, sentence, citation.words)
                key = (law, citation.chapter, citation.paragraph)
                cited.setdefault(
                    key, Claim("citation", key, source, PARAGRAPH, high, sentence.page, citation.words, sentence.place)
                )
    for hit in hits:
        concept = taxonomy.concepts[hit.sign.concept]
        sentence = sentences[hit.sentence]
        if (
            _LISTED.search(sentence.text)
            or concept.facet != "law"
            or not concept.parent
            or sentence.place == "research"
        ):
            continue
        words = text.quote(hit.start, hit.end)
        begins = text.words[hit.start]
        if newer and begins and any(m.start() <= begins.start < m.end() for m in NEWER.finditer(sentence.text)):
            if "lag-sol-2025" not in found:
                claim("lag-sol-2025", "name of the law", medium, sentence, words)
            continue
        form = hit.sign.words
        ahead = year is not None and year + AHEAD < int(concept.in_force[:4] or 0)
        law = laws.meant(form, year, "", "", printed) or ("" if ahead else concept.id)
        if law == concept.id and hit.sign.strength == "strong":
            if form.isupper() and not _RELIED.search(sentence.text):
                continue
            claim(law, "name of the law", high if sentence.place != "body" else medium, sentence, words)
    return [*_with_tops(found, taxonomy, medium), *cited.values()]


def _with_tops(found: Mapping[str, Sequence[Claim]], taxonomy: Taxonomy, medium: float) -> Iterator[Claim]:
    """Each law and its top. One that is named once, without a paragraph and not in front, may be named in passing."""
    tops: dict[str, Claim] = {}
    for law, claims in found.items():
        best = sorted(claims, key=lambda c: -c.confidence)
        sure = best[0].confidence
        if len(best) == 1 and best[0].place not in FRONT and best[0].rule != PARAGRAPH:
            sure = min(sure, medium)
        places = {claim.page: claim for claim in reversed(best)}
        for claim in list(reversed(places.values()))[:3]:
            yield replace(claim, confidence=sure)
        top = taxonomy.top(law)
        if top != law and (top not in tops or tops[top].confidence < sure):
            tops[top] = Claim(
                "law", top, best[0].source, best[0].rule, sure, best[0].page, best[0].quote, best[0].place
            )
    yield from tops.values()


def _names(term: str) -> bool:
    """Whether a term is the name of one law, in one word or such as *hälso- och sjukvårdslagen*."""
    return re.fullmatch(r"(?:[\wåäö]+- och )?[\wåäö]+(?:lagen|balken|konventionen|förordningen)", term) is not None


def _listed(text: str) -> list[str]:
    """The paragraphs of a list ("1–3 och 5 a" → 1, 2, 3, 5 a); [""] for a whole chapter."""
    if not text:
        return [""]
    found: list[str] = []
    pieces = re.split(r"\s?(,|och|samt|eller|-|–|—)\s?", text)
    for sign, piece in zip(["", *pieces[1::2]], pieces[0::2], strict=True):
        number = re.sub(r"(?<=\d)\s?(?=[a-z])", " ", piece.strip())
        if sign in ("-", "–", "—") and number.isdigit() and found and found[-1].isdigit():
            found += [str(n) for n in range(int(found[-1]) + 1, min(int(number), int(found[-1]) + 30) + 1)]
        elif number:
            found.append(number)
    return found


def _in_force(law: Concept, year: int | None) -> bool:
    """Whether a report of that year means this law: that it was in force when the year began; without a year, that it
    is not the newest, which few reports yet know."""
    first, _, last = law.in_force.partition("..")
    begins, ends = int(first[:4] or 0), int(last[:4] or 9999)
    if year is None:
        return begins <= 2020 <= ends
    return begins <= year <= ends and not (begins == year and not first.endswith("01-01"))
