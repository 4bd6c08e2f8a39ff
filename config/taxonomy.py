"""The taxonomy: eight facets of concepts with the signs by which texts show them. Format: docs/description.md."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from models.errors import SettingsError

FOLDER = Path(__file__).parent / "taxonomy"
WORDS = "words.toml"
FILES = ("area", "target_group", "study_type", "method", "intervention", "law", "knowledge", "outcome")


@dataclass(frozen=True, slots=True)
class Cased:
    """A form whose capital letters matter. With `needs`, one of these words must stand in the same document."""

    form: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of a facet.

    Attributes:
        id: permanent; the prefix names the facet.
        parent: the concept above it, "" for a top one; there are two levels.
        sv, en: labels. `definition` is Swedish and in our own words.
        terms, old: strong signs, today's words and older ones. A trailing `*` also lets the first part of a compound
            count; `A + B` are two signs that stand in one sentence, within a few words of each other, `a|b + c|d` with
            alternatives; `*chef` is only the end of a compound.
        cased: forms with capitals.
        weak: signs that count only beside a strong one of the concept or its parent.
        excluded: phrases that take away the signs they overlap.
        needs: a strong sign counts only when one of these concepts (or one below it) has a sign of its own; `unless`:
            only when none of them has.
        areas: where an intervention belongs. `groups`: whom an area is for.
        sfs, in_force, replaces: which Act a law is.
    """

    id: str
    facet: str
    parent: str
    sv: str
    en: str
    definition: str
    terms: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    cased: tuple[Cased, ...] = ()
    weak: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sfs: tuple[str, ...] = ()
    in_force: str = ""
    replaces: str = ""
    replaced_by: str = ""

    def label(self, language: str) -> str:
        """The label in a language; Swedish unless English is asked for."""
        return self.en if language == "en" else self.sv


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All concepts by id, in the order of the files. `version` changes with any byte of the files."""

    concepts: Mapping[str, Concept]
    version: str

    def facet(self, facet: str) -> tuple[Concept, ...]:
        """The concepts of one facet."""
        return tuple(concept for concept in self.concepts.values() if concept.facet == facet)

    def top(self, concept_id: str) -> str:
        """The top concept above this one, or itself."""
        return self.concepts[concept_id].parent or concept_id


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy that is shipped.

    Raises:
        SettingsError: a file is malformed, or a concept names one that does not exist.
    """
    return read_taxonomy(FOLDER)


def read_taxonomy(folder: Path) -> Taxonomy:
    """The taxonomy of the eight files in `folder`, with the classes of words that they share (`@staff`) written out.

    Raises:
        SettingsError: as `taxonomy`.
    """
    concepts: dict[str, Concept] = {}
    digest = hashlib.sha256()
    path = folder / WORDS
    try:
        shared = path.read_bytes()
        digest.update(shared)
        words = {name: tuple(listed) for name, listed in tomllib.loads(shared.decode())["words"].items()}
        for path in (folder / f"{name}.toml" for name in FILES):
            data = path.read_bytes()
            digest.update(data)
            table = tomllib.loads(data.decode())
            for row in table["concept"]:
                concept = _concept(row, table["facet"]["id"], words)
                if concept.id in concepts or not concept.id.startswith(table["facet"]["prefix"] + "-"):
                    raise ValueError(f"the id {concept.id} is taken or lacks the prefix")
                concepts[concept.id] = concept
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error
    _check(concepts)
    return Taxonomy(concepts, digest.hexdigest()[:12])


def _concept(row: Mapping[str, Any], facet: str, words: Mapping[str, tuple[str, ...]]) -> Concept:
    def many(name: str) -> tuple[str, ...]:
        return tuple(_CLASS.sub(lambda named: "|".join(words[named[1]]), term) for term in row.get(name, ()))

    def one(name: str) -> str:
        return str(row.get(name, ""))

    return Concept(
        id=row["id"], facet=facet, parent=one("parent"), sv=row["sv"], en=row["en"], definition=row["definition"],
        terms=many("terms"), old=many("old"), weak=many("weak"), excluded=many("not"), needs=many("needs"),
        unless=many("unless"), areas=many("areas"), groups=many("groups"), sfs=many("sfs"), in_force=one("in_force"),
        replaces=one("replaces"), replaced_by=one("replaced_by"),
        cased=tuple(Cased(case["form"], tuple(case["needs"])) for case in row.get("cased", ())),
    )  # fmt: skip


_CLASS = re.compile(r"@(\w+)")


def _check(concepts: Mapping[str, Concept]) -> None:
    for concept in concepts.values():
        named = (concept.parent, concept.replaces, concept.replaced_by, *concept.areas, *concept.groups, *concept.needs,
                 *concept.unless)  # fmt: skip
        for other in filter(None, named):
            if other not in concepts:
                raise SettingsError(f"{concept.id} names {other}, which does not exist")
        if concept.parent and concepts[concept.parent].parent:
            raise SettingsError(f"{concept.id} lies on a third level")
