"""Formats from before 2007, RTF and ODP → PDF, by LibreOffice as a program of its own where it is installed.

A profile made for the one file runs no macros and fetches nothing that the file links to.
"""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from models.document import ReadOutcome
from models.errors import DocumentError

SECONDS = 120.0
"""A long report takes 10–20 seconds, the first start 10 more."""

MISSING = "LibreOffice reads it where it is installed"
"""The detail of a file that can be read once it is."""

_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
)
_NOWHERE = (("ooInetProxyType", "2"), ("ooInetHTTPProxyName", "127.0.0.1"), ("ooInetHTTPProxyPort", "9"),
            ("ooInetHTTPSProxyName", "127.0.0.1"), ("ooInetHTTPSProxyPort", "9"))  # fmt: skip
"""A proxy that does not exist: what a file links to is not fetched."""


def _profile() -> str:
    rows = [(f"org.openoffice.Office.{path}", name, value) for path, name, value in _SETTINGS]
    rows += [("org.openoffice.Inet/Settings", name, value) for name, value in _NOWHERE]
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in rows
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


@cache
def program() -> str:
    """The installed program, "" when there is none."""
    return shutil.which("soffice") or ""


def to_pdf(data: bytes, ending: str) -> bytes:
    """The file as a PDF.

    Raises:
        DocumentError: UNSUPPORTED when LibreOffice is not installed, TOO_SLOW, or BROKEN when it makes nothing of it.
    """
    if not program():
        raise DocumentError(ReadOutcome.UNSUPPORTED, MISSING)
    with tempfile.TemporaryDirectory(prefix="fou-office-") as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        source = folder / f"report{ending}"
        source.write_bytes(data)
        command = [program(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                   "--convert-to", "pdf", "--outdir", str(folder / "out"), str(source)]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise DocumentError(ReadOutcome.TOO_SLOW, f"LibreOffice: more than {SECONDS:g} s") from error
        except OSError as error:
            raise DocumentError(ReadOutcome.UNSUPPORTED, f"LibreOffice: {error.strerror}") from error
        made = folder / "out" / "report.pdf"
        if not made.is_file():
            raise DocumentError(ReadOutcome.BROKEN, f"LibreOffice: {done.stderr.decode(errors='replace')[:150]}")
        return made.read_bytes()
