"""Addresses that last: a report that was found to be another one's copy is still reached by the id it had."""

import json
from contextlib import closing

from config.settings import Settings
from indexer.catalogue import Catalogue
from indexer.engines import SearchWriter, open_engine
from indexer.merge.identity import copy_id


def aliases(catalogue: Catalogue) -> dict[str, str]:
    """The own id of every copy that is not the first of its report → the report's id, as JSON."""
    found = {copy_id(copy.environment, copy.key): copy.report for copy in catalogue.copies()}
    return {own: json.dumps(report) for own, report in found.items() if own != report}


def publish_aliases(settings: Settings, catalogue: Catalogue, writer: SearchWriter) -> None:
    """Put what the index does not say already among its public records, as kind "alias"."""
    with closing(open_engine(settings)) as engine:
        for former, report in aliases(catalogue).items():
            if engine.record("alias", former) != report:
                writer.put_record("alias", former, report)
