"""Ways on from a question without hits; each is offered only with the number of hits it gives right now."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from models.search import ResultPage, SearchQuery
from search_app.asking import unfiltered
from search_app.engine import Engine

MOST_WORDS = 6
"""Words of a question that are tried one by one."""


@dataclass(frozen=True, slots=True)
class WayOn:
    """A question that has hits: what may have been meant, without the filters, on meaning too, or one word of it."""

    kind: Literal["meant", "unfiltered", "both", "word"]
    query: SearchQuery
    total: int


def ways_on(engine: Engine, page: ResultPage) -> list[WayOn]:
    """What else the reader may ask: first what may have been meant, then with less chosen, then each word alone."""
    query = replace(page.query, page=1)
    ways = [WayOn("meant", replace(query, text=meant.text), meant.total) for meant in engine.suggest(query)]
    wider = unfiltered(query)
    words = list(dict.fromkeys(re.findall(r"\w[\w-]+", query.text)))
    alone = [replace(wider, text=word) for word in words] if 2 <= len(words) <= MOST_WORDS else []
    fewer = [wider] if wider != query else []
    totals = iter(engine.by_words([*fewer, *alone]))
    ways += [WayOn("unfiltered", one, next(totals)) for one in fewer]
    if query.mode == "exact":
        both = replace(wider, mode="both")
        ways.append(WayOn("both", both, engine.search(both).total))
    ways += [WayOn("word", one, next(totals)) for one in alone]
    return [way for way in ways if way.total]
