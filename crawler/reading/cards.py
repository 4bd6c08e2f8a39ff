"""What a list says of each page that it leads to: the kind, number or state that stands beside the link.

"Sena kvällar · FoU-rapport · 2021" in a row of a mixed list makes that page a report, "Metodstöd" makes it none.
"""

import re
from collections import defaultdict
from collections.abc import Callable

from crawler.addresses import identity
from crawler.reading import words
from crawler.reading.blocks import Block
from crawler.reading.links import Link
from crawler.reading.numbers import read_number
from crawler.reading.work import read_state

_PIECES = re.compile(r"[\n·|•,;–()\[\]]| - |(?<=[a-zåäö\d]{2}[.!?])\s+(?=[A-ZÅÄÖ\d])")
CARD_LENGTH = 800
"""Characters of text from which what is around a link is no row of a list but a page."""


def read_cards(blocks: tuple[Block, ...], is_own_page: Callable[[Link], bool]) -> dict[str, frozenset[str]]:
    """What is said beside each link, by the identity of the page that it leads to: "reports", "projects", "news",
    "material" (something else that a bank of knowledge holds), "ongoing", "finished"."""
    inside: dict[int, list[int]] = defaultdict(list)
    targets: dict[int, set[str]] = defaultdict(set)
    leads: list[set[str]] = []
    for index, block in enumerate(blocks):
        leads.append({identity(link.address) for link in block.links if is_own_page(link)})
        for group in block.groups:
            inside[group].append(index)
            targets[group] |= leads[index]
    found: dict[str, frozenset[str]] = {}
    for index, block in enumerate(blocks):
        if len(leads[index]) != 1:
            continue
        (target,) = leads[index]
        card = [index]
        for group in reversed(block.groups):
            if len(targets[group]) > 1 or any(blocks[number].level == 1 for number in inside[group]):
                break  # several rows, or what the page itself says
            card = inside[group]
        row = [blocks[number] for number in card]
        if sum(len(block.text) for block in row) < CARD_LENGTH:
            found[target] = found.get(target, frozenset()) | _said([*row])
    return found


def _said(row: list[Block]) -> frozenset[str]:
    named = {link.text for block in row for link in block.links}
    text = "\n".join(block.text for block in row)
    pieces = [piece.strip(" []().") for block in row for piece in _PIECES.split(block.text)]
    kinds = {
        kind
        for piece in pieces
        if piece not in named and len(piece) < 40
        for kind, form in words.BESIDE.items()
        if form.fullmatch(piece)
    }
    # "Läs utvärderingen" leads from a finished piece of work to its report
    if not any(words.GENERIC_LINK.match(name) and words.REPORT_WORD.search(name) for name in named):
        kinds |= {state for piece in pieces if piece not in named and (state := read_state(piece, bare=True))}
    number = read_number("\n".join(line for line in text.split("\n") if line not in named))
    if number is not None and number.series:
        kinds.add("reports")
    return frozenset(kinds)
