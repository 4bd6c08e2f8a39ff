"""OAI-PMH answers for tests."""

DELETED = '<record><header status="deleted"><identifier>oai:x.se:3</identifier></header></record>'
_MODS = """<record><header><identifier>oai:x.se:{number}</identifier>{stamp}</header><metadata>
<mods xmlns="http://www.loc.gov/mods/v3"><genre>{kind}</genre>
<titleInfo><title>Studie {number}</title><subTitle>en utvärdering</subTitle></titleInfo>
<name type="personal"><namePart type="family">Ek</namePart><namePart type="given">Eva</namePart>
<role><roleTerm>aut</roleTerm></role></name>
<originInfo><publisher>FoU X</publisher><dateIssued>2016</dateIssued></originInfo>
<relatedItem type="series"><titleInfo><title>FoU-rapport</title></titleInfo>
<identifier type="issue number">2016:{number}</identifier></relatedItem>
<identifier type="uri">{{site}}/post/{number}</identifier>
<location><url displayLabel="fulltext">{{site}}/get/diva2:{number}/FULLTEXT01.pdf</url></location>
</mods></metadata></record>"""


def mods(number: int, kind: str = "report", stamp: str = "") -> str:
    return _MODS.format(number=number, kind=kind, stamp=f"<datestamp>{stamp}</datestamp>" if stamp else "")


def oai(verb: str, body: str) -> str:
    return (
        f'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><{verb}>{body}</{verb}></OAI-PMH>'
    )
