"""Kept aside. A university's centre on Drupal: pages by year, grouped by series between articles, chapters and theses,
references in three hands; behind a title or "Post i arkivet" the university's DSpace on another host, whose posts of
essays and theses look the same, with a full record and collections beside; one file under embargo, one with a second
file, one put in five years late; some files on the centre's own host, one part report on its project's page only, the
oldest as a table; projects as cards, one without a page, the finished as lines."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tests.sites import national
from tests.sites.environments import environment
from tests.sites.reports import Report, expect, expect_project, pages, pdf, projects, reports
from tests.sites.web import TURNED, ExpectedReport, Host, Resource, Site, Web, data, encoded, kilobytes

ID, NUMBER, STORE_NUMBER = "kcs-storalven", 61, 62
HOME, FILES, SERIES = "/kcs", "/sites/kcs/files/", ("KCS Rapport", "Utvärderingar från KCS", "KCS Arbetspapper")
LIST, BEFORE, WORK = f"{HOME}/publikationer", f"{HOME}/publikationer/fore-2018", f"{HOME}/forskning"
FIRST_YEAR = 2018
OURS, ALL = 311, 300
AROUND = {
    "/": "Storälvens universitet", "/forskning": "Forskning", "/bibliotek": "Biblioteket", "/student": "Student",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the repository."""

    handle: int
    title: str
    names: tuple[str, ...]
    issued: str
    available: str
    type: str
    collection: str
    text: str
    series: str = ""
    keywords: tuple[str, ...] = ()
    embargo: str = ""
    ours: bool = False


def site(web: Web) -> Site:
    """The centre's section and the university's repository."""
    base, store = web.base(NUMBER), web.base(STORE_NUMBER)
    rows, works = reports(ID, web), projects(ID, web)
    linked = {"repo": store, "national": web.base(national.NUMBER) + national.PAGE}
    values: dict[str, Any] = {"base": base, "repo": store, "short": _short, "turned": _turned}
    values |= {"bitstream": lambda row: store + _bitstream(row.handle), "day": TURNED[web.state].date().isoformat()}

    def page(path: str, template: str, title: str, **more: Any) -> None:
        html = pages("storalven").get_template(template).render(path=path, title=title, **values, **more)
        made.page(path, html, TURNED[web.state].date())

    missing = "<!DOCTYPE html><title>Sidan hittades inte | Storälvens universitet</title><p>404</p>".encode()
    made, repository = Host(ID, NUMBER, "modified", missing), Host(f"{ID}-arkiv", STORE_NUMBER, "none", b"not found")
    for path, title in AROUND.items():
        page(path, "ram", title, html=f'<p>Storälvens universitet.</p><p><a href="{HOME}">KCS</a></p>')
    lead = "<p>Vi undersöker socialtjänstens vardag tillsammans med dem som lever i den.</p>"
    page(HOME, "ram", "Kunskapscentrum Socialtjänst", html=lead)

    listed = [row for row in rows if "project" not in row.own]
    years = sorted({row.year or 0 for row in listed if (row.year or 0) >= FIRST_YEAR}, reverse=True)
    places = [(f"{LIST}/{year}", str(year)) for year in years] + [(BEFORE, "Före 2018")]
    page(LIST, "index", "Publikationer", years=places)
    for number, year in enumerate(years):
        groups: dict[str, list[tuple[Report | None, str]]] = {}
        for series in SERIES:
            if some := [(row, "") for row in listed if row.year == year and row.series == series]:
                groups[series] = [*some]
        for other in data(ID)["other"]:
            if other["year"] == year:
                groups.setdefault(other["head"], []).append((None, other["html"].format(**linked)))
        around = {"newer": places[number - 1][0] if number else "", "older": places[number + 1][0]}
        page(f"{LIST}/{year}", "ar", f"Publikationer {year}", groups=list(groups.items()), **around)
    page(BEFORE, "fore", "Publikationer före 2018", rows=[row for row in listed if (row.year or 0) < FIRST_YEAR])

    posts = [_post(row) for row in rows if row.handle]
    for row in rows:
        if row.file:
            made.add(FILES + row.file, pdf(ID, web, row))
        elif row.handle and "embargo" not in row.own:
            repository.add(_bitstream(row.handle), pdf(ID, web, row))
            if "annex" in row.own:
                annex = web.document(f"{row.annex} till {row.title}", "Observationsschema och etikprövning.")
                repository.add(_bitstream(row.handle, 2), annex)
    for other in data(ID)["post"]:
        names = _names(other["authors"])
        facts = (other["handle"], other["title"], names, other["issued"], f"{other['issued']}T09:00:11Z", other["type"])
        posts.append(Post(*facts, other["collection"], other["text"]))
        repository.add(_bitstream(other["handle"]), web.document(other["title"], "Storälvens universitet."))
    posts.sort(key=lambda post: post.handle, reverse=True)
    _fill(repository, store, posts, {row.handle for row in rows if "annex" in row.own})

    done = [work for work in works if work.status_in(web.state) == "finished"]
    page(WORK, "forskning", "Forskning", works=[work for work in works if work not in done])
    page(f"{WORK}/tidigare", "tidigare", "Tidigare projekt", works=done)
    for work in works:
        if work.slug:
            told = [row for row in rows if row.key in work.reports]
            page(f"{WORK}/{work.slug}", "projekt", work.title, p=work, told=told)
    for item in data(ID)["page"]:
        page(HOME + item["path"], "ram", item["title"], html=item["html"].format(**linked))
        for name, title in item.get("files", {}).items():
            made.add(FILES + name, web.document(title, "Kunskapscentrum Socialtjänst."))
    robots = b"User-agent: *\nDisallow: /core/\nDisallow: /admin/\nDisallow: /search/\n"
    made.add("/robots.txt", Resource(robots, "text/plain"))
    robots = b"User-agent: *\nDisallow: /browse\nDisallow: /discover\nDisallow: /login\n"
    repository.add("/robots.txt", Resource(robots, "text/plain"))
    facts = environment(
        ID, "Kunskapscentrum Socialtjänst Storälven", base + HOME, pages=[base + HOME, f"{store}/handle/4177/"],
        files=[base + FILES, f"{store}/bitstream/"], presentation="", in_counties=["Jönköpings län"],
        in_municipalities=["Aneby", "Eksjö", "Nässjö"],
    )  # fmt: skip
    return Site(
        facts,
        (made, repository),
        tuple(_expect(web, row, base, store) for row in rows),
        tuple(
            expect_project(ID, web, work, f"{base}{WORK}/{work.slug}" if work.slug else base + WORK) for work in works
        ),
        aside=True,
    )


