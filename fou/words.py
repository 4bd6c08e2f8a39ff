"""The command line's words: Swedish in the source, other languages through gettext (chosen by LANGUAGE, LANG …)."""

import gettext
from importlib.resources import files

_translation = gettext.translation("fou", localedir=str(files("fou") / "translations"), fallback=True)
_ = _translation.gettext
ngettext = _translation.ngettext
