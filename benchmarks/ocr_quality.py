"""Text recognition on the example reports: which pages are sent to it, and how many letters come back wrong.

The reports are turned into PDFs that hold pictures of their pages only: clean at 300 dpi, and with grey noise, specks
and 2° of tilt; and into PDFs whose text layer is damaged. Everything then goes through the same reading as any file.

    PYTHONPATH=. python benchmarks/ocr_quality.py [--reports 3] [--pages 6] [--samples FOLDER]
"""

import argparse
import io
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image

from indexer.extract.ocr import DPI, recognise
from indexer.extract.pdf import Pdf
from models.document import PageText
from tests.indexer.extract.measure import best_place, squeeze
from tests.sites.pdfs.build import build, load_truth

SCAN_DPI = 300
CER = {"clean": 0.015, "noise and 2°": 0.04}


def pictures(pdf: bytes, pages: int, spoil: bool) -> bytes:
    """The first pages of a PDF as pictures without text (JPEG, as scanners write them)."""
    noise = np.random.default_rng(1)
    drawn = []
    for page in list(pypdfium2.PdfDocument(pdf))[:pages]:
        image = page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil()
        if spoil:
            image = image.rotate(2, resample=Image.Resampling.BICUBIC, fillcolor=255)
            grey = np.asarray(image) * 0.85 + 15 + noise.normal(0, 25, (image.height, image.width))
            specks = noise.random(grey.shape)
            grey[specks < 0.002], grey[specks > 0.998] = 0, 255
            image = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
        drawn.append(image)
    out = io.BytesIO()
    drawn[0].save(out, "PDF", save_all=True, append_images=drawn[1:], resolution=SCAN_DPI)
    return out.getvalue()


def damaged(pdf: bytes, kind: str) -> bytes:
    """The PDF with its fonts' mapping to letters removed or scrambled, or with å ä ö taken from it."""
    file = pikepdf.open(io.BytesIO(pdf))
    rng = random.Random(1)
    for item in file.objects:
        if not isinstance(item, pikepdf.Dictionary) or "/ToUnicode" not in item:
            continue
        if kind == "no mapping":
            del item["/ToUnicode"]
            continue
        text = item.ToUnicode.read_bytes().decode("latin-1")
        if kind == "scrambled mapping":
            letters = [f"{ord(c):04x}" for c in "abcdefghijklmnopqrstuvwxyzåäö"]
            other = dict(zip(letters, rng.sample(letters, len(letters)), strict=True))
        else:
            other = dict(zip(("00e5", "00e4", "00f6"), ("0161", "0160", "0153"), strict=True))
        text = re.sub(r"(?<= )<(\w{4})>(?=\s*\n)|(?<=[\[ ])<(\w{4})>(?=[ \]])", swapper(other), text)
        item.ToUnicode = file.make_stream(text.encode("latin-1"))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def swapper(other: dict[str, str]) -> Callable[[re.Match[str]], str]:
    """Puts another letter's code for each code of a mapping."""
    return lambda m: f"<{other.get((m[1] or m[2]).lower(), m[1] or m[2])}>"


@dataclass
class Tally:
    """Letters right and wrong, and seconds and pages of recognition."""

    letters: int = 0
    wrong: int = 0
    pages: int = 0
    seconds: float = 0.0

    def add(self, truth: dict, read: tuple[PageText, ...], pages: int) -> None:
        """Each paragraph that stands whole on one page against its best place on that page."""
        for row in truth["paragraphs"]:
            if row["kind"] != "heading" and len(row["pages"]) == 1 and row["pages"][0] <= pages:
                text, place = squeeze(row["text"]), squeeze(read[row["pages"][0] - 1].text)
                self.wrong += best_place(text, place)[0]
                self.letters += len(text)

    def __str__(self) -> str:
        return (
            f"CER {self.wrong / max(1, self.letters):.2%} of {self.letters} letters, {self.pages} pages, "
            f"{self.pages / max(0.1, self.seconds):.2f} pages/s"
        )


def read(data: bytes, tally: Tally) -> tuple[PageText, ...]:
    """Read a document and recognise what waits, one page after the other."""
    first = Pdf(data, 1500)
    first.pages()
    start = time.monotonic()
    got = {}
    for page in first.waiting:
        drawn = first.picture(page, DPI)
        if drawn is not None:
            got[page] = recognise(*drawn)
    tally.pages += len(got)
    tally.seconds += time.monotonic() - start
    return Pdf(data, 1500, got).pages()


def detection(folder: Path, truth: dict, samples: list[Path], every: int) -> None:
    """Print how many pages of each kind are sent to recognition; a page that comes out whole in spite of the damage
    need not be sent and does not count."""
    sent: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    whole: dict[int, str] = {}

    def count(kind: str, data: bytes, least: int = 0) -> None:
        pdf = Pdf(data, 1500)
        pages = pdf.pages()
        asked = [p.page for p in pages if not least or (letters[p.page - 1] >= least and p.text != whole[p.page])]
        if kind == "good":
            whole.update((p.page, p.text) for p in pages)
        sent[kind][0] += sum(page in pdf.waiting for page in asked)
        sent[kind][1] += len(asked)

    for slug in sorted(truth)[::every]:
        data = (folder / f"{slug}.pdf").read_bytes()
        document = pypdfium2.PdfDocument(data)
        letters = [sum(c.isalpha() for c in page.get_textpage().get_text_range()) for page in document]
        count("good", data)
        for kind in ("no mapping", "scrambled mapping", "å ä ö lost"):
            count(kind, damaged(data, kind), 200)
        for kind in CER:
            count(f"scanned, {kind}", pictures(data, 3, spoil=kind != "clean"))
    for path in samples:
        pdf = Pdf(path.read_bytes(), 1500)
        pdf.pages()
        print(f"  {path.name}: {len(pdf.waiting)} of {pdf.count} pages sent")
    for kind, (yes, all_pages) in sent.items():
        print(f"  {kind}: {yes} of {all_pages} pages sent ({yes / max(1, all_pages):.1%})")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=3, help="reports to recognise, of each kind of layout in turn")
    parser.add_argument("--pages", type=int, default=6, help="pages of each")
    parser.add_argument("--samples", type=Path, help="a folder of further PDFs for the choice of pages")
    parser.add_argument("--every", type=int, default=5, help="choose pages from each so many reports")
    parser.add_argument("--no-detection", action="store_true", help="only the error rates")
    options = parser.parse_args()
    folder, truth = build(), load_truth()
    if not options.no_detection:
        print("pages sent to recognition:")
        detection(folder, truth, sorted(options.samples.glob("*.pdf")) if options.samples else [], options.every)
    chosen = sorted(truth, key=lambda slug: (truth[slug]["number"] * 7) % 41)[: options.reports]
    print("recognition:")
    for name in CER:
        tally = Tally()
        for slug in chosen:
            data = pictures((folder / f"{slug}.pdf").read_bytes(), options.pages, spoil=name != "clean")
            before = (tally.wrong, tally.letters)
            tally.add(truth[slug], read(data, tally), options.pages)
            rate = (tally.wrong - before[0]) / max(1, tally.letters - before[1])
            print(
                f"  {name}, {slug} ({truth[slug]['producer']}, {truth[slug]['columns']} columns): {rate:.2%}",
                flush=True,
            )
        print(f"  {name}: {tally} (at most {CER[name]:.1%})", flush=True)


if __name__ == "__main__":
    main()
