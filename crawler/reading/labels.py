"""Headings that are labels of a site's template: "Skriven av" over a name, "Uppdragstid" over a period.

One page does not tell them from titles; all pages of the site do: a label stands on many, each time over other words.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from statistics import median

from crawler.reading import words
from crawler.reading.kinds import list_kinds
from crawler.reading.page import Page
from crawler.reading.work import read_state

LEAST_PAGES = 4
"""Pages that a label stands on, each time over another value."""
VALUE_LENGTH = 60
"""Characters of a label's value, in the median: a teaser under a report's title is longer."""


def template_labels(pages: Iterable[Page]) -> frozenset[str]:
    """The headings that a site uses as labels. Names of lists and of a study's parts are left out, whatever follows
    them, and so is what some page is called."""
    values: dict[str, dict[str, str]] = defaultdict(dict)
    names = set()
    for page in pages:
        names.add(page.name)
        for block, following in zip(page.blocks, page.blocks[1:], strict=False):
            if block.level > 1 and not (following.level or block.links or following.links):
                values[block.text].setdefault(page.address, following.text)
    return frozenset(
        label
        for label, found in values.items()
        if len(set(found.values())) >= LEAST_PAGES
        and median(map(len, found.values())) <= VALUE_LENGTH
        and label not in names
        and not _means_a_list(label)
    )


def with_labels(page: Page, labels: frozenset[str]) -> Page:
    """The page with these headings as lines of text."""
    blocks = tuple(replace(block, level=0) if block.text in labels else block for block in page.blocks)
    return replace(page, blocks=blocks)


def _means_a_list(heading: str) -> bool:
    return bool(
        list_kinds([heading])
        or read_state(heading)
        or words.NEIGHBOURS.match(heading)
        or words.STUDY_HEADING.match(heading)
    )
