"""Addresses, scope and the guard."""

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import canonical, document_type, family, identity, is_later_page, is_other_file, pattern, within
from crawler.guard import is_public, may_ask


@pytest.mark.parametrize(
    ("address", "base", "expected"),
    [
        ("HTTP://WWW.X.se:80/a/../b#c", "", "http://www.x.se/b"),
        ("?E-20583=20583", "https://x.se/projekt", "https://x.se/projekt"),
        ("/a;jsessionid=8F?utm_source=n&id=3", "https://x.se/", "https://x.se/a?id=3"),
        ("b.pdf", "https://x.se/a/", "https://x.se/a/b.pdf"),
        ("/vård och omsorg", "https://x.se/", "https://x.se/v%C3%A5rd%20och%20omsorg"),
        ("mailto:a@x.se", "https://x.se/", None),
        ("javascript:void(0)", "https://x.se/", None),
        ("http://[::1", "https://x.se/", None),
    ],
)
def test_canonical(address: str, base: str, expected: str | None) -> None:
    assert canonical(address, base) == expected


@given(
    st.sampled_from(["http", "https"]), st.sampled_from(["x.se", "www.fou-x.se", "127.0.1.5"]),
    st.sampled_from(["", ":80", ":443", ":8000", ":0443", ":99999"]),
    st.text(st.sampled_from("ab.~-_/#?;%å =&A"), max_size=12), st.sampled_from(["", "https://y.se/a/b.html"]),
)  # fmt: skip
def test_the_short_way_to_the_canonical_form_leads_to_the_same_form(
    scheme: str, host: str, port: str, rest: str, base: str
) -> None:
    address = f"{scheme}://{host}{port}/{rest}"
    with patch("crawler.addresses.PLAIN", re.compile("(?!)")):
        long_way = canonical.__wrapped__(address, base)
    assert canonical.__wrapped__(address, base) == long_way


def test_same_page_under_several_addresses() -> None:
    forms = ["http://www.x.se/fou/", "https://x.se/fou", "https://x.se/fou/index.html", "https://x.se/fou/?E-1=1"]
    assert {identity(form) for form in forms} == {"x.se/fou"}
    assert identity("https://x.se/fou?page=2") != identity("https://x.se/fou")
    assert identity("https://x.se/Fou") == identity("https://x.se/fou")
    assert identity("http://x.se:8000/") != identity("http://x.se/")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://x.se/fou/a", True),
        ("http://www.x.se/fou", True),
        ("https://x.se/fou.html", True),
        ("https://x.se/fouriertransform", False),
        ("https://x.se/", False),
        ("https://y.se/fou/a", False),
        ("https://x.se:8080/fou/a", False),
        ("https://x.se.y.se/fou/a", False),
    ],
)
def test_scope(address: str, expected: bool) -> None:
    assert within(address, ["https://x.se/fou"]) is expected


def test_a_port_is_allowed_where_the_scope_names_it() -> None:
    assert within("http://127.0.1.2:8001/a", ["http://127.0.1.2:8001/"])
    assert not within("http://127.0.1.2:8002/a", ["http://127.0.1.2:8001/"])


def test_kinds_and_shapes() -> None:
    assert (document_type("https://x.se/A.PDF"), document_type("https://x.se/a")) == ("pdf", "")
    assert is_other_file("https://x.se/b.xlsx")
    assert pattern("https://x.se/2017/12/21/_a/") == pattern("https://www.x.se/2018/01/02/b")
    assert pattern("https://x.se/a?page=2") != pattern("https://x.se/a")


@pytest.mark.parametrize(
    "address",
    ["http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://2130706433/",
     "http://0x7f.1/", "http://127.0.0.1/", "http://192.168.1.1:8000/", "http://user@x.se/", "ftp://x.se/", "file:///etc/passwd",
     "http://100.64.0.1/", "http://0.0.0.0/", "http://[fd00::1]/", "http://[2002:a00:1::]/", "http://224.0.0.1/"],
)  # fmt: skip
def test_private_addresses_are_never_asked(address: str) -> None:
    assert not may_ask(address, allow_loopback=False)


def test_loopback_only_by_the_setting() -> None:
    assert may_ask("http://127.0.1.4:8001/", allow_loopback=True)
    assert may_ask("http://[::1]/", allow_loopback=True)
    assert not may_ask("http://10.0.0.1/", allow_loopback=True)
    assert may_ask("https://fou.example.se/", allow_loopback=False)
    assert not is_public("127.0.0.1", allow_loopback=False)


def test_a_start_page_is_a_page_of_its_own() -> None:
    assert (
        identity("https://x.se/fou/Start.htm")
        != identity("https://x.se/fou/Default.htm")
        == identity("https://x.se/fou")
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://x.se/kalender/2024-05-01", "https://x.se/kalender/2025-12-31", True),
        ("https://x.se/g.asp?sida=1&visa=x", "https://x.se/g.asp?visa=y&sida=2", True),
        ("https://x.se/g.asp?sida=1", "https://x.se/g.asp?visa=1", False),
        ("https://x.se/a1", "https://x.se/b1", False),
    ],
)
def test_families_of_addresses(one: str, other: str, same: bool) -> None:
    assert (family(one) == family(other)) is same
    assert family(one)


def test_an_address_without_numbers_is_of_no_family() -> None:
    assert family("https://x.se/nyheter/en-dag") == ""


@pytest.mark.parametrize(
    ("address", "later"),
    [
        ("https://x.se/hamta/aldre?start=4", True), ("https://x.se/rapporter/page/2/", True),
        ("https://x.se/?p=4127", False), ("https://x.se/rapporter?page=0", False), ("https://x.se/visa?id=4", False),
    ],
)  # fmt: skip
def test_a_further_page_of_a_list(address: str, later: bool) -> None:
    assert is_later_page(address) is later
