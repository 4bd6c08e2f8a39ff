"""Reading the Swedish hunspell dictionary (DSSO): every form it allows, and where in a compound the form may stand."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from importlib import metadata
from pathlib import Path

from models.errors import ModelError

PACKAGE = "hunspell-sv"
DICTIONARY, AFFIXES = "sv_SE.dic", "sv_SE.aff"

# The flags of sv_SE.aff: COMPOUNDBEGIN X, COMPOUNDMIDDLE U, COMPOUNDEND Y, ONLYINCOMPOUND Z,
# COMPOUNDPERMITFLAG W (a suffix that makes first parts), FORBIDDENWORD %.
_BEGIN, _MIDDLE, _END, _ONLY_IN_COMPOUND, _LINKING, _FORBIDDEN = "XUYZW%"
_SHORTEST = 3  # letters of a part
_LISTED_COMPOUNDS, _LISTED_COMPOUNDS_LONG, _LONG = 5, 2, 6  # that must speak for a word as first or last part; a long
# word is not there by chance
_FORM = re.compile(r"[^\W\d_](?:[^\W\d_]|[-:])*")


class Role(IntFlag):
    """What a form may be: a word of its own, the first, a middle or the last part of a compound, a proper name.
    `BEGINS` and `ENDS` are not said by the dictionary, but learnt from the compounds it lists (`learn_roles`)."""

    WORD = 1
    BEGIN = 2
    MIDDLE = 4
    END = 8
    NAME = 16
    BEGINS = 32
    ENDS = 64


@dataclass(slots=True)
class Form:
    """What the dictionary says of one lower-case form. `bases` are the head words that it is an inflection of, `links`
    the head words that it is a first part of (*omsorgs* → *omsorg*). `roles` are bits of `Role`: plain integers, since
    a million of them are made."""

    roles: int = 0
    bases: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Suffix:
    strip: str
    add: str
    flags: str
    condition: re.Pattern[str] | None

    def apply(self, word: str) -> str | None:
        if not word.endswith(self.strip) or (self.condition and not self.condition.search(word)):
            return None
        return word[: len(word) - len(self.strip)] + self.add


def dictionary_files() -> tuple[Path, Path]:
    """The installed dictionary and affix file.

    Raises:
        ModelError: the package is not installed or does not hold them.
    """
    try:
        files = metadata.files(PACKAGE) or []
    except metadata.PackageNotFoundError:
        raise ModelError(f"the package {PACKAGE} is not installed: no Swedish dictionary") from None
    found = {file.name: Path(str(file.locate())).resolve() for file in files if file.name in (DICTIONARY, AFFIXES)}
    missing = [name for name in (DICTIONARY, AFFIXES) if name not in found or not found[name].is_file()]
    if missing:
        raise ModelError(f"the package {PACKAGE} lacks {' and '.join(missing)}; install it again")
    return found[DICTIONARY], found[AFFIXES]


def read_forms(dictionary: Path, affixes: Path) -> dict[str, Form]:
    """Every form that the dictionary allows, in lower case, with its roles and head words.

    A form is a name when every entry that gives it begins with a capital.
    """
    suffixes = _read_suffixes(affixes)
    forms: dict[str, Form] = {}
    common: set[str] = set()
    with dictionary.open(encoding="utf-8") as lines:
        next(lines, None)  # the number of entries
        for line in lines:
            head, _, flags = line.split("\t")[0].strip().partition("/")
            flags = flags.partition(" ")[0]
            if _FORBIDDEN in flags or not _FORM.fullmatch(head):
                continue
            base = head.lower()
            for word, marks, linked in _expand(head, flags, suffixes):
                key = word.lower()
                form = forms.setdefault(key, Form())
                form.roles |= _roles(marks)
                if not linked and _ONLY_IN_COMPOUND not in marks and base not in form.bases:
                    form.bases += (base,)
                if (_BEGIN in marks or _MIDDLE in marks) and base not in form.links:
                    form.links += (base,)
                if head[0].islower():
                    common.add(key)
    for key, form in forms.items():
        if key not in common:
            form.roles |= int(Role.NAME)
    return forms


def learn_roles(forms: dict[str, Form]) -> None:
    """Mark the words that begin or end many of the compounds which the dictionary lists one by one.

    The dictionary gives *råd*, *hot* and *års* no compound role, but lists *brukarråd*, *bombhot* and *årsrapport*.
    Each such head word speaks for its first part when its last part may end a compound, and the other way round.
    """
    heads = {
        base
        for form in forms.values()
        for base in form.bases
        if base.isalpha() and base in forms and forms[base].roles & Role.WORD and not forms[base].roles & Role.NAME
    }
    begins: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for head in heads:
        for cut in range(_SHORTEST, len(head) - _SHORTEST + 1):
            first, last = head[:cut], head[cut:]
            if last not in heads or (known := forms.get(first)) is None:
                continue
            if forms[last].roles & Role.END:
                begins[first] += 1
            if known.roles & Role.BEGIN:
                ends[last] += 1
    for form, known in forms.items():
        if begins[form] >= _enough(form) and not known.roles & Role.BEGIN:
            known.roles |= int(Role.BEGINS)
        # An inflection ends what its head word ends.
        if not known.roles & Role.END and any(ends[base] >= _enough(base) for base in known.bases):
            known.roles |= int(Role.ENDS)


def _enough(word: str) -> int:
    return _LISTED_COMPOUNDS if len(word) < _LONG else _LISTED_COMPOUNDS_LONG


@cache
def _roles(marks: str) -> int:
    roles = Role(0)
    if _ONLY_IN_COMPOUND not in marks and _LINKING not in marks:
        roles |= Role.WORD
    if _BEGIN in marks:
        roles |= Role.BEGIN
    if _MIDDLE in marks:
        roles |= Role.MIDDLE
    if _END in marks:
        roles |= Role.END
    return int(roles)


def _expand(head: str, flags: str, suffixes: dict[str, list[_Suffix]]) -> Iterator[tuple[str, str, bool]]:
    """(form, flags, is only a first part) of the head word and all that its suffixes make of it."""
    yield head, flags, False
    seen: set[tuple[str, str]] = set()
    waiting = [(head, flag) for flag in flags]
    while waiting:
        base, flag = waiting.pop()
        for suffix in suffixes.get(flag, ()):
            word = suffix.apply(base)
            if not word or (word, suffix.flags) in seen:
                continue
            seen.add((word, suffix.flags))
            linked = _LINKING in suffix.flags
            # An inflection of a word that may end a compound may end it too; hunspell says so of the head word only.
            ends = _END in flags and not linked and _BEGIN not in suffix.flags
            yield word, suffix.flags + (_END if ends else ""), linked
            waiting.extend((word, further) for further in suffix.flags if further in suffixes)


def _read_suffixes(path: Path) -> dict[str, list[_Suffix]]:
    suffixes: dict[str, list[_Suffix]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        # A rule is "SFX flag strip add[/flags] condition"; its heading "SFX flag Y number" has four fields.
        if len(fields) < 4 or fields[0] != "SFX" or (len(fields) == 4 and fields[3].isdigit()):
            continue
        flag, strip = fields[1], fields[2]
        add, _, flags = fields[3].partition("/")
        pattern = fields[4] if len(fields) > 4 else "."
        suffixes.setdefault(flag, []).append(
            _Suffix(
                strip="" if strip == "0" else strip,
                add="" if add == "0" else add,
                flags=flags,
                condition=None if pattern == "." else re.compile(f"(?:{pattern})$"),
            )
        )
    return suffixes
