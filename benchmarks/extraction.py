"""How true the text of PDFs is, beside other readers: `python benchmarks/extraction.py [--each N] [--speed]`.

Reads the example reports (their source is known: `tests/sites/pdfs/truth.py`) and versions of them that are harder
(turned, two on a sheet, without Unicode, with page labels of their own) with our reader, pdfminer.six, PDFium, and
pypdf and pdftotext where they are installed. For each producer and version:

* cer: wrong characters of each source paragraph (at its best place on its own pages) per 1,000; median over documents
  and the 95th percentile
* in order: the same where each paragraph is sought only after the one before it, near where that ended
* order: share of neighbouring paragraphs whose places are in order
* furniture: share of printed page numbers and example marks that stand in the text of their page

`--speed` prints pages a second instead, for one and two processes, and what each stage costs.
"""

import argparse
import io
import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from indexer.extract.read import read_bytes  # noqa: E402 - the path must be set first
from tests.indexer.extract import pdfs  # noqa: E402
from tests.indexer.extract.measure import best_place, squeeze  # noqa: E402
from tests.sites.pdfs.build import build, load_truth  # noqa: E402
from tests.sites.pdfs.frame import STAMP  # noqa: E402

Pages = list[str]

LONG = 40
"""Characters of a paragraph whose place says something of the order; a number in a table stands in many places."""

AHEAD = 6000
"""Characters that may lie between two paragraphs (a table, notes, a head) when they are read in order."""


def ours(data: bytes) -> Pages:
    """Our reader."""
    return [page.text for page in read_bytes(data).pages]


def pdfminer(data: bytes) -> Pages:
    """pdfminer.six with its own layout analysis."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    return [
        "\n".join(box.get_text() for box in page if isinstance(box, LTTextContainer))
        for page in extract_pages(io.BytesIO(data))
    ]


def pdfium(data: bytes) -> Pages:
    """PDFium's own order of text."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().replace("\ufffe", "").replace("\x02", "") for page in document]


def pypdf(data: bytes) -> Pages:
    """The reader of pypdf."""
    from pypdf import PdfReader  # type: ignore[import-not-found]  # only where somebody has installed it

    return [page.extract_text() or "" for page in PdfReader(io.BytesIO(data)).pages]


