"""One writer, many readers: what becomes visible, when, and what never does."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexer.engines import open_engine, open_writer
from models.errors import BusyError, EngineUnavailableError, FingerprintError
from models.language.embedding import NullEmbedding
from models.search import SearchQuery
from tests.contract.corpus import REPORTS, changed, corpus, report

ROOT = Path(__file__).parents[2]


def ids(engine, text="", **more):
    return {hit.record.id for n in (1, 2) for hit in engine.search(SearchQuery(text, page=n, **more)).hits}


def fail_after(writer, *report_ids):
    """Publish these one by one and fail then."""
    with writer:
        for report_id in report_ids:
            writer.publish([report(report_id)])
        raise RuntimeError


def everything(engine):
    """All that a reader can see, for comparison. Scores are left out: words of documents that were replaced count until
    the engine has tidied, which Elasticsearch does in its own time."""
    queries = ("", "personal", "barn skola", '"mindre grupper"', "anhörigas vardag")
    pages = [engine.search(SearchQuery(text, page=n)) for text in queries for n in (1, 2)]
    pages = [replace(page, hits=tuple(replace(hit, score=0.0) for hit in page.hits)) for page in pages]
    views = [engine.page_view(report_id, 1) for report_id in REPORTS]
    return (
        pages,
        views,
        [engine.similar(i) for i in REPORTS],
        engine.environments(),
        replace(engine.stats(), published=""),
    )


def test_without_an_index_there_is_a_named_error(place):
    with pytest.raises(EngineUnavailableError):
        place.reading()


def test_an_empty_index_answers(place):
    with place.writing():
        pass
    page = place.reading().search(SearchQuery("personal"))
    assert (page.total, page.hits, page.years) == (0, (), {})


def test_publishing_twice_is_publishing_once(place):
    with place.writing() as writer:
        writer.publish(corpus())
    once = everything(place.reading())
    with place.writing() as writer:
        writer.publish(corpus())
        writer.publish(reversed(corpus()))
    assert everything(place.reading()) == once


def test_writing_nothing_changes_nothing(place):
    with place.writing() as writer:
        writer.publish(corpus())
    reader = place.reading()
    state = reader.state()
    with place.writing() as writer:
        writer.publish([])
        writer.retract(["unknown"])
    assert reader.state() == state


def test_batches_and_order_do_not_matter(place, make_place):
    with place.writing() as writer:
        writer.publish(corpus())
    other = make_place()
    with other.writing() as writer:
        for one in reversed(corpus()):
            writer.publish([one])
    assert everything(other.reading()) == everything(place.reading())


def test_an_open_reader_sees_each_publication(place):
    with place.writing() as writer:
        writer.publish([report("oro")])
        reader = place.reading()
        states = {reader.state()}
        assert ids(reader) == {"oro"}
        writer.publish([report("vald"), changed(report("oro"), "2", "Nu står det om badhus.")])
        assert ids(reader) == {"oro", "vald"}
        assert ids(reader, "badhus", mode="exact") == {"oro"}
        assert ids(reader, "skyddsbedömning", mode="exact") == set()
        states.add(reader.state())
        assert writer.versions() == {"oro": ("2", True), "vald": ("1", True)}
        writer.retract(["oro", "unknown"])
        assert ids(reader) == {"vald"}
        assert reader.report("oro") is None
        assert reader.page_view("oro", 1) is None
        states.add(reader.state())
        assert len(states) == 3
    assert ids(reader) == {"vald"}


def test_without_vectors_no_model_is_needed(place):
    class Broken(NullEmbedding):
        def query(self, text):
            raise AssertionError("the model was asked")

    with place.writing() as writer:
        writer.publish(corpus(vectors=False))
    reader = open_engine(place.settings, analyser=place.analyser, embedding=Broken())
    assert ids(reader, "personal") == {"bemanning", "brukare", "kontinuitet"}


def test_vectors_may_follow_later(place):
    with place.writing() as writer:
        writer.publish(corpus(vectors=False))
        assert writer.versions()["oro"] == ("1", False)
        assert writer.versions()["projekt"] == ("1", True)  # no passage lacks a vector
        reader = place.reading()
        assert ids(reader, "personal") == ids(reader, "personal", mode="exact")
        assert reader.stats().vectors == 0
        writer.publish(corpus())
        assert writer.versions()["oro"] == ("1", True)
        assert ids(reader, "personal") > ids(reader, "personal", mode="exact")
    with place.writing() as writer:
        assert writer.versions()["oro"] == ("1", True)


def test_vectors_of_a_wrong_shape_are_refused(place):
    with place.writing() as writer:
        for rows in (np.ones((1, 64)), np.ones((2, 65))):
            with pytest.raises(ValueError, match="oro"):
                writer.publish([report("oro").with_vectors(rows.astype(np.float32))])
        assert writer.versions() == {}


def test_whole_pages_are_kept_only_where_given(place):
    with place.writing() as writer:
        writer.publish([report("oro", redistribute=True), report("vald")])
    reader = place.reading()
    assert reader.page_view("oro", 1).text.startswith("Hela sidan.")
    assert reader.page_view("vald", 1).text == ""
    with place.writing() as writer:
        writer.publish([report("oro", version="2")])
    assert reader.page_view("oro", 1).text == ""


def test_other_records_are_replaced_by_kind_and_id(place):
    with place.writing() as writer:
        writer.put_record("environment", "a", "1")
        writer.put_record("map", "a", "2")
        writer.publish([report("oro")])
        reader = place.reading()
        assert (reader.record("environment", "a"), reader.record("map", "a")) == ("1", "2")
        writer.put_record("environment", "a", "3")
        assert reader.record("environment", "a") == "1"
    assert (reader.record("environment", "a"), reader.record("map", "a")) == ("3", "2")


def test_only_one_may_write(place):
    with place.writing(), pytest.raises(BusyError):
        place.writing()
    with place.writing():
        pass


def test_an_index_of_another_making_is_refused(place):
    with place.writing() as writer:
        writer.publish([report("oro")])
    reader = place.reading()

    class Other(NullEmbedding):
        id = "null-2-64"

    for opening in (open_engine, open_writer):
        with pytest.raises(FingerprintError, match="null-2-64"):
            opening(place.settings, analyser=place.analyser, embedding=Other())
    with open_writer(place.settings, fresh=True, analyser=place.analyser, embedding=Other()) as writer:
        writer.publish([report("vald")])
    assert ids(open_engine(place.settings, analyser=place.analyser, embedding=Other())) == {"vald"}
    with pytest.raises(FingerprintError):  # a reader that was open when the index was made anew
        reader.search(SearchQuery(""))


def test_a_fresh_index_takes_the_place_of_the_old_at_the_end(place):
    with place.writing() as writer:
        writer.publish([report("oro")])
    reader = place.reading()
    with place.writing(fresh=True) as writer:
        assert writer.versions() == {}
        writer.publish([report("vald")])
        assert ids(reader) == ids(place.reading()) == {"oro"}
    assert ids(reader) == ids(place.reading()) == {"vald"}


def test_a_failed_rebuild_leaves_the_old_index(place):
    with place.writing() as writer:
        writer.publish([report("oro")])
    with pytest.raises(RuntimeError):
        fail_after(place.writing(fresh=True), "vald")
    assert ids(place.reading()) == {"oro"}
    with place.writing() as writer:
        assert set(writer.versions()) == {"oro"}


def test_a_question_under_way_outlives_two_rebuilds(place, monkeypatch):
    """The set of indices that is being read is dropped before it was asked."""

    def rebuild(report_id):
        with place.writing(fresh=True) as writer:
            writer.publish([report(report_id)])

    rebuild("oro")
    reader = place.reading()
    newest = reader._backend.view
    later = iter(("vald", "demens"))

    def view():
        held = newest()
        for report_id in later:
            rebuild(report_id)
        return held

    monkeypatch.setattr(reader._backend, "view", view)
    assert ids(reader) in ({"oro"}, {"demens"})
    assert ids(reader) == {"demens"}


def test_an_error_between_publications_loses_none_of_them(place):
    with pytest.raises(RuntimeError):
        fail_after(place.writing(), "oro", "vald")
    assert ids(place.reading()) == {"oro", "vald"}
    with place.writing() as writer:
        writer.publish([report("demens")])
    assert ids(place.reading()) == {"oro", "vald", "demens"}


@pytest.mark.parametrize(("work", "rounds"), [("rounds", 12), ("rebuild", 4)])
def test_a_reader_meanwhile_sees_every_report_whole(place, work, rounds):
    with place.writing() as writer:
        writer.publish(changed(one, "v0", "omgång nummer0 hemtjänst") for one in corpus())
    reader = place.reading()
    command = [sys.executable, "-m", "tests.contract.child", str(place.settings.home), place.settings.engine]
    with subprocess.Popen([*command, work, str(rounds)], cwd=ROOT, env=place.variables()) as child:
        seen = set()
        while child.poll() is None:
            page = reader.search(SearchQuery("hemtjänst omgång"))
            # Those without passages cannot have the words; "kontinuitet" has one of them in its subtitle.
            assert page.total == page.by_words == 12
            for hit in page.hits:
                assert hit.passages
                number = hit.record.version.removeprefix("v")
                assert all(f"nummer{number} " in shown.text for shown in hit.passages)
                seen.add(number)
            versions = {hit.record.version for hit in page.hits}
            assert len(versions) == 1, "a batch is one visible change"
        assert child.wait() == 0
    assert {hit.record.version for hit in reader.search(SearchQuery("hemtjänst")).hits} == {f"v{rounds}"}
    assert len(seen) > 2