def _fill(repository: Host, store: str, posts: list[Post], with_annex: set[int]) -> None:
    """The pages of the repository."""
    template, collection = pages("storalven").get_template("post"), pages("storalven").get_template("samling")
    for post in posts:
        files = []
        if not post.embargo:
            files = [(_bitstream(post.handle), "Huvudfil" if post.handle in with_annex else "Fulltext")]
            files += [(_bitstream(post.handle, 2), "Bilagor")] if post.handle in with_annex else []
        shown = [(href, label, kilobytes(len(repository.resources[encoded(href)].body))) for href, label in files]
        table = [*(("dc.contributor.author", name) for name in post.names), ("dc.date.accessioned", post.available)]
        table += [("dc.date.available", post.available), ("dc.date.issued", post.issued)]
        table += [("dc.identifier.uri", f"http://hdl.example.org/4177/{post.handle}"), ("dc.description", post.text)]
        table += [("dc.language.iso", "swe"), ("dc.relation.ispartofseries", post.series)] if post.series else []
        table += [*(("dc.subject", word) for word in post.keywords), ("dc.title", post.title), ("dc.type", post.type)]
        for full, tail in ((False, ""), (True, "?show=full")):
            html = template.render(p=post, names=post.names, files=shown, store=store, full=full, table=table)
            repository.page(f"/handle/4177/{post.handle}{tail}", html)
    ours = [post for post in posts if post.ours]
    titles = {
        OURS: ("Rapporter / Kunskapscentrum Socialtjänst", ours),
        ALL: ("Institutionen för socialt arbete", posts),
    }
    for handle, (title, some) in titles.items():
        repository.page(f"/handle/4177/{handle}", collection.render(title=title, some=some))


def _post(row: Report) -> Post:
    title = f"{row.title}: {row.subtitle}" if row.subtitle else row.title
    names = _names(row.authors)
    available = row.own.get("available", f"{row.issued[:10]}T07:31:09Z")
    if len(row.issued) == 4 and "available" not in row.own:
        available = f"{row.issued}-06-18T07:31:09Z"
    collection = "Rapporter / Kunskapscentrum Socialtjänst"
    return Post(
        row.handle, title, names, row.issued, available, "Report", collection, row.text, f"{row.series};{row.no}",
        row.own.get("keywords", ()), row.own.get("embargo", ""), ours=True,
    )  # fmt: skip


def _place(row: Report) -> str:
    """The page that the report stands on, where that is not its post."""
    if "project" in row.own:
        return f"{WORK}/{next(work['slug'] for work in data(ID)['project'] if work['key'] == row.project)}"
    return f"{LIST}/{row.year}" if (row.year or 0) >= FIRST_YEAR else BEFORE


def _expect(web: Web, row: Report, base: str, store: str) -> ExpectedReport:
    if not row.handle:
        return expect(ID, web, row, base + _place(row), base + FILES + row.file if row.file else "")
    file = "" if "embargo" in row.own else store + _bitstream(row.handle)
    made = expect(ID, web, row, f"{store}/handle/4177/{row.handle}", file)
    return replace(made, annexes=(store + _bitstream(row.handle, 2),) if "annex" in row.own else ())


def _bitstream(handle: int, number: int = 1) -> str:
    name = f"storark_4177_{handle}_{number}.pdf"
    return f"/bitstream/handle/4177/{handle}/{name}?sequence={number}&isAllowed=y"


def _short(row: Report) -> str:
    """Authors by initials, as references have them."""
    split = [name.split(", ") for name in _names(row.authors)]
    turned = [f"{family}, {'-'.join(part[0] + '.' for part in given.split('-'))}" for family, given in split]
    return ", ".join(turned[:-1]) + " & " + turned[-1] if len(turned) > 1 else turned[0]


def _turned(row: Report) -> str:
    return "; ".join(_names(row.authors))


def _names(authors: Iterable[str]) -> tuple[str, ...]:
    """Family name first, also where it is two words."""
    return tuple(f"{family}, {given}" for given, _, family in (name.partition(" ") for name in authors))