def pdftotext(data: bytes) -> Pages:
    """poppler's command."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        run = subprocess.run(["pdftotext", "-enc", "UTF-8", file.name, "-"], capture_output=True, check=True)
    return run.stdout.decode("utf-8", "replace").split("\f")[:-1]


def readers() -> dict[str, Callable[[bytes], Pages]]:
    """The readers that this machine has."""
    found: dict[str, Callable[[bytes], Pages]] = {"ours": ours, "pdfminer": pdfminer, "PDFium": pdfium}
    if find_spec("pypdf"):
        found["pypdf"] = pypdf
    else:
        print("pypdf is not installed: not measured")
    if shutil.which("pdftotext"):
        found["pdftotext"] = pdftotext
    else:
        print("pdftotext is not installed: not measured")
    return found


VERSIONS: dict[str, Callable[[bytes], bytes]] = {
    "sideways": pdfs.sideways,
    "turned": pdfs.marked_turned,
    "two on a sheet": pdfs.two_up,
    "no ToUnicode": pdfs.without_unicode,
    "own labels": pdfs.labelled,
    "locked by owner": lambda data: pdfs.locked(data, user=""),
}


def chosen(each: int) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """(producer and columns, the truth, the file) of `each` reports of each producer and number of columns."""
    folder, taken = build(), defaultdict(int)
    for row in load_truth().values():
        kind = f"{row['producer']}, {'two columns' if row['columns'] == 2 else 'one column'}"
        taken[kind] += 1
        if taken[kind] <= each:
            yield kind, row, folder / row["file"]


def cases(each: int) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """(what it is, the truth, the PDF): `each` reports of each producer and number of columns; the first in one column
    also in every version."""
    changed: set[str] = set()
    for kind, row, path in chosen(each):
        data = path.read_bytes()
        yield kind, row, data
        if kind not in changed and row["columns"] == 1:
            changed.add(kind)
            for version, change in VERSIONS.items():
                yield version, row, change(data)


def score(row: dict[str, Any], pages: Pages, sheets: int) -> tuple[int, int, float, float, int, int]:
    """Wrong characters and characters in all; body error; order; printed furniture left and in all. `sheets` is how
    many pages of the report lie on one of the PDF."""
    wrong = total = 0
    places: list[tuple[int, int]] = []
    texts = [squeeze(page) for page in pages]
    for paragraph in row["paragraphs"]:
        text = squeeze(paragraph["text"])
        if paragraph["pages"][-1] > sheets * len(pages):
            continue  # the last page of an odd number has no sheet
        first, last = ((page - 1) // sheets for page in (paragraph["pages"][0], paragraph["pages"][-1]))
        distance, end = best_place(text, " ".join(texts[first : last + 1]))
        wrong, total = wrong + distance, total + len(text)
        if len(text) >= LONG:
            places.append((first, end))
    order = [a < b for a, b in itertools.pairwise(places)]
    left = printed = 0
    for number, label in enumerate(row["labels"][: sheets * len(pages)]):
        page = pages[number // sheets] if number // sheets < len(pages) else ""
        printed += 1
        left += STAMP in squeeze(page)
        if label and number:
            printed += 1
            left += bool(re.search(rf"^\W*{label}\W*$", page, re.M))
    return wrong, total, body_error(row, texts, sheets), sum(order) / max(1, len(order)), left, printed


def body_error(row: dict[str, Any], texts: Pages, sheets: int) -> float:
    """Wrong characters, as a share, when paragraphs are sought in their order through the whole text."""
    text, at, wrong, total = squeeze(" ".join(texts)), 0, 0, 0
    for paragraph in row["paragraphs"]:
        part = squeeze(paragraph["text"])
        if paragraph["pages"][-1] > sheets * len(texts):
            continue
        distance, end = best_place(part, text[at : at + 2 * len(part) + AHEAD])
        wrong, total = wrong + distance, total + len(part)
        at += end if distance < len(part) // 2 else 0
    return wrong / max(1, total)


def table(each: int) -> None:
    """Print the table of errors."""
    rows: dict[tuple[str, str], list[tuple[int, int, float, float, int, int]]] = defaultdict(list)
    tools = readers()
    for kind, row, data in cases(each):
        sheets = 2 if kind == "two on a sheet" else 1
        for name, read in tools.items():
            try:
                rows[kind, name].append(score(row, read(data), sheets))
            except Exception as error:  # a reader that fails is a result
                print(f"  {kind}, {row['slug']}: {name} fails: {type(error).__name__} {str(error)[:60]}")
    heads = f"{'docs':>4} {'cer ‰':>7} {'p95 ‰':>7} {'in order ‰':>10} {'order %':>8} {'furniture %':>11}"
    print(f"{'':28} {'reader':10} {heads}", flush=True)
    for (kind, name), scores in rows.items():
        print(f"{kind:28} {name:10} {_line(scores)}")
    for name in tools:
        scores = [entry for (kind, reader), found in rows.items() if reader == name for entry in found]
        print(f"{'all':28} {name:10} {_line(scores)}")


def _line(scores: list[tuple[int, int, float, float, int, int]]) -> str:
    rates = sorted(1000 * wrong / total for wrong, total, *_ in scores)
    body, order = median(1000 * s[2] for s in scores), 100 * sum(s[3] for s in scores) / len(scores)
    left = 100 * sum(s[4] for s in scores) / max(1, sum(s[5] for s in scores))
    worst = rates[min(len(rates) - 1, int(0.95 * len(rates)))]
    return f"{len(scores):4} {median(rates):7.2f} {worst:7.2f} {body:10.2f} {order:8.2f} {left:11.2f}"


def speed(each: int) -> None:
    """Print pages a second (of processor time, so that other work does not count) and the cost of stages."""
    paths = [path for _, _, path in chosen(each)]
    for processes in (1, 2):
        for name in ("pdfminer", "ours"):
            start = time.monotonic()
            with ProcessPoolExecutor(processes) as pool:
                spent = list(pool.map(_timed, paths, itertools.repeat(name)))
            wall = time.monotonic() - start
            pages, cpu = sum(n for n, _ in spent), sum(s for _, s in spent)
            rates = f"{pages / cpu:.1f} a cpu-second, {pages / wall:.1f} a second"
            print(f"{processes} process(es) {name:9} {pages} pages, {rates}", flush=True)
    print(json.dumps(stages(paths)))


def _timed(path: Path, name: str) -> tuple[int, float]:
    data, start = path.read_bytes(), time.process_time()
    pages = {"ours": ours, "pdfminer": pdfminer}[name](data)
    return len(pages), time.process_time() - start


def _letters(pdf: Any) -> list[str]:  # noqa: ANN401 - an open Pdf, imported only where it is timed
    from indexer.extract.pdfium import page_letters

    return [page_letters(pdf._second, number) for number in range(pdf.count)]


def stages(paths: list[Path]) -> dict[str, float]:
    """Milliseconds of processor time a page: interpreting, cross-check, layout and structure, languages, repair."""
    from config import load
    from indexer.describe.describe import describe
    from indexer.extract.language import with_languages
    from indexer.extract.passages import cut_passages
    from indexer.extract.pdf import Pdf
    from indexer.extract.repair import open_repairer

    repairer, cost, pages = open_repairer(load()), defaultdict(float), 0
    for path in paths:
        data = path.read_bytes()
        steps: list[tuple[str, Callable[[], object]]] = []
        pdf = Pdf(data, 1500)
        steps.append(("interpreting", lambda pdf=pdf: pdf._by_pdfminer(pdf._data)))
        steps.append(("cross-check", lambda pdf=pdf: _letters(pdf)))
        for name, step in steps:
            start = time.process_time()
            step()
            cost[name] += time.process_time() - start
        start = time.process_time()
        read = pdf.pages()
        cost["whole reading"] += time.process_time() - start
        document = read_bytes(data)
        for name, step in (
            ("languages", lambda read=read: with_languages(read)),
            ("repair (well)", lambda document=document: repairer.repair(document)),
            ("passages", lambda document=document: cut_passages(document.pages)),
            ("description", lambda document=document: describe(document)),
        ):
            start = time.process_time()
            step()
            cost[name] += time.process_time() - start
        pages += len(read)
    return {name: round(1000 * seconds / pages, 2) for name, seconds in cost.items()}


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=100, help="reports of each producer and number of columns")
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    speed(asked.each) if asked.speed else table(asked.each)


if __name__ == "__main__":
    main()
