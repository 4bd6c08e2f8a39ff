"""Where Swedish sentences end."""

import re

ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        """
        bl.a. t.ex. d.v.s. dvs. s.k. f.d. fr.o.m. t.o.m. p.g.a. pga. m.a.o. el. ca. c:a ev. resp. inkl. exkl.
        kap. st. s. sid. f. ff. nr. tel. jfr. jmf. jämf. bil. fig. tab. red. al. ed. eds. dr. prof. doc. fil.
        kand. mag. lic. med. jur. dir. prop. mom. art. obs. anm. bet. skr. dnr. a.a. ibid. enl. ang. avd. avs.
        alt. div. exp. gm. f.n. f.ö. i.e. e.g. kl. milj. mdr. nuv. pl. ref. sekr. sp. ssk. tf. tr. u.a. u.å.
        uppl. utg. vol. v. vs. åk. äv. övers. leg. föreg. jan. feb. apr. aug. sept. okt. nov. dec. cit. förf.
        omkr. sign. ordf. st.f. t.v. bilagor. a. b.
        """,
    )
)
"""Abbreviations that a sentence goes on after. Those that as often end one stand in `SOMETIMES`."""

SOMETIMES = frozenset({"m.m.", "m.fl.", "osv.", "o.s.v.", "etc.", "e.d.", "o.d.", "dyl.", "kr."})
"""These end a sentence when a word with a capital follows, and do not before a year in parentheses."""

_END = re.compile(r"""([.!?…]+["”’»)\]]*)\s+(?=["”’»«(\[–-]?\s*[A-ZÅÄÖÉ0-9•])""")
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-ZÅÄÖ]|[a-zåäö](?:\.[a-zåäö])+)\.$")


def sentences(text: str) -> list[str]:
    """Divide a paragraph into sentences: at . ! ? … before a capital or a figure, unless an abbreviation, an initial
    or an ordinal stands there."""
    found = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.end(1)]
        if match[1] == "." and _goes_on(before, text[match.end() :]):
            continue
        found.append(before.strip())
        start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _goes_on(before: str, after: str) -> bool:
    word = before.rsplit(None, 1)[-1].lower().lstrip('("”’[')
    if word in SOMETIMES:
        return not after[:1].isalpha()
    ordinal = re.search(r"(?:^|\s)\d{1,2}\.$", before) is not None and not after[:1].isupper()
    return word in ABBREVIATIONS or _INITIAL.search(before) is not None or ordinal
