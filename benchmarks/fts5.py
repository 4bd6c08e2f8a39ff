"""SQLite FTS5 with the same words, as something to compare the engines with: a page of it is less than a page of ours.

It gets the tokens of the same analysis (lemmas and parts), gives the ten best reports that have every word by BM25, the
total, the counts of each facet and three passages for each report. Neither vectors nor reasons nor marks.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from models.language.analysis import Analyser
from models.report import IndexedReport


class Fts5:
    """Reports and passages in one file."""

    def __init__(self, path: Path, analyser: Analyser) -> None:
        self._analyser = analyser
        self._base = sqlite3.connect(path)
        self._base.executescript(
            """
            pragma journal_mode = wal;
            create virtual table if not exists reports using fts5(tokens, tokenize = "unicode61 remove_diacritics 0");
            create virtual table if not exists passages using fts5(
                tokens, text unindexed, report unindexed, tokenize = "unicode61 remove_diacritics 0");
            create virtual table if not exists words using fts5vocab(reports, row);
            create table if not exists facets (report integer, facet text, value text);
            create index if not exists facets_report on facets (report);
            """
        )

    def publish(self, reports: Iterable[IndexedReport]) -> None:
        """Add these in one transaction."""
        with self._base:
            for report in reports:
                tokens = [self._tokens(passage.text) for passage in report.passages]
                whole = " ".join((self._tokens(report.record.title), *tokens))
                number = self._base.execute("insert into reports (tokens) values (?)", (whole,)).lastrowid
                rows = [(t, p.text, number) for t, p in zip(tokens, report.passages, strict=True)]
                self._base.executemany("insert into passages (tokens, text, report) values (?, ?, ?)", rows)
                values = [(number, facet, value) for facet, given in report.record.facets.items() for value in given]
                self._base.executemany("insert into facets values (?, ?, ?)", values)

    def search(self, text: str) -> int:
        """One page → how many reports there are in all."""
        every = " AND ".join(f'"{token}"' for token in Analyser.body(self._analyser.analyse(text)))
        some = every.replace(" AND ", " OR ")
        if not every:
            return 0
        ask = self._base.execute
        (total,) = ask("select count(*) from reports where reports match ?", (every,)).fetchone()
        best = ask("select rowid from reports where reports match ? order by rank limit 10", (every,)).fetchall()
        within = "select rowid from reports where reports match ?"
        ask(f"select facet, value, count(*) from facets where report in ({within}) group by 1, 2", (every,)).fetchall()
        for (number,) in best:
            found = "select text from passages where passages match ? and report = ? order by rank limit 3"
            ask(found, (some, number)).fetchall()
        return int(total)

    def complete(self, beginning: str) -> list[str]:
        """Eight words that begin so, those in most reports first."""
        found = "select term from words where term >= ? and term < ? order by doc desc limit 8"
        return [term for (term,) in self._base.execute(found, (beginning, beginning + "\U0010ffff"))]

    def _tokens(self, text: str) -> str:
        tokens = self._analyser.analyse(text)
        return " ".join((*Analyser.body(tokens), *Analyser.parts(tokens)))
