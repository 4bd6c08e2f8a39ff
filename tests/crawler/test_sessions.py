"""Parameters that are session ids by their doings; what names a page is never taken for one."""

import itertools

import pytest

from crawler.reading.sessions import session_names, without
from tests.crawler.test_discovery import LONG, explore, links, page, titles

HOME = "https://x.se/"
MENU = ("/om", "/rapporter", "/projekt?typ=alla", "/kontakt")


def reading(query: str, paths: tuple[str, ...] = MENU, more: str = "") -> str:
    return "".join(f'<a href="{path}{"&amp;" if "?" in path else "?"}{query}">x</a>' for path in paths) + more


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (reading("zenid=a1"), reading("zenid=b2"), {"zenid"}),
        (reading("besok=1&amp;t=5"), reading("besok=2&amp;t=6"), {"besok", "t"}),
        # links to other hosts, to the page itself and without a session are no hindrance
        (reading("x=1", more='<a href="https://y.se/?x=9">y</a><a href="#a">a</a><a href=/fil.pdf>f</a>'),
         reading("x=2", more="<a href='https://y.se/?x=9'>y</a>"), {"x"}),
        # the same in both readings
        (reading("lang=sv"), reading("lang=sv"), set()),
        (reading("mall=3"), reading("mall=3"), set()),
        # pages of a list, and things by number, whatever the second reading has come to show
        (reading("page=2"), reading("page=3"), set()),
        (reading("sida=2"), reading("sida=3"), set()),
        (reading("start=10"), reading("start=20"), set()),
        (reading("id=7"), reading("id=8"), set()),
        (reading("nr=7"), reading("nr=8"), set()),
        (reading("lang=sv"), reading("lang=en"), set()),
        ("".join(f'<a href="/visa?dok={n}">x</a>' for n in range(9)),
         "".join(f'<a href="/visa?dok={n}">x</a>' for n in range(1, 10)), set()),
        ("".join(f'<a href="/{n}?dok={n}">x</a>' for n in range(9)),
         "".join(f'<a href="/{n}?dok={n + 1}">x</a>' for n in range(9)), set()),
        # a report of the day on a home page with a menu
        (reading("dok=7", ("/visa", "/hamta", "/bestall"), reading("", MENU).replace("?", "")),
         reading("dok=8", ("/visa", "/hamta", "/bestall"), reading("", MENU).replace("?", "")), set()),
        # too few to tell
        (reading("q=1", ("/a", "/b")), reading("q=2", ("/a", "/b")), set()),
        # two pages that share no links
        (reading("q=1", ("/a", "/b", "/c")), reading("q=2", ("/d", "/e", "/f")), set()),
    ],
)  # fmt: skip
def test_names(first: str, second: str, names: set[str]) -> None:
    assert session_names(first, second, HOME) == names


@pytest.mark.parametrize(
    ("address", "left"),
    [
        ("/rapporter?sida=2&zenid=a1", "/rapporter?sida=2"),
        ("rapport.asp?zenid=a1#x", "rapport.asp#x"),
        ("https://x.se/?id=3", "https://x.se/?id=3"),
        ("mailto:a@x.se", "mailto:a@x.se"),
    ],
)
def test_without(address: str, left: str) -> None:
    assert without(address, {"zenid"}) == left


def test_an_unknown_session_makes_no_budget_trap() -> None:
    numbers = itertools.count(1)
    reports = {f"/rapport/{name}": f"Rapport om {name}" for name in ("natt", "vila", "barn", "skola")}
    asked: list[str] = []

    def get(address: str) -> object:
        asked.append(address)
        path = without(address, {"zid"}).partition("#")[0].removeprefix("https://www.fou.se")
        menu = links(("/", "Start"), ("/rapporter", "Rapporter"), ("/rapporter?sida=2", "Nästa"), ("/om", "Om oss"))
        known = {
            "/": page("FoU X", menu),
            "/rapporter": page("Rapporter", links(*list(reports.items())[:2]) + menu),
            "/rapporter?sida=2": page("Rapporter", links(*list(reports.items())[2:]) + menu),
            "/om": page("Om oss", LONG + menu),
            **{place: page(title, f'<p>FoU-rapport 2020:1</p>{LONG}<a href="{place}.pdf">Ladda ner rapporten</a>{menu}')
               for place, title in reports.items()},
        }  # fmt: skip
        if path not in known:
            return None
        mark = f"zid={next(numbers)}"
        text = known[path]
        for link in ("/", "/rapporter", "/om", *reports):
            text = text.replace(f'href="{link}"', f'href="{link}?{mark}"')
        return text.replace('sida=2"', f'sida=2&amp;{mark}"')

    harvest, _ = explore(get)
    assert titles(harvest) == sorted(reports.values())
    assert not [address for address in asked if "zid" in address]
    assert len(asked) < 25
