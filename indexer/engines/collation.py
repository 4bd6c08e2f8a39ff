"""Sort keys, so that all backends order alike: Swedish alphabet, undated last, title as second key."""

import unicodedata

from indexer.engines.backend import Order
from models.report import PublicRecord

# å ä ö stand after z, as { | } do in ASCII; æ and ø are sorted as ä and ö.
_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
UNDATED = "9999"


def title_key(title: str) -> str:
    """A key that sorts as a Swedish reader expects: without case, quotation marks or accents but those of å ä ö."""
    lower = unicodedata.normalize("NFC", title).casefold().translate(_AFTER_Z)
    plain = (sign for sign in unicodedata.normalize("NFD", lower) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() or sign in "{|}" else " " for sign in plain).split())


def sort_keys(record: PublicRecord) -> dict[Order, str]:
    """The key of each order; all are sorted upwards. The id comes last, so that no two reports are equal."""
    rest = f"{title_key(record.title)}\t{record.id}"
    dated = record.year is not None and 0 <= record.year <= 9998
    return {
        "newest": f"{9998 - record.year if dated and record.year is not None else UNDATED:0>4}\t{rest}",
        "oldest": f"{record.year if dated else UNDATED:0>4}\t{rest}",
        "title": rest,
    }
