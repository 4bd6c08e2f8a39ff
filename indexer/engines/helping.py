"""Help on the way to a question: what may have been meant, and how what is being typed may end."""

import re
from dataclasses import replace
from threading import Lock

from indexer.engines.backend import NAME_FIELD, CountJob, View
from indexer.engines.collation import title_key
from indexer.engines.nodes import Prefix
from indexer.engines.plan import Plan, anywhere
from indexer.engines.rules import WordRule, leaves
from indexer.engines.weights import RankingWeights
from models.language.spelling import Spelling
from models.language.tokens import plain
from models.search import Completion

MOST_WORDS = 1_000_000
"""Words in use that are kept in memory for spelling; all of them in any collection that we know."""
LEAST_LETTERS = 2
LEAST_LETTERS_MENDED = 6
"""Shorter words lie near too many others for one of them to be taken as what was meant."""
_LAST = re.compile(r"[^\W_][\w-]*$")


class Helper:
    """Helps with the words of one index; knows them anew when it is published to."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state = ""
        self._spelling = Spelling({})

    def spelling(self, view: View) -> Spelling:
        """The words in use now."""
        with self._lock:
            if view.state != self._state:
                self._spelling = Spelling(dict(view.words("", MOST_WORDS)))
                self._state = view.state
            return self._spelling

    def instead(self, view: View, word: str) -> str:
        """The word in use that was likeliest meant by a word (lower case) that is in no report, else ""."""
        if len(word) < LEAST_LETTERS_MENDED:
            return ""
        spelling = self.spelling(view)
        return "" if spelling.known(word) else next(iter(spelling.meant(word, 1)), "")

    def meant(self, view: View, plan: Plan, text: str, weights: RankingWeights) -> list[str]:
        """The text with each word that no report has replaced by what may have been meant, the likeliest first; none
        when every word is found, or nothing like it is in use."""
        rules = [leaf for rule in plan.words for leaf in leaves(rule) if isinstance(leaf, WordRule)]
        if not rules:
            return []
        alone = [replace(rule, related=()) for rule in rules]
        jobs = [CountJob(anywhere(rule, weights)) for rule in alone]
        spelling = self.spelling(view)
        texts = [text]
        changed = False
        for rule, counted in zip(rules, view.count(jobs), strict=True):
            if counted.total or not (others := spelling.meant(plain(rule.word), 3)):
                continue
            changed = True
            pattern = re.compile(rf"(?<!\w){re.escape(rule.word)}(?!\w)")
            texts = [pattern.sub(lambda _: other, so_far) for so_far in texts for other in others]  # noqa: B023 – used at once
        return texts if changed else []

    def complete(self, view: View, text: str, n: int) -> list[Completion]:
        """Up to `n` ways to end what is being typed: titles that begin so, then words in use, most used first."""
        match = _LAST.search(text)
        if match is None or len(match[0]) < LEAST_LETTERS:
            return []
        titles: list[str] = []
        if key := title_key(text):
            ids = [report_id for report_id, _ in view.top(Prefix(NAME_FIELD, key), n // 2)]
            titles = [record.title for record in view.reports(ids).values()]
        words = [text[: match.start()] + word for word, _ in view.words(plain(match[0]), n + 1)]
        ends = {word: Completion(word, "word") for word in words} | {t: Completion(t, "title") for t in titles}
        ordered = dict.fromkeys((*titles, *words))
        return [ends[end] for end in ordered if end.casefold() != text.casefold()][:n]
