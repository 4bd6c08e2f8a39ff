"""Text recognition: the picture of a page → its words, by Tesseract as a program of its own.

The product works without it: pages that need it are then named and wait.
"""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import lxml.html
import numpy as np
from PIL import Image

from indexer.extract.ink import with_bold
from indexer.extract.language import language_of
from indexer.extract.recognised import RecognisedLine, RecognisedPage, RecognisedWord
from indexer.extract.scan import Grey, cleaned, lone_mark, sideways, straightened
from models.document import ReadOutcome

OCR_VERSION = "3"
"""Changes whenever the same page may be recognised otherwise; the engine's own version is kept with each page."""

DPI = 200
"""Resolution at which pages are recognised: as good as 300 on clean and noisy pages, and a fifth cheaper."""

SECONDS_A_PAGE = 90.0
"""A page takes 2–6 seconds; one with a raster over all of it may take a minute."""

UNSURE = 0.6
"""A page read with less confidence than this is read upside down too, and the surer reading kept."""

LEAST_SURE_WORD, LEAST_SURE_LINE = 0.2, 0.45
"""Words and lines read with less confidence are specks, stamps' rims and pieces of pictures."""

_BULLETS = frozenset("eo«¢©®°»*¤")
"""What the engine makes of a bullet; none of them is a Swedish word, and so none begins a line as one."""

_PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")

_TESSERACT_LANGUAGES = {"en": "eng", "no": "nor", "da": "dan", "fi": "fin"}


@cache
def available() -> frozenset[str]:
    """The languages that the installed Tesseract reads, empty when there is none or it lacks Swedish."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    languages = frozenset(told.stdout.split("\n")[1:]) - {""}
    return languages if "swe" in languages else frozenset()


@cache
def engine() -> str:
    """Name and version of the installed program, "" when there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    return (told.stdout or told.stderr).split("\n", 1)[0].strip()


def recognise(grey: Grey, dpi: float) -> RecognisedPage:
    """Read the picture of a page: in Swedish, and once more in its own language where that is another and installed.

    A page that takes too long, or at which the program fails, comes back without lines and with its `problem`.
    """
    grey = cleaned(grey)
    turned = sideways(grey, dpi)
    grey = straightened(np.rot90(grey) if turned else grey, dpi)
    page = _surer(grey, dpi, "swe")
    wanted = _TESSERACT_LANGUAGES.get(language_of(page.text), "")
    if wanted in available():
        other = _run(grey, dpi, f"{wanted}+swe")
        page = other if other.confidence >= page.confidence else page
    return _with_page_number(page, grey, dpi)


def _surer(grey: Grey, dpi: float, languages: str) -> RecognisedPage:
    page = _run(grey, dpi, languages)
    if not page.problem and page.confidence < UNSURE:
        upside_down = _run(np.rot90(grey, 2), dpi, languages)
        if upside_down.confidence * len(upside_down.text) > page.confidence * len(page.text):
            return upside_down
    return page


def _run(grey: Grey, dpi: float, languages: str) -> RecognisedPage:
    height, width = grey.shape
    size = (width * 72 / dpi, height * 72 / dpi)
    name = f"{engine()} {languages}"
    try:
        done = _tesseract(grey, dpi, "-l", languages, "--psm", "3")
    except subprocess.TimeoutExpired:
        return RecognisedPage(*size, (), name, ReadOutcome.TOO_SLOW)
    except OSError as error:
        return RecognisedPage(*size, (), name, str(error.strerror or error))
    if done.returncode:
        return RecognisedPage(*size, (), name, ReadOutcome.CRASHED)
    lines = list(_lines(done.stdout, dpi, height, languages == "swe"))
    return RecognisedPage(*size, with_bold(lines, grey, dpi), name)


def _tesseract(grey: Grey, dpi: float, *options: str) -> subprocess.CompletedProcess[bytes]:
    picture = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(grey)).save(picture, "PPM")
    # threads of its own make it slower: 20.8 s for 4.8 on a busy machine
    command = ["env", "OMP_THREAD_LIMIT=1", "tesseract", "stdin", "stdout", *options, "--dpi", str(round(dpi)), "hocr"]
    return subprocess.run(  # noqa: S603 - a fixed program; the picture goes through its input
        command, input=picture.getvalue(), capture_output=True, timeout=SECONDS_A_PAGE, check=False
    )


