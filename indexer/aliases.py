"""Addresses that last: a report that was found to be another one's copy is still reached by the id it had."""

import json

from indexer.catalogue import Catalogue
from indexer.engines import SearchEngine, SearchWriter
from indexer.merge.identity import copy_id


def aliases(catalogue: Catalogue) -> dict[str, str]:
    """The own id of every copy that is not the first of its report → the report's id, as JSON."""
    found = {copy_id(copy.environment, copy.key): copy.report for copy in catalogue.copies()}
    return {own: json.dumps(report) for own, report in found.items() if own != report}


def publish_aliases(engine: SearchEngine, catalogue: Catalogue, writer: SearchWriter) -> None:
    """Put what the index does not say already among its public records, as kind "alias"."""
    for former, report in aliases(catalogue).items():
        if engine.record("alias", former) != report:
            writer.put_record("alias", former, report)
