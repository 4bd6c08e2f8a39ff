"""Pages that come instead of the page that was asked for: a captcha, a login, "the page cannot be found"."""

import re
from typing import Literal

from crawler.reading.page import Page

Obstacle = Literal["captcha", "login", "not found", ""]
_CAPTCHA = re.compile(
    r"captcha|är du en människa|inte en robot|not a robot|verify (?:that )?you are (?:a )?human|just a moment"
    r"|checking your browser|kontrollerar din webbläsare"
    r"|attention required|access denied|åtkomst nekad|request blocked|ovanlig trafik|unusual traffic",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"^\W*(?:logga in|inloggning|log in|sign in|login|du måste logga in)\b|kräver inloggning|måste vara inloggad",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"(?:sidan|inlägget|innehållet|dokumentet|vi)\s+(?:du söker\s+|du letar efter\s+)?(?:kunde inte (?:hittas"
    r"|hitta)|finns inte|hittades inte|hittar inte|är borttagen"
    r"|existerar inte|har flyttats eller tagits bort)|sidan saknas|page not found|not be found|\b404\b",
    re.IGNORECASE,
)
SHORT = 1200
"""Characters: a page with more text of its own than this is a page, whatever words it uses."""


def read_obstacle(page: Page) -> Obstacle:
    """What stands in the way, "" when the page is a page."""
    text = page.text
    names = f"{page.title}\n{page.heading}"
    if len(text) > SHORT:
        return ""
    if _CAPTCHA.search(names) or (_CAPTCHA.search(text) and len(text) < SHORT / 2):
        return "captcha"
    if (page.has_password and _LOGIN.search(names)) or _LOGIN.search(page.heading):
        return "login"
    if _NOT_FOUND.search(names) or (_NOT_FOUND.search(text[:200]) and len(text) < SHORT / 2):
        return "not found"
    return ""
