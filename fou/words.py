"""The command line's words: Swedish in the source, other languages through gettext (chosen by LANGUAGE, LANG …)."""

import gettext
import os
import re
from importlib.resources import files
from itertools import takewhile

_wish = next(filter(None, map(os.environ.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
_languages = list(takewhile(lambda name: re.split(r"[._@]", name)[0] not in ("sv", "C", "POSIX"), _wish.split(":")))
_translation = gettext.translation("fou", str(files("fou") / "translations"), _languages, fallback=True)
_ = _translation.gettext
ngettext = _translation.ngettext
