"""The words of the merge: a sighting as identity sees it, and what was decided of two of them."""

from dataclasses import dataclass
from typing import Literal

from indexer.merge.likeness import Hashes
from indexer.merge.traits import Traits
from models.sighting import Sighting

Verdict = Literal["same", "edition", "short", "part", "appendix", "translation", "follow-up", "apart", "open"]
"""`apart` were found to differ; of `open` nothing is known for sure, and a third sighting may join the two."""
LINKS: tuple[Verdict, ...] = ("edition", "short", "part", "appendix", "translation", "follow-up")


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text as far as likeness needs it; `places` are the municipalities it is most about, `ocr` tells that
    letters may be wrong."""

    words: int
    runs: Hashes
    figures: Hashes
    places: frozenset[str]
    ocr: bool

    @property
    def sketch(self) -> tuple[int, Hashes, Hashes]:
        """What `compare` takes."""
        return self.words, self.runs, self.figures


@dataclass(frozen=True, slots=True)
class Described:
    """A sighting with the values weighed from its page and its file, as far as identity needs them. `text` is None
    when there is no file that could be read."""

    id: str
    sighting: Sighting
    title: str
    subtitle: str
    year: str
    number: str
    authors: tuple[str, ...]
    series: str
    isbn: frozenset[str]
    language: str
    traits: Traits
    text: Text | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of two sightings (ids), by which rule, and on what: (name, value) pairs. `first` is the one the
    other is judged against: the older edition, the whole report, the original. `strength` orders joining."""

    first: str
    second: str
    verdict: Verdict
    rule: str
    evidence: tuple[tuple[str, str], ...] = ()
    strength: int = 0
