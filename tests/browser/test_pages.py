"""The pages in a real browser: WCAG 2.2 AA by axe, narrow screens, no script, no violation of the policy, keyboard."""

import re

import pytest

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/", "/sok", "/sok?q=hemtjänst", "/sok?q=orosanmälan&sida=2&slag=final&slag=interim", "/sok?q=hemtjänst&fran=15",
    "/sok?q=finnsinte&miljo=fou-prov", "/sok?q=vem kommer", "/rapport/samma-ansikte?q=hemtjänst", "/rapport/natt",
    "/rapport/arsrapport", "/rapport/sysselsattning", "/rapport/tryggare-natter",
    "/rapport/samma-ansikte/sida/31?q=hemtjänst", "/rapport/fri/sida/9?q=hemtjänst", "/miljoer", "/miljo/fou-exempel",
    "/om", "/tillganglighet", "/finns/inte",
]  # fmt: skip
BOTH = [*PAGES, *(f"/en{page}" for page in PAGES)]
WIDTHS = (1280, 375, 320)
SMALLEST_TARGET = 24
"""CSS pixels of a target (WCAG 2.2, 2.5.8), links in running text excepted."""

TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
    [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(e => e.tagName + '.' + e.className)"""
FOCUSED = """() => { const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
    const at = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
    return {tag: e.tagName, text: e.textContent.trim().slice(0, 40), width: b.width, height: b.height,
            outline: parseFloat(s.outlineWidth), style: s.outlineStyle, body: e === document.body,
            covered: !(at && (e.contains(at) || at.contains(e) || [...(e.labels || [])].some(l => l.contains(at)))),
            inside: b.bottom > 0 && b.top < innerHeight}; }"""


@pytest.mark.parametrize("path", BOTH)
def test_no_barrier_at_any_width(chromium, site, axe, path):
    context = chromium.new_context(bypass_csp=True, locale="sv-SE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site + path)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TOO_WIDE) == [], width
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate(TOO_WIDE) == [], width
        page.evaluate(axe + "\n0")
        result = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        found += [(width, v["id"], [n["html"][:120] for n in v["nodes"][:2]]) for v in result["violations"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("path", ["/sok?q=hemtjänst", "/"])
def test_open_menus_have_no_barrier(chromium, site, axe, path):
    context = chromium.new_context(bypass_csp=True, viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto(site + path)
    for button in ("Meny", "Filtrera"):
        if page.get_by_role("button", name=button).count() == 0:
            continue
        page.get_by_role("button", name=button).click()
        page.evaluate(axe + "\n0")
        result = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        assert [v["id"] for v in result["violations"]] == []
        assert page.evaluate(TOO_WIDE) == []
        page.keyboard.press("Escape")
    context.close()


def follow(page, act):
    """Do what leads to another page, and wait for it."""
    with page.expect_navigation():
        act()


def test_the_main_job_without_javascript(chromium, site):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + "/")
    page.get_by_role("searchbox").fill("orosanmälan")
    follow(page, lambda: page.keyboard.press("Enter"))
    assert page.get_by_role("heading", level=1).inner_text().startswith("27 träffar")
    page.get_by_label("Slutrapport").check()
    page.get_by_label("Delrapport").check()
    page.get_by_label("Från").fill("2000")
    follow(page, page.get_by_role("button", name="Visa träffar").last.click)
    assert page.get_by_role("heading", level=1).inner_text().startswith("17 träffar")
    assert page.get_by_label("Slutrapport").is_checked()
    follow(page, page.get_by_role("link", name="Nästa").click)
    assert "sida=2" in page.url
    first = page.locator("li.hit").first
    assert re.search(r"\.pdf#page=4$", first.locator("a.pg").first.get_attribute("href"))
    follow(page, first.locator("a.passage__head").click)
    assert "Utdrag, inte hela sidan" in page.content()
    assert page.locator("mark").count() >= 1
    page.go_back()
    follow(page, first.locator("h2 a").click)
    follow(page, page.get_by_role("link", name="Tillbaka till träffarna").click)
    assert "sida=2" in page.url
    assert page.locator("a.chip").count() == 3
    follow(page, page.get_by_role("link", name="English").click)
    assert page.get_by_role("heading", level=1).inner_text().startswith("17 hits")
    context.close()
    assert said == []
    assert all(address.startswith(site) for address in asked)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_breaks_the_policy_or_is_missing(chromium, site, path):
    context = chromium.new_context(viewport={"width": 375, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site + path)
    assert context.cookies() == []
    context.close()
    assert [text for text in said if "404" not in text or path != "/finns/inte"] == []


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", ["/", "/sok?q=hemtjänst", "/rapport/samma-ansikte?q=hemtjänst"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(chromium, site, path, width):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(site + path)
    reached = []
    for _ in range(150):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        if focus["body"]:
            break
        reached.append(focus["text"])
        assert focus["outline"] >= 2, focus
        assert focus["style"] == "solid", focus
        assert focus["inside"], focus
        assert not focus["covered"], focus
    context.close()
    assert reached[0] == "Hoppa till innehållet"
    assert "Tillgänglighet" in reached[-1]


@pytest.mark.parametrize("path", ["/sok?q=hemtjänst", "/rapport/samma-ansikte?q=hemtjänst"])
def test_the_page_opens_at_the_skip_link(chromium, site, path):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site + path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_five_hits_fit_on_the_first_screen(chromium, site, width):
    """The design's measure of density, at 1280; narrower screens show at least the beginning of the first hit."""
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(site + "/sok?q=hemtjänst")
    bottoms = page.evaluate("[...document.querySelectorAll('li.hit')].map(e => e.getBoundingClientRect().bottom)")
    context.close()
    assert sum(bottom <= 900 for bottom in bottoms) >= (5 if width == 1280 else 1)
