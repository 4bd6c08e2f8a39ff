"""What text recognition gives for one page, and the glyphs that it becomes for the layout."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from indexer.extract.glyphs import Glyph, PageGlyphs

SAME_SIZE = 0.14
"""Sizes of recognised lines waver; those within this share of the document's commonest are that one."""

LONG = 8
"""Letters from which no two Swedish words differ by the marks of å, ä and ö alone."""

_MARKS = str.maketrans("åäöÅÄÖ", "aaoAAO")


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word with its left and right edge in points, and how sure the engine was of it (0–1)."""

    text: str
    x0: float
    x1: float
    confidence: float


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """The words of a printed line; `y` its baseline in points from the foot of the page, `size` that of the type,
    `bold` whether its strokes are thicker than those of the page's running text."""

    y: float
    size: float
    words: tuple[RecognisedWord, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """A page as it was read from its picture, set straight. Width and height in points; `engine` names the program,
    its version and its languages; `problem` says why there are no lines, "" when there is no such reason."""

    width: float
    height: float
    lines: tuple[RecognisedLine, ...]
    engine: str
    problem: str = ""

    @property
    def text(self) -> str:
        """The lines as they were found."""
        return "\n".join(" ".join(word.text for word in line.words) for line in self.lines)

    @property
    def confidence(self) -> float:
        """How sure the engine was of the page's letters (0–1), 0 when there are none."""
        letters = [(len(word.text), word.confidence) for line in self.lines for word in line.words]
        return round(sum(n * sure for n, sure in letters) / max(1, sum(n for n, _ in letters)), 3)


def with_marks(pages: Mapping[int, RecognisedPage]) -> dict[int, RecognisedPage]:
    """The pages, with long words that lost the marks of å, ä and ö in large or bold type ("Angturbinen") as the
    document has them elsewhere, where it has the word without them only once."""
    seen = Counter(word for page in pages.values() for word in re.findall(r"[^\W\d_]+", page.text))
    marked = {word.translate(_MARKS): word for word in seen if len(word) >= LONG and word.translate(_MARKS) != word}
    lost = {plain: word for plain, word in marked.items() if seen[plain] == 1}
    if not lost:
        return dict(pages)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, lost))})\b")
    return {
        number: replace(
            page,
            lines=tuple(
                replace(
                    line,
                    words=tuple(replace(w, text=pattern.sub(lambda m: lost[m[0]], w.text)) for w in line.words),
                )
                for line in page.lines
            ),
        )
        for number, page in pages.items()
    }


def common_size(pages: Iterable[RecognisedPage]) -> float:
    """The type size of most letters of the pages, in points, 0 when there are none."""
    sizes = Counter[float]()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 4) / 4] += sum(len(word.text) for word in line.words)
    if not sizes:
        return 0.0
    near = {size: sum(n for other, n in sizes.items() if abs(other - size) <= 0.06 * size) for size in sizes}
    return max(near, key=lambda size: (near[size], size))


def glyphs_of(page: RecognisedPage, common: float) -> PageGlyphs:
    """The page's letters, evenly spread over their words, for the same layout as any other page."""
    glyphs: list[Glyph] = []
    for line in page.lines:
        size = common if abs(line.size - common) <= SAME_SIZE * common else round(line.size * 2) / 2
        font = "bold" if line.bold else ""
        for word in line.words:
            if glyphs and glyphs[-1].y == line.y:
                glyphs.append(Glyph(" ", glyphs[-1].x1, word.x0, line.y, size, font, 0))
            step = (word.x1 - word.x0) / len(word.text)
            glyphs += [
                Glyph(c, word.x0 + at * step, word.x0 + (at + 1) * step, line.y, size, font, 0)
                for at, c in enumerate(word.text)
            ]
    return PageGlyphs(page.width, page.height, glyphs)
