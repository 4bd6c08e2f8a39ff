"""The command line's words: Swedish in the source, other languages through gettext (chosen by LANGUAGE, LANG …).

Those of click itself ("Usage", "Options") are English, and Swedish through a catalogue of ours.
"""

import gettext
import os
import re
from importlib.resources import files
from itertools import takewhile

_wish = next(filter(None, map(os.environ.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
_languages = list(takewhile(lambda name: re.split(r"[._@]", name)[0] not in ("", "sv", "C", "POSIX"), _wish.split(":")))
SWEDISH = not _languages
_folder = str(files("fou") / "translations")
_translation = gettext.translation("fou", _folder, _languages, fallback=True)
_ = _translation.gettext
ngettext = _translation.ngettext

gettext.bindtextdomain("click", _folder)
gettext.textdomain("click")
if SWEDISH:
    os.environ["LANGUAGE"] = "sv"  # click asks gettext, and gettext the surroundings, for each word
