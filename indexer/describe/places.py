"""Where a study was made, apart from places that are merely named: municipalities, counties, parts of cities."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from config.municipalities import also_words, counties, municipalities, other_places
from indexer.describe.evidence import named_aside
from indexer.describe.signs import Analysed
from indexer.describe.the_county import THE_COUNTY
from indexer.describe.weights import DescribeWeights
from indexer.describe.zones import Sentence
from models.claim import Claim, Field, Place, Source

WORTH: Mapping[Place, float] = {
    "title": 4, "keywords": 4, "aim": 3, "summary": 3, "lead": 3, "blurb": 3, "method": 3, "foreword": 1,
    "heading": 1.5, "findings": 0.6, "body": 0.4, "discussion": 0.4, "conclusions": 0.6,
}  # fmt: skip
"""What a name is worth by place as a sign that the study was made there; what tells of other studies says nothing."""
MOST: Mapping[Place, int] = {"findings": 6, "body": 6, "discussion": 6, "heading": 6, "summary": 2, "method": 2}
"""So many mentions count in each kind of place, elsewhere one."""
STUDIED, SURE = 2.0, 5.0
BARELY = 0.5
"""What a name is worth where a sentence tells of other things."""

UNIT_WORDS = ("kommun", "kommuner", "kommunen", "kommunerna", "stad", "stads", "kommuns", "kommuners", "kommunens")
_UNIT = frozenset(UNIT_WORDS)
_SERVICES = re.compile(
    r"^(?:social(?:tjänst|förvaltning|nämnd|kontor)|hemtjänst|äldre(?:omsorg|förvaltning)|individ-|vård-|omsorgs)", re.I
)
_PREPOSITIONS = frozenset({"i", "från", "inom", "kring", "utanför", "till", "kommunerna", "kommuner", "städerna"})
_STRONG = frozenset({"kommunerna", "kommuner", "städerna"})
_OTHER_THINGS = re.compile(
    r"^(?:universitet|högskol|tingsrätt|universitetssjukhus|förlag|stift|domkapitel|hovrätt|kammarrätt|förvaltningsrätt|"
    r"konferens|konvention|förklaring)", re.I
)  # fmt: skip
"""What stands after the name of a city and is something else: Lunds universitet."""


@dataclass(frozen=True, slots=True)
class Named:
    """One place named: `field` tells what `value` is (a code, or a district's name), `worth` how much it says that the
    study was made there."""

    field: Field
    value: str
    worth: float
    sentence: Sentence
    words: str
    rule: str


class Places:
    """The names of places, ready to be found in texts of one vocabulary."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._known: dict[str, tuple[Field, str, str]] = {}
        other = other_places()
        for name, code in {**other["counties"], **other["areas"]}.items():
            self._add(name, "county", code)
        for name in other["districts"]:
            self._add(name, "district", name)
        for place in municipalities():
            self._add(place.name, "municipality", place.code)
        for place in counties():
            self._add(place.name, "county", place.code)
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        for form in self._known:
            self._matcher.add(form, [Doc(self._vocab, words=form.split(" "))])

    def _add(self, name: str, field: Field, value: str) -> None:
        forms = {name, name if name[-1] in "sxz" else name + "s"}
        for form in sorted({*forms, *(form.upper() for form in forms)}):
            self._known[form] = (field, value, name)

    def named(self, text: Analysed) -> Iterator[Named]:
        """Every place named in the text, with what it is worth. Names that are also words need a sign."""
        words = [word.surface if word else "¶" for word in text.words]
        spans = sorted(((s, e, key) for key, s, e in self._matcher(text.doc)), key=lambda span: (span[0], -span[1]))
        done = -1
        found: list[tuple[int, int, float, str]] = []
        for start, end, key in spans:
            if start < done:
                continue
            done = end
            name = self._vocab.strings[key]
            sign = _sign(words, start, end, text.sentences[text.owner[start]], self._known[name][2])
            found.append((start, end, sign, name))
        listed = _listed_with(found, words)
        for start, end, sign, name in found:
            field, value, _ = self._known[name]
            sign = max(sign, listed.get(start, 0.0))
            sentence = text.sentences[text.owner[start]]
            if sign > 0 and sentence.kind not in ("quote",):
                rule = "place with the word for it" if sign >= 1 else "name of a place"
                worth = sign * WORTH.get(sentence.place, 0.0)
                yield Named(field, value, worth, sentence, text.quote(start, end), rule)
        for index, word in enumerate(text.words):
            if word and word.lemma == "län" and word.surface.lower() in ("länet", "länets"):
                sentence = text.sentences[text.owner[index]]
                worth = WORTH.get(sentence.place, 0.0)
                yield Named("county", THE_COUNTY, worth, sentence, word.surface, "the county")


def _sign(words: Sequence[str], start: int, end: int, sentence: Sentence, name: str) -> float:
    """How surely a name is meant as a place: 1 with a word for it beside it, less by a preposition or its bare self."""
    after = words[end] if end < len(words) else ""
    before = words[start - 1].lower() if start else ""
    if after.lower() in _UNIT or _SERVICES.match(after):
        return 1.0
    if _OTHER_THINGS.match(after):
        return 0.0
    person = after[:1].isupper() and after.lower() not in ("och",) and " " not in name
    doubtful = name in also_words()
    if before in _STRONG or before in ("stadsdelen", "stadsdelarna", "region"):
        return 1.0
    if before in _PREPOSITIONS and not (doubtful and person):
        return 0.7 if doubtful else 0.95
    if name.endswith(" län") or words[start].endswith("län"):
        return 1.0
    if doubtful:
        return 0.9 if sentence.place == "keywords" else 0.0
    return 0.9 if sentence.place in ("keywords", "title") else 0.7


def _listed_with(found: Sequence[tuple[int, int, float, str]], words: Sequence[str]) -> dict[int, float]:
    """Names of one list share its sign: in *Flen, Mora och Trosa kommuner* all three are municipalities."""
    shared: dict[int, float] = {}
    group: list[tuple[int, int, float, str]] = []
    for item in (*found, None):
        joined = (
            item
            and group
            and (
                item[0] == group[-1][1]
                or (item[0] == group[-1][1] + 1 and words[item[0] - 1] in ("och", "samt", "eller"))
            )
        )
        if item and (joined or not group):
            group.append(item)
            continue
        best = max((sign for _, _, sign, _ in group), default=0.0)
        if len(group) > 1:
            shared.update({start: best for start, _, _, _ in group})
        group = [item] if item else []
    return shared


def _joined(end: int, start: int, words: Sequence[str]) -> bool:
    return start == end or (start == end + 1 and words[end] in ("och", "samt", "eller"))


def place_claims(
    places: Places, text: Analysed, weights: DescribeWeights, source: Source, *, study: bool = True
) -> list[Claim]:
    """Claims for places where the study was made, strongest first, and `named_place` for the others. A municipality
    implies its county. What is no study happens somewhere too, and is of a place only with the word for it."""
    groups: dict[tuple[Field, str], list[Named]] = defaultdict(list)
    aside = {text.sentences[number] for number in named_aside(text)}
    for named in places.named(text):
        if named.sentence in aside or not (study or named.rule == "place with the word for it"):
            named = replace(named, worth=min(named.worth, BARELY))
        groups[(named.field, named.value)].append(named)
    claims: list[tuple[float, Claim]] = []
    implied: dict[str, Claim] = {}
    for (field, value), mentions in groups.items():
        best = max(mentions, key=lambda named: named.worth)
        total = _total(mentions)
        studied = total >= STUDIED
        level = weights.confidence["high" if total >= SURE else "medium"] if studied else weights.confidence["low"]
        spot = (best.rule, level, best.sentence.page, best.words, best.sentence.place)
        rule, confidence, page, words, place = spot
        if studied:
            claims.append((total, Claim(field, value, source, rule, confidence, page, words, place)))
            if field == "municipality":
                known = implied.get(value[:2])
                claim = Claim("county", value[:2], source, "county of the municipality", confidence, page, words, place)
                implied[value[:2]] = claim if known is None or known.confidence < confidence else known
        elif value != THE_COUNTY and field != "district":
            claims.append((total, Claim("named_place", value, source, rule, confidence, page, words, place)))
    claims.sort(key=lambda item: (-item[0], str(item[1].value)))
    said = {claim.value for _, claim in claims if claim.field == "county"}
    return [*(claim for _, claim in claims), *(claim for code, claim in sorted(implied.items()) if code not in said)]


def _total(mentions: Sequence[Named]) -> float:
    """Each kind of place counts once with its best mention, running text up to six times."""
    best: dict[Place, list[float]] = defaultdict(list)
    for named in mentions:
        best[named.sentence.place].append(named.worth)
    total = 0.0
    for place, worths in best.items():
        most = (
            6 if place in ("findings", "body", "discussion", "heading") else 2 if place in ("summary", "method") else 1
        )
        total += sum(sorted(worths, reverse=True)[:most])
    return total
