"""Who published a report, as pages say it in words. The second half was written at the same time and kept aside while
the rules were made."""

import pytest

from crawler.reading.publishers import read_publisher

SEEN = {
    "Utgivare: FoU Nordväst": "FoU Nordväst",
    "Utgivare\nFoU i välfärd": "FoU i välfärd",
    "Rapporten är utgiven av FoU Kust.": "FoU Kust",
    "Utgiven av Kompass – FoU i Kalmarsund, numera en del av FoU Kust.": "Kompass – FoU i Kalmarsund",
    "Rapporten gavs ut 2011 av FoU-enheten i Dalbygden och finns att ladda ner här.": "FoU-enheten i Dalbygden",
    "Den gavs ut av dåvarande Utvecklingscentrum Väst.": "Utvecklingscentrum Väst",
    "Skriften publicerades av Länsstyrelsen i Kalmar län 2009.": "Länsstyrelsen i Kalmar län",
    "Rapporten har publicerats av Region Gävleborg.": "Region Gävleborg",
    "FoU Sjöbygden har gett ut rapporten.": "FoU Sjöbygden",
    "Gemensam rapport utgiven av FoU Slättbygden, FoU Älvdalarna och FoU Fjällen.":
        "FoU Slättbygden, FoU Älvdalarna och FoU Fjällen",
    "© FoU Fjällen 2014": "FoU Fjällen",
    "Utgiven av FoU Kust (då Kommunförbundet i Kalmarsund)": "Kommunförbundet i Kalmarsund",
    # no unit, or not of this report
    "Publicerad av Eva Ek den 3 mars 2014": "",
    "Boken är utgiven av Anna Ek på eget förlag.": "",
    "Rapporten är framtagen av Anna Ek och Bo Al.": "",
    "Vi läste rapporten som Socialstyrelsen gav ut 2012, och en som gavs ut av en kommun.": "",
    "Uppdraget gavs av Region Dalarna.": "",
    "Studien bygger på riktlinjer utgivna av Socialstyrelsen.": "",
    "© 2024 Alla rättigheter förbehållna": "",
}  # fmt: skip
ASIDE = {
    "Förlag: Stiftelsen Backaby": "Stiftelsen Backaby",
    "Utgivare är FoU Södra Slätten.": "FoU Södra Slätten",
    "Rapporten utgavs av Kommunförbundet Norrbygden år 2007.": "Kommunförbundet Norrbygden",
    "Studien är utgiven i FoU Fjällens regi. Skriften är utgiven av FoU Fjällen och Fjällens kommunalförbund.":
        "FoU Fjällen och Fjällens kommunalförbund",
    "Denna rapport ges ut av Utvärderingsnavet Västra Slätten.": "Utvärderingsnavet Västra Slätten",
    "Rapporten publicerades ursprungligen av FoU Slättbygden.": "FoU Slättbygden",
    "Utgiven av: Centrum för välfärdsstudier, Högskolan i Exempelstad":
        "Centrum för välfärdsstudier, Högskolan i Exempelstad",
    "Rapporten har getts ut av det tidigare FoU-centrum Söder, som 2015 gick upp i FoU Skåne.": "FoU-centrum Söder",
    "Kunskapslabbet Mälarstaden gav ut rapporten 2021.": "Kunskapslabbet Mälarstaden",
    "Ursprunglig utgivare: FoU Älvdalarna": "FoU Älvdalarna",
    "Publicerad av webbredaktionen 2019-03-04": "",
    "Rapporten är skriven på uppdrag av Region Dalarna.": "",
    "Tidningen ges ut av Vårdförbundet fyra gånger om året.": "",
    "Stödet ges av kommunen, och boken gavs ut av Lena Holm.": "",
    "En antologi utgiven av Studentlitteratur tas upp i litteraturlistan.": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "name"), [*SEEN.items(), *ASIDE.items()])
def test_publisher(text: str, name: str) -> None:
    assert read_publisher(text)[0] == name
