"""A small OAI-PMH 2.0 provider over fixed records (Open Archives Initiative, protocol version 2.0)."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.builder import ElementMaker

from tests.sites.web import Query, Resource

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
FORMATS = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    "swepub_mods": ("http://www.loc.gov/standards/mods/v3/mods-3-2.xsd", "http://www.loc.gov/mods/v3"),
}
PAGE = 4
RESPONDED = "2026-11-01T00:00:00Z"
ARGUMENTS = {
    "Identify": (),
    "ListMetadataFormats": ("identifier",),
    "ListSets": ("resumptionToken",),
    "GetRecord": ("identifier", "metadataPrefix"),
    "ListIdentifiers": ("metadataPrefix", "from", "until", "set", "resumptionToken"),
    "ListRecords": ("metadataPrefix", "from", "until", "set", "resumptionToken"),
}

_E = ElementMaker(namespace=OAI, nsmap={None: OAI, "xsi": XSI})


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `forms` maps a metadata prefix to its element, and is empty for a deleted record."""

    identifier: str
    changed: date
    sets: tuple[str, ...]
    forms: Mapping[str, etree._Element]

    @property
    def stamp(self) -> str:
        """The datestamp to the second."""
        return f"{self.changed.isoformat()}T10:00:00Z"


class OaiError(Exception):
    """One of the protocol's own errors; `code` is its name there."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class Provider:
    """Answers the six verbs for `records`, `PAGE` records at a time."""

    def __init__(self, name: str, address: str, sets: Mapping[str, str], records: Sequence[Record]) -> None:
        self.name, self.address, self.sets = name, address, sets
        self.records = sorted(records, key=lambda record: (record.changed, record.identifier))

    def answer(self, query: Query) -> Resource:
        """The response to a request's arguments, protocol errors included."""
        root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
        root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
        root.append(_E.responseDate(RESPONDED))
        given = {name: values[0] for name, values in query.items()}
        request = _E.request(self.address)
        root.append(request)
        try:
            verb = self._check(query)
            request.attrib.update(given)
            content = getattr(self, f"_{verb.lower()}")(given)
            root.append(getattr(_E, verb)(*content))
        except OaiError as error:
            root.append(_E.error(str(error), code=error.code))
        body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        return Resource(body, "text/xml; charset=UTF-8")

    def _check(self, query: Query) -> str:
        verbs = query.get("verb", [])
        if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
            raise OaiError("badVerb", "The verb is missing, repeated or not one of OAI-PMH 2.0")
        for name, values in query.items():
            if name != "verb" and (name not in ARGUMENTS[verbs[0]] or len(values) != 1):
                raise OaiError("badArgument", f"The argument {name} is not allowed here or given twice")
        return verbs[0]

    def _identify(self, _given: Mapping[str, str]) -> list[etree._Element]:
        return [
            _E.repositoryName(self.name), _E.baseURL(self.address), _E.protocolVersion("2.0"),
            _E.adminEmail("dice@exempelstad.example"), _E.earliestDatestamp(self.records[0].stamp),
            _E.deletedRecord("persistent"), _E.granularity("YYYY-MM-DDThh:mm:ssZ"),
        ]  # fmt: skip

    def _listmetadataformats(self, given: Mapping[str, str]) -> list[etree._Element]:
        if "identifier" in given:
            self._one(given["identifier"])
        return [
            _E.metadataFormat(_E.metadataPrefix(prefix), _E.schema(schema), _E.metadataNamespace(namespace))
            for prefix, (schema, namespace) in FORMATS.items()
        ]

    def _listsets(self, given: Mapping[str, str]) -> list[etree._Element]:
        if "resumptionToken" in given:
            raise OaiError("badResumptionToken", "The list of sets is given whole")
        return [_E.set(_E.setSpec(spec), _E.setName(name)) for spec, name in self.sets.items()]

    def _getrecord(self, given: Mapping[str, str]) -> list[etree._Element]:
        if missing := {"identifier", "metadataPrefix"} - set(given):
            raise OaiError("badArgument", f"{', '.join(sorted(missing))} is missing")
        self._prefix(given["metadataPrefix"])
        return [_whole(self._one(given["identifier"]), given["metadataPrefix"])]

    def _listidentifiers(self, given: Mapping[str, str]) -> list[etree._Element]:
        return self._list(given, headers_only=True)

    def _listrecords(self, given: Mapping[str, str]) -> list[etree._Element]:
        return self._list(given, headers_only=False)

    def _list(self, given: Mapping[str, str], *, headers_only: bool) -> list[etree._Element]:
        chosen, start = dict(given), 0
        if token := given.get("resumptionToken"):
            if len(given) > 2:
                raise OaiError("badArgument", "resumptionToken is an exclusive argument")
            chosen, start = _read_token(token)
        if "metadataPrefix" not in chosen:
            raise OaiError("badArgument", "metadataPrefix is missing")
        self._prefix(chosen["metadataPrefix"])
        found = self._chosen(chosen)
        if not found or start >= len(found):
            raise OaiError("badResumptionToken" if token else "noRecordsMatch", "No records match the request")
        page = found[start : start + PAGE]
        content = [_header(record) if headers_only else _whole(record, chosen["metadataPrefix"]) for record in page]
        if len(found) > PAGE:
            after = start + PAGE
            rest = _token(chosen, after) if after < len(found) else ""
            content.append(_E.resumptionToken(rest, cursor=str(start), completeListSize=str(len(found))))
        return content

    def _chosen(self, chosen: Mapping[str, str]) -> list[Record]:
        for name in ("from", "until"):
            if name in chosen:
                try:
                    date.fromisoformat(chosen[name][:10])
                except ValueError:
                    raise OaiError("badArgument", f"{name} is not a date") from None
        first, last = chosen.get("from", ""), chosen.get("until", "9999")
        return [
            record
            for record in self.records
            if first <= record.stamp[: len(first)]
            and record.stamp[: len(last)] <= last
            and ("set" not in chosen or chosen["set"] in record.sets)
        ]

    def _one(self, identifier: str) -> Record:
        for record in self.records:
            if record.identifier == identifier:
                return record
        raise OaiError("idDoesNotExist", f"No record {identifier}")

    def _prefix(self, prefix: str) -> None:
        if prefix not in FORMATS:
            raise OaiError("cannotDisseminateFormat", f"{prefix} is not offered")


def _header(record: Record) -> etree._Element:
    header = _E.header(_E.identifier(record.identifier), _E.datestamp(record.stamp), *map(_E.setSpec, record.sets))
    if not record.forms:
        header.set("status", "deleted")
    return header


def _whole(record: Record, prefix: str) -> etree._Element:
    whole = _E.record(_header(record))
    if record.forms:
        # An element has one parent, and requests are answered at the same time.
        whole.append(_E.metadata(deepcopy(record.forms[prefix])))
    return whole


def _token(chosen: Mapping[str, str], start: int) -> str:
    kept = [f"{name}={value}" for name, value in chosen.items() if name not in ("verb", "resumptionToken")]
    return "!".join([str(start), *kept])


def _read_token(token: str) -> tuple[dict[str, str], int]:
    start, *kept = token.split("!")
    if not start.isdigit() or not kept or not all("=" in part for part in kept):
        raise OaiError("badResumptionToken", "The token is not one of ours")
    return dict(part.split("=", 1) for part in kept), int(start)