def _with_page_number(page: RecognisedPage, grey: Grey, dpi: float) -> RecognisedPage:
    """The page with the number at its head or foot, which the engine takes for a speck when it is a figure alone: it
    is shown to the engine once more by itself."""
    if page.problem or not page.lines:
        return page
    scale, height = 72 / dpi, grey.shape[0]
    first, last = max(line.y + line.size for line in page.lines), min(line.y - 0.3 * line.size for line in page.lines)
    found = []
    for top, low in ((0.0, page.height - first), (page.height - last, page.height)):
        box = lone_mark(grey[int(top / scale) : int(low / scale)], dpi)
        if box is None:
            continue
        left, up, right, down = box
        up, down = up + int(top / scale), down + int(top / scale)
        margin = round(0.12 * dpi)
        piece = np.pad(grey[up:down, left:right], margin, constant_values=int(np.median(grey)))
        piece = np.asarray(
            Image.fromarray(piece).resize((2 * piece.shape[1], 2 * piece.shape[0]))
        )  # 7 is not seen else
        try:
            done = _tesseract(piece, 2 * dpi, "-l", "swe", "--psm", "7")
        except (subprocess.TimeoutExpired, OSError):
            continue
        for line in _lines(done.stdout, dpi, piece.shape[0], swedish=False):
            text = "".join(word.text for word in line.words).strip("-–").lower()
            if _PAGE_NUMBER.fullmatch(text):
                word = RecognisedWord(text, left * scale, right * scale, line.words[0].confidence)
                found.append(
                    RecognisedLine(round((height - down) * scale, 2), round((down - up) * scale * 1.4, 2), (word,))
                )
    return replace(page, lines=(*page.lines, *found))


def _lines(hocr: bytes, dpi: float, height: int, swedish: bool) -> Iterator[RecognisedLine]:
    """The lines of an hOCR page (http://kba.cloud/hocr-spec/1.2/) in the order the engine reads them."""
    scale = 72 / dpi
    for line in lxml.html.document_fromstring(hocr, parser=lxml.html.HTMLParser(encoding="utf-8")).iter("span"):
        title = line.get("title", "")
        place = re.search(r"bbox (\d+) (\d+) (\d+) (\d+); baseline ([-\d.]+) ([-\d.]+)", title)
        if place is None:
            continue
        left, _, right, bottom = (int(place[at]) for at in range(1, 5))
        middle = bottom + float(place[6]) + float(place[5]) * (right - left) / 2
        size = re.search(r"x_size ([\d.]+)", title)
        words = tuple(_words(line, scale, swedish))
        words = with_section_signs(words) if swedish else words
        letters = sum(len(word.text) for word in words)
        sure = sum(len(word.text) * word.confidence for word in words) / max(1, letters)
        if words and sure >= LEAST_SURE_LINE and any(c.isalnum() for word in words for c in word.text):
            yield RecognisedLine(
                round((height - middle) * scale, 2), round(float(size[1]) * scale if size else 10.0, 2), words
            )


def with_section_signs(words: tuple[RecognisedWord, ...]) -> tuple[RecognisedWord, ...]:
    """Words of a Swedish line where "4 kap. 1 8 SoL" is "4 kap. 1 § SoL" again, since small type makes § a figure."""
    texts = [word.text for word in words]
    return tuple(
        replace(word, text="§")
        if at >= 2
        and word.text in ("8", "S", "5", "&")
        and texts[at - 2] in ("kap.", "kap")
        and texts[at - 1].isdigit()
        else word
        for at, word in enumerate(words)
    )


def _words(line: lxml.html.HtmlElement, scale: float, swedish: bool) -> Iterator[RecognisedWord]:
    first = True
    for word in line.iter("span"):
        found = re.search(r"bbox (\d+) \d+ (\d+) \d+; x_wconf (\d+)", word.get("title", ""))
        text = "".join(word.text_content().split())
        if found is None or not text or int(found[3]) < 100 * LEAST_SURE_WORD:
            continue
        if first and text in _BULLETS:
            text = "•"
        elif swedish:  # where laws are quoted often, and sums in dollars never
            text = text.replace("$", "§")
        yield RecognisedWord(
            text, round(int(found[1]) * scale, 2), round(int(found[2]) * scale, 2), int(found[3]) / 100
        )
        first = False
