"""The index is compared with the catalogue, report by report."""

from contextlib import closing
from dataclasses import replace

import pytest

import config
from indexer.audit import audit
from indexer.catalogue import Catalogue
from indexer.engines import open_writer
from indexer.pipeline import index
from models.errors import EngineUnavailableError
from tests.contract.corpus import report
from tests.fou.test_command_line import fou
from tests.indexer.test_pipeline import REPORT, put


@pytest.fixture
def settings(tmp_path):
    return replace(config.load({"FOU_HOME": str(tmp_path / "home"), "FOU_EMBEDDING": "null"}), threads=1)


@pytest.fixture
def units(settings):
    return config.load_environments(settings.environments)


def test_each_kind_of_difference_is_named_and_indexing_mends_it(settings, units, tmp_path):
    with pytest.raises(EngineUnavailableError):
        audit(settings)
    for number, title in enumerate(("Barn i familjehem", "Hemtjänst om natten", "Vägar ur missbruk"), 5):
        text = REPORT.replace("Stöd till anhöriga i glesbygd", title).replace("2019:4", f"2019:{number}")
        put(settings, units, tmp_path / "in", f"{number}.txt", text.format(words=""))
    index(settings)
    with closing(Catalogue(settings.catalogue)) as catalogue:
        first, second, _ = catalogue.versions()
    found = audit(settings)
    assert (found.whole, found.agreed, found.bare) == (True, 3, 0)

    with open_writer(settings) as writer:
        writer.retract([first])
        changed = report("oro", version="another")
        writer.publish([replace(changed, record=replace(changed.record, id=second)), report("vald", vectors=False)])
    found = audit(settings)
    assert (found.missing, found.outdated, found.left) == ((first,), (second,), ("vald",))
    assert (found.whole, found.agreed) == (False, 1)
    assert found.bare > 0
    told = fou("audit", home=settings.home)
    assert told.returncode == 9
    assert all(report_id in told.stdout for report_id in (first, second, "vald"))

    index(settings)
    assert audit(settings).whole
    assert fou("audit", home=settings.home).returncode == 0
