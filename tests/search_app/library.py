"""The invented library that the pages are tested on: reports in every state."""

from dataclasses import replace

from models.claim import Claim
from models.report import Address
from tests.search_app.fake import FakeEngine, make_record

RULE = "sentence of the report"
TOML = """id = "{id}"
name = "{name}"
home = "https://{id}.example/"
example = {example}
counties = [{{ name = "Värmlands län", code = "17" }}]
municipalities = [{{ name = "Kil", code = "1715" }}, {{ name = "Forshaga", code = "1763" }}]
[scope]
pages = ["https://{id}.example/"]
[principal]
type = "kommuner+universitet"
organisations = ["Kil", "Forshaga", "Exempelhögskolan"]
[membership]
state = "confirmed"
certainty = "high"
"""


def write_environments(folder, *, example=True):
    """Environment files for the invented library."""
    folder.mkdir(parents=True, exist_ok=True)
    flag = str(example).lower()
    for name, title in (("fou-exempel", "FoU Exempel Värmland"), ("fou-prov", "FoU Provstad")):
        (folder / f"{name}.toml").write_text(TOML.format(id=name, name=title, example=flag), encoding="utf-8")
    (folder / "fou-utan.toml").write_text(
        'id = "fou-utan"\nname = "FoU utan rapporter"\nhome = "https://utan.example/"\n'
        '[scope]\npages = ["https://utan.example/"]\n',
        encoding="utf-8",
    )


