"""What is read from front pages that the rules were not made from: `python benchmarks/front_matter.py [--misses]`.

Sets each front page of `tests/indexer/describe/typeset.toml` with WeasyPrint and with Chromium, reads the PDF alone,
and prints for each field how many are right of those that are printed.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import config  # noqa: E402 - the path must be set first
from config.municipalities import municipalities  # noqa: E402
from indexer.describe.describe import describe  # noqa: E402
from indexer.describe.weigh import weigh  # noqa: E402
from indexer.extract.read import read_bytes  # noqa: E402
from indexer.understood import known_units  # noqa: E402
from tests.indexer.describe.typeset import fronts  # noqa: E402


def by_weasyprint(html: str) -> bytes:
    """Set by WeasyPrint."""
    from weasyprint import HTML

    return bytes(HTML(string=html).write_pdf())


def by_chromium(html: str) -> bytes:
    """Printed by Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        subprocess.run([*command, f"--print-to-pdf={pdf}", str(page)], check=True, capture_output=True, timeout=60)
        return pdf.read_bytes()


def same(found: object, wanted: object) -> bool:
    """Whether two values say the same, but for signs and capitals; None is nothing found."""
    if isinstance(wanted, tuple):
        return isinstance(found, tuple) and tuple(map(folded, found)) == tuple(map(folded, wanted))
    return folded(found or "") == folded(wanted or "")


def folded(value: object) -> str:
    """Letters and digits alone."""
    return re.sub(r"\W+", "", str(value).casefold())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print what was read wrongly")
    asked = parser.parse_args()
    units = known_units(config.load_environments(config.load().environments))
    places = tuple(place.name for place in municipalities())
    presses = {"WeasyPrint": by_weasyprint, "Chromium": by_chromium}
    for (name, press), which in product(presses.items(), ("first", "kept_aside")):
        right, total = Counter[str](), Counter[str]()
        for case, (html, facts) in fronts(which).items():
            best = weigh(describe(read_bytes(press(html)), places=places, units=units))
            for field, wanted in facts.items():
                found = best[field].value if field in best else None
                total[field] += 1
                right[field] += same(found, wanted)
                if asked.misses and not same(found, wanted):
                    print(f"  {case}: {field}: {found!r}, not {wanted!r}")
        print(name, which, " ".join(f"{field} {right[field]}/{total[field]}" for field in total), flush=True)


if __name__ == "__main__":
    main()
