"""Damaged and malicious PDFs: seeded mutations of small ones, and bombs made by hand."""

import io
import random
import re
import zlib
from collections.abc import Callable, Iterator

import pikepdf
from reportlab.pdfgen import canvas


def shortened(data: bytes, pages: int = 3) -> tuple[bytes, bytes]:
    """The first pages of a PDF, packed as producers pack and with its streams open, so that mutations reach their
    inside."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.pages[pages:]
        packed, opened = io.BytesIO(), io.BytesIO()
        pdf.save(packed)
        pdf.save(opened, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                 object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip
    return packed.getvalue(), opened.getvalue()


def mutated(data: bytes, rnd: random.Random) -> bytes:
    """The bytes with one to eight mutations."""
    work = bytearray(data)
    for _ in range(rnd.choice((1, 1, 1, 2, 3, 8))):
        rnd.choice(MUTATIONS)(work, rnd)
    return bytes(work)


def _place(work: bytearray, rnd: random.Random) -> int:
    return rnd.randrange(max(1, len(work)))


def _flip(work: bytearray, rnd: random.Random) -> None:
    for _ in range(rnd.choice((1, 4, 64))):
        if work:
            work[_place(work, rnd)] = rnd.randrange(256)


def _cut(work: bytearray, rnd: random.Random) -> None:
    at = _place(work, rnd)
    del work[at : at + rnd.choice((1, 20, 500, 20000))]


def _end(work: bytearray, rnd: random.Random) -> None:
    del work[_place(work, rnd) :]


def _twice(work: bytearray, rnd: random.Random) -> None:
    at, to = _place(work, rnd), _place(work, rnd)
    work[to:to] = work[at : at + rnd.choice((10, 300, 5000))]


def _swap(work: bytearray, rnd: random.Random) -> None:
    a, b, size = _place(work, rnd), _place(work, rnd), rnd.choice((4, 40, 400))
    work[a : a + size], work[b : b + size] = work[b : b + size], work[a : a + size]


def _number(work: bytearray, rnd: random.Random) -> None:
    found = list(re.finditer(rb"(?<![\w.])-?\d{1,9}(?![\w.])", bytes(work[: 1 << 20])))
    if found:
        match = rnd.choice(found)
        new = rnd.choice(
            (b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"99999999999999999999", b"1e308")
        )
        work[match.start() : match.end()] = new


def _name(work: bytearray, rnd: random.Random) -> None:
    found = list(re.finditer(rb"/[A-Z]\w+", bytes(work[: 1 << 20])))
    if len(found) > 1:
        one, other = rnd.choice(found), rnd.choice(found)
        work[one.start() : one.end()] = other[0]


def _reference(work: bytearray, rnd: random.Random) -> None:
    found = list(re.finditer(rb"\b\d+ 0 R\b", bytes(work[: 1 << 20])))
    if len(found) > 1:
        one, other = rnd.choice(found), rnd.choice(found)
        work[one.start() : one.end()] = other[0]


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip, _flip, _cut, _end, _twice, _swap, _number, _number, _name, _reference, _reference,
)  # fmt: skip


def bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """PDFs that cost a careless reader its time, its memory or its stack: the name of each, and what makes it."""
    yield (
        "page tree that holds itself",
        lambda: _objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 9>>"),
    )
    yield (
        "a hundred thousand pages promised",
        lambda: _objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 100000>>", _PAGE),
    )
    yield "form that draws itself", lambda: _drawn(b"/X Do", "/XObject<</X 5 0 R>>", _stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>", b"/X Do /X Do"))  # fmt: skip
    doubling = [
        _stream(f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n} 0 R>>>>", b"/X Do /X Do")
        for n in range(6, 40)
    ]
    yield "forms that double", lambda: _drawn(b"/X Do", "/XObject<</X 5 0 R>>", *doubling, _stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b""))  # fmt: skip
    yield "a gigabyte of nothing", lambda: _drawn(_deflated(1 << 30), "", raw="/Filter/FlateDecode")
    yield (
        "packed twice",
        lambda: _drawn(zlib.compress(_deflated(1 << 28), 9), "", raw="/Filter[/FlateDecode/FlateDecode]"),
    )
    yield "a thousand filters", lambda: _drawn(b"x", "", raw="/Filter[" + "/ASCIIHexDecode" * 1000 + "]")
    yield (
        "predictor of a billion columns",
        lambda: _drawn(
            zlib.compress(b"x" * 99), "", raw="/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 1000000000>>"
        ),
    )
    yield "a million graphics states", lambda: _drawn(b"q " * 1_000_000, "")
    yield "a million words", lambda: _drawn(b"BT /F 9 Tf " + b"(ord) Tj 1 1 Td " * 700_000 + b"ET", _HELVETICA)
    yield "deeply nested arrays", lambda: _drawn(b"[" * 200_000 + b"]" * 200_000 + b" TJ", _HELVETICA)
    yield "deeply nested dictionaries", lambda: _objects("<</A" * 50_000 + " 1 " + ">>" * 50_000)
    yield "mapping of every code", lambda: _drawn(b"BT /F 9 Tf (abc) Tj ET", "/Font<</F 5 0 R>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>",
        _stream("", b"begincmap 1 beginbfrange <00000000> <7fffffff> <0041> endbfrange endcmap"),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>"
        b"/W[0 2000000000 500]>>")  # fmt: skip
    yield "Type 3 letter that writes itself", lambda: _drawn(b"BT /F 9 Tf (aaaa) Tj ET", "/Font<</F 5 0 R>>",
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]"
        b"/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>",
        _stream("", b"9 0 d0 BT /F 9 Tf (aaaa) Tj ET"))  # fmt: skip
    yield (
        "a page as wide as the world",
        lambda: _drawn(b"BT /F 9 Tf (Ord) Tj ET", _HELVETICA, box="-1e30 -1e30 1e30 1e30"),
    )
    yield "a page without size", lambda: _drawn(b"BT /F 9 Tf (Ord) Tj ET", _HELVETICA, box="0 0 0 0")
    yield "outline in a ring", lambda: _objects(
        "<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", _PAGE,
        "<</First 5 0 R/Last 5 0 R>>", "<</Title(a)/Next 6 0 R/First 5 0 R/Parent 4 0 R>>",
        "<</Title(b)/Next 5 0 R/Parent 4 0 R>>",
    )  # fmt: skip
    yield "inline image without end", lambda: _drawn(b"BI /W 9 /H 9 ID " + b"\x00\xff" * 200_000, "")
    yield (
        "cross-references in a ring",
        lambda: b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Prev 9/Size 1>>\nstartxref\n9\n%%EOF",
    )
    yield "numbers without end", lambda: _drawn(b"1 " * 2_000_000, "")
    yield "twenty thousand scattered labels", _scattered


def _scattered() -> bytes:
    out, rnd = io.BytesIO(), random.Random(1)
    page = canvas.Canvas(out)
    for _ in range(20_000):
        page.drawString(rnd.random() * 590, rnd.random() * 830, "ord")
    page.save()
    return out.getvalue()


_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
_HELVETICA = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


def _deflated(size: int) -> bytes:
    pack = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join(pack.compress(block) for _ in range(size >> 20)) + pack.flush()


def _stream(entries: str, data: bytes) -> bytes:
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _objects(*bodies: str | bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def _drawn(content: bytes, resources: str, *more: bytes, raw: str = "", box: str = "0 0 595 842") -> bytes:
    """A PDF of one page with this content (object 4) and the objects `more` (from 5)."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<{resources}>>>>"
    return _objects("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page,
                    _stream(raw, content), *more)  # fmt: skip