def library() -> FakeEngine:
    """One report in each state, and enough plain ones for three pages of hits."""
    main = make_record(
        "samma-ansikte",
        "Samma ansikte i dörren",
        subtitle="En utvärdering av små arbetslag i hemtjänsten",
        summary="Utvärderingen visar att små arbetslag ger färre möten med nya ansikten. "
        "Restiden ökade med en tiondel.\nTryggheten ökade mest för dem som bor ensamma.",
        summary_page=5,
        environments=("fou-exempel", "fou-prov"),
        isbn="978-91-000-0000-0",
        facets={
            "environment": ("fou-exempel", "fou-prov"), "kind": ("fou-report",),
            "area": ("omr-aldre", "omr-aldre-hemtjanst"),
            "group": ("mal-aldre",), "study_type": ("typ-utv-process", "typ-utvardering"), "method": ("met-intervju",),
            "municipality": ("1715", "1763"), "county": ("17",),
        },
        described=(
            Claim("area", "omr-aldre", "pdf", "words for it", 0.95, 1, "hemtjänsten", "title"),
            Claim("area", "omr-aldre-hemtjanst", "pdf", "words for it", 0.95, 1, "hemtjänsten", "title"),
            Claim("area", "omr-aldre-hemtjanst", "pdf", "words for it", 0.95, 5, "hemtjänst", "summary"),
            Claim("study_type", "typ-utv-process", "pdf", "words for it", 0.8, 7, "processutvärdering", "aim"),
            Claim("study_type", "typ-utvardering", "pdf", "words for it", 0.8, 7, "processutvärdering", "aim"),
            Claim("law", "lag-sol-2001", "pdf", "reference to a paragraph", 0.95, 9, "4 kap. 1 § SoL", "body"),
            Claim("citation", ("lag-sol-2001", "4", "1"), "pdf", "reference to a paragraph", 0.95, 9, "4 kap. 1 § SoL"),
            Claim("municipality", "1715", "pdf", "place with the word for it", 0.95, 11, "Kils", "method"),
            Claim("municipality", "1763", "pdf", "place with the word for it", 0.95, 11, "Forshaga", "method"),
        ),
        card=(
            Claim("aim", "Syftet är att ta reda på om små lag ger färre ansikten.", "pdf", RULE, 0.9, 7),
            Claim("methods", "Utvärderingen bygger på 24 intervjuer.", "pdf", RULE, 0.9, 12),
            Claim("findings", "Antalet medarbetare sjönk från 19 till 9.", "pdf", RULE, 0.9, 46),
            Claim("material", ("24", "intervju"), "pdf", "counted material", 0.9, 12, "24 intervjuer", "method"),
            Claim("material", ("64", "svarsfrekvens"), "pdf", "response rate", 0.9, 13, "svarsfrekvens 64 procent"),
        ),
    )  # fmt: skip
    scanned = make_record(
        "glesbygd", "Hemtjänst i glesbygd", year=2004, origins={"ocr": 41, "text": 6}, pages=47, number=""
    )
    repaired = make_record(
        "natt",
        "Natt i hemtjänsten: " + "om ensamarbete, larm och byten av personal " * 4,
        year=2016,
        origins={"repaired": 3, "text": 93},
        authors=(),
    )
    known = make_record(
        "arsrapport", "Årsrapport om hemtjänstens utveckling", kind="known", year=None, pages=0, page_labels=(),
        origins={}, outcome="", document_kind="Årsrapport", authors=(), number="", series="",
        facets={"environment": ("fou-prov",), "kind": ("annual",)}, environments=("fou-prov",),
        addresses=(Address("fou-prov", "https://fou-prov.example/lista/", None, "2024-01-02"),),
    )  # fmt: skip
    vanished = make_record(
        "sysselsattning", "Sysselsättning efter hemtjänst", year=2013,
        addresses=(Address("fou-exempel", "https://fou-exempel.example/x/", "https://fou-exempel.example/x.pdf",
                           "2013-02-03", "2026-11-02"),),
    )  # fmt: skip
    free = make_record(
        "fri", "Fri att läsa: hemtjänst hela dygnet", subtitle="Hemtjänst hela dygnet", language="swe", year=2019,
        redistribute=True,
    )  # fmt: skip
    deposited = make_record("inlamnad", "Inlämnad rapport om hemtjänst", year=2020,
                            addresses=(Address("fou-prov", None, None, "2026-11-01"),))  # fmt: skip
    meaning = make_record("tretton-hander", "Tretton händer på en vecka", year=2012)
    evil = make_record(
        "farlig", '<script>alert("x")</script> & hemtjänst', year=2011, authors=('"><img src=x>',),
        addresses=(Address("fou-exempel", "javascript:alert(1)", "javascript:alert(2)", "2020-01-01"),),
    )  # fmt: skip
    project = make_record(
        "tryggare-natter", "Tryggare nätter", kind="project", status="ongoing", period="2024–2027", pages=0,
        page_labels=(), origins={}, related=("samma-ansikte", "finns-inte"), facets={"environment": ("fou-exempel",)},
        evidence=(Claim("status", "ongoing", "page", "project status label", 0.9),), year=None, number="",
        blurb="Vi följer digital tillsyn på tre särskilda boenden.",
    )  # fmt: skip
    plain = [
        make_record(f"rapport-{n}", f"Rapport {n} om orosanmälan", year=1990 + n, facets={
            "environment": ("fou-exempel",), "kind": ("interim" if n % 2 else "final",)})
        for n in range(1, 27)
    ]  # fmt: skip
    english = replace(meaning, id="english", title="Home care in rural areas", language="en")
    return FakeEngine(
        [main, scanned, repaired, known, vanished, free, deposited, meaning, evil, project, *plain, english],
        passages={
            "samma-ansikte": [
                (
                    14,
                    "4.2 Resultat",
                    "… mötte varje person i snitt nio medarbetare, och personalkontinuiteten i hemtjänsten ökade",
                    "text",
                ),
                (
                    31,
                    "Resultat",
                    "Hemtjänstgruppernas storlek avgjorde om kontinuiteten höll",
                    "text",
                ),
                (2, "", "Förord om hemtjänst på en sida utan tryckt nummer", "text"),
                (
                    52,
                    "5 Diskussion om arbetsmiljö och restid",
                    "Kontinuitet i hemtjänsten är inte bara samma person",
                    "text",
                ),
            ],
            "glesbygd": [(12, "", "Med fyra mil mellan dörrarna blir hemtjänsten lätt stor men tiden liten", "ocr")],
            "natt": [
                (
                    55,
                    "Resultat",
                    "… nattkontinuiteten i hemtjänsten förbättrades",
                    "repaired",
                )
            ],
            "sysselsattning": [(18, "Resultat", "… de unga som saknar hemtjänst har flera kontakter", "text")],
            "fri": [(9, "Metod", "Här talas om hemtjänst", "text"), (10, "", "Och här igen om hemtjänst", "text")],
            "inlamnad": [(7, "Metod", "Inlämnad text om hemtjänst", "text")],
            "tretton-hander": [
                (
                    19,
                    "Resultat",
                    "”Det är aldrig den som var här sist.”",
                    "text",
                )
            ],
            "farlig": [(3, "<b>Rubrik</b>", "<script>alert(1)</script> hemtjänst & mer", "text")],
            **{
                f"rapport-{n}": [(4, "Bakgrund", f"En orosanmälan nummer {n} kom in till socialtjänsten", "text")]
                for n in range(1, 27)
            },
        },
        texts={("fri", 9): "Metod\nHär talas om hemtjänst, hemtjänster och annat.\nSlut på sidan."},
        near=("tretton-hander",),
    )
