"""Document kind and knowledge process: a local report is rarely about a process, so its type and kind tell which."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from config.taxonomy import Taxonomy
from indexer.describe.classify import claims_of_facet
from indexer.describe.evidence import Evidence
from indexer.describe.signs import Analysed
from indexer.describe.weights import DescribeWeights
from models.claim import Claim, Source

KINDS = {
    "delrapport": "kun-dok-delrapport", "arbetsrapport": "kun-dok-delrapport", "lägesrapport": "kun-dok-delrapport",
    "fou-rapport": "kun-dok-fourapport", "rapport": "kun-dok-fourapport", "slutrapport": "kun-dok-fourapport",
    "utvärderingsrapport": "kun-dok-fourapport", "kunskapsöversikt": "kun-dok-fourapport",
    "skrift": "kun-dok-fourapport", "årsrapport": "kun-dok-fourapport", "metodstöd": "kun-dok-stod",
    "handbok": "kun-dok-stod",
    "artikel": "kun-dok-artikel", "uppsats": "kun-dok-uppsats",
}  # fmt: skip
"""The report's own word for what it is → the concept."""
KIND_WORTH = 3.5
"""Points from which words in title or keywords tell the kind where the report prints no word for it."""

PROCESSES: tuple[tuple[str, str], ...] = (
    ("typ-utv-implementering", "kun-implementera"), ("kun-dok-stod", "kun-implementera"),
    ("typ-upp-brukare", "kun-brukares"), ("omr-org-brukare", "kun-brukares"),
    ("typ-utveckling-forskningscirkel", "kun-praktikens"), ("kun-dok-lovande", "kun-praktikens"),
    ("kun-dok-erfarenhet", "kun-praktikens"), ("typ-oversikt", "kun-sammanstalla"), ("kun-dok-nyhet", "kun-sprida"),
    ("typ-uppfoljning", "kun-folja-upp"), ("typ-utvardering", "kun-folja-upp"), ("typ-kart-behov", "kun-behov"),
)  # fmt: skip
"""A claim for the first, of medium confidence or better, is one for the process (taxonomy, §4)."""
PROCESSES_SHOWN = 2


def knowledge_claims(
    text: Analysed, found: Mapping[str, Evidence], claims: Sequence[Claim], kind: str, taxonomy: Taxonomy,
    weights: DescribeWeights, source: Source,
) -> list[Claim]:  # fmt: skip
    """The document's kind (one), its process (at most two), and the terms of knowledge governance that it names."""
    medium = weights.confidence["medium"]
    own = claims_of_facet("knowledge", text, found, taxonomy, weights, source)
    terms = [claim for claim in own if _under(str(claim.value), "kun-system", taxonomy)]
    document = [c for c in own if _under(str(c.value), "kun-dokument", taxonomy) and c.value != "kun-dokument"]
    document = [c for c in document if c.confidence >= medium and c.place in ("title", "keywords")][:1]
    if not document and kind:
        value = KINDS.get(kind.casefold(), "kun-dok-fourapport")
        document = [Claim("knowledge", value, source, "word for its kind", weights.confidence["high"], None, kind)]
    said = {str(claim.value): claim for claim in (*reversed(claims), *document) if claim.confidence >= medium}
    processes: dict[str, Claim] = {}
    for sign, process in PROCESSES:
        if sign in said and process not in processes and len(processes) < PROCESSES_SHOWN:
            processes[process] = replace(
                said[sign], field="knowledge", value=process, rule="follows from its type", confidence=medium
            )
    return [*document, *processes.values(), *terms]


def _under(concept: str, top: str, taxonomy: Taxonomy) -> bool:
    return taxonomy.top(concept) == top
