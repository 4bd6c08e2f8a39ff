"""The pages, each at one address in each language."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from flask import Blueprint, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from config.municipalities import municipalities
from config.settings import Settings
from models.environment import Environment
from models.errors import FouError
from models.search import PAGE_SIZE, Hit, ResultPage, SearchQuery
from models.serial import from_json
from models.sighting import Health
from search_app import alike, asking, charts, directory, facets, report_page, showing, states, study, understood
from search_app.chips import chips
from search_app.completing import Completer
from search_app.engine import Door, Engine
from search_app.help import ways_on
from search_app.language import language, to
from search_app.page_names import page_label
from search_app.versions import versions
from search_app.whole_page import paragraphs

TRY = (
    "kontinuitet i hemtjänsten", "orosanmälan", "stöd till anhöriga", "flytta från familjehem", "brukarmedverkan",
    "våld i nära relationer", "digital tillsyn", "delaktighet",
)  # fmt: skip
"""Questions to try from the start page; it shows the first that have hits."""
TRIED = 3
NEWEST = 6


@dataclass(frozen=True, slots=True)
class Pages:
    """Our pages over one engine and one directory of environments."""

    door: Door
    environments: Mapping[str, Environment]
    settings: Settings
    _completer: Completer = field(default_factory=Completer)

    def blueprint(self) -> Blueprint:
        """The routes, to be registered once for each language."""
        routes = Blueprint("pages", __name__)
        routes.add_url_rule("/", "start", self.start)
        routes.add_url_rule("/sok", "search", self.search)
        routes.add_url_rule("/forslag", "complete", self.complete)
        routes.add_url_rule("/rapport/<report_id>", "report", self.report)
        routes.add_url_rule("/rapport/<report_id>/sida/<int:page>", "page", self.page)
        routes.add_url_rule("/miljoer", "environments", self.all_environments)
        routes.add_url_rule("/miljo/<environment_id>", "environment", self.environment)
        routes.add_url_rule("/om", "about", self.about)
        routes.add_url_rule("/tillganglighet", "accessibility", self.accessibility)
        return routes

    def start(self) -> str:
        """What is here, and the box to search it."""
        engine = self.door.engine()
        everything = engine.search(SearchQuery(sort="newest"))
        counts = engine.environments()
        entries = [directory.entry(environment, counts) for environment in self.environments.values()]
        return render_template(
            "start.html",
            stats=self.door.stats(),
            spines=charts.spines(everything.years),
            entries=sorted(entries, key=lambda row: (-(row.reports or 0), row.name)),
            covered=len(directory.covered_codes(self.environments)),
            municipalities=len(municipalities()),
            newest=[showing.line(hit.record, self._labels()) for hit in everything.hits[:NEWEST]],
            examples=self._examples(engine),
        )

    def search(self) -> str | Response:
        """The list of hits, or help where there are none."""
        asked = asking.read(request.args)
        engine = self.door.engine()
        labels = self._labels()
        if understood.names_choice(asked.query):
            everything = engine.search(SearchQuery(sort="newest"))
            with_choices = understood.chosen(asked.query, everything.facets, labels)
            if with_choices != asked.query:
                return redirect(self._address(with_choices))
        page = engine.search(asked.query)
        last = max(1, -(-page.total // PAGE_SIZE))
        if page.total and not page.hits:
            return redirect(self._address(replace(asked.query, page=last)))
        return render_template(
            "search.html" if page.total and not page.guesses else "zero.html",
            asked=asked,
            cut=asked.cut or page.cut,
            page=page,
            hits=self._hits(page),
            facets=facets.shown(page.facets, labels),
            chips=chips(asked.query, labels),
            offers=understood.offers(page, labels),
            histogram=charts.histogram(page.years),
            numbers=showing.page_numbers(asked.query.page, last),
            last=last,
            clear=self._address(asking.unfiltered(asked.query)),
            ways=ways_on(engine, page) if not page.total or page.guesses else [],
        )

    def complete(self) -> Response:
        """Ways to end the question that is being typed and their kinds, as JSON, for the script of the search box."""
        text = asking.read(request.args).query.text
        return jsonify([asdict(end) for end in self._completer.ends(self.door.engine(), text, self._labels())])

    def report(self, report_id: str) -> str | Response:
        """One report or project: what it is, how we know, and where in it the words of the question stand."""
        engine = self.door.engine()
        record = engine.report(report_id)
        if record is None:
            return self._moved(engine, "report", report_id)
        query = asking.read(request.args).query
        hit = self._hit_of(engine, query, record.id)
        labels = self._labels()
        related = [found for found in map(engine.report, record.related) if found]
        elsewhere = request.args.get(alike.PARAMETER) == alike.ELSEWHERE
        here = {name: values for name, values in request.args.lists() if name != alike.PARAMETER}
        return render_template(
            "project.html" if record.kind == "project" else "report.html",
            record=record,
            title=showing.whole_title(record),
            subtitle=showing.subtitle(record),
            language=showing.title_language(record),
            labels=labels,
            asked=query,
            back=self._address(query) if here else None,
            passages=showing.passages(hit.passages, record, query.text) if hit else (),
            state=states.state(record),
            text_state=states.text_state(record),
            file=states.file_address(record),
            publisher_page=states.page_address(record),
            summary=report_page.summary(record),
            facts=report_page.facts(record, labels),
            evidence=report_page.evidence(record, labels),
            card=study.card(record),
            subject=study.subject(record, labels),
            addresses=report_page.addresses(record, labels),
            related=[showing.line(found, labels) for found in related],
            versions=versions(record, engine.report, labels),
            alike=alike.alike(engine.similar(record.id, alike.SHOWN, elsewhere=elsewhere), labels),
            elsewhere=elsewhere,
            alike_all=to("report", report_id=record.id, _anchor="liknande", **here),
            alike_elsewhere=to(
                "report", report_id=record.id, _anchor="liknande", **here, **{alike.PARAMETER: alike.ELSEWHERE}
            ),
        )

    def page(self, report_id: str, page: int) -> str | Response:
        """One page of a report from our index: excerpts, or the whole text where it may be shown."""
        engine = self.door.engine()
        text = asking.read(request.args).query.text
        view = engine.page_view(report_id, page, text)
        if view is None:
            return self._moved(engine, "page", report_id, page=page)
        file = states.file_address(view.record)
        pages = [shown.page for shown in view.excerpts]
        label, spoken = page_label(view.label, page)
        return render_template(
            "page.html",
            record=view.record,
            title=showing.whole_title(view.record),
            language=showing.title_language(view.record),
            label=label,
            spoken=spoken,
            number=page,
            text=text,
            whole=paragraphs(view),
            excerpts=showing.passages(view.excerpts, view.record, text),
            before=max((n for n in pages if n < page), default=None),
            after=min((n for n in pages if n > page), default=None),
            file=states.file_at_page(file, page) if file else None,
        )

    def _moved(self, engine: Engine, endpoint: str, report_id: str, **values: int) -> Response:
        """The way to the report that a former report was found to be a copy of; 404 when there is none."""
        now = engine.record("alias", report_id) or abort(404)
        asked = f"?{request.query_string.decode()}" if request.query_string else ""
        return redirect(to(endpoint, report_id=json.loads(now), **values) + asked, 301)

    def all_environments(self) -> str:
        """The directory of environments, county by county. It works without the index, then without counts."""
        return render_template(
            "environments.html",
            counties=directory.directory(self.environments, self._counts()),
            n=len(self.environments),
            covered=len(directory.covered_codes(self.environments)),
            municipalities=len(municipalities()),
        )

    def environment(self, environment_id: str) -> str:
        """One environment: facts, how much of it is here, its newest reports."""
        environment = self.environments.get(environment_id) or abort(404)
        engine = self.door.engine()
        query = SearchQuery(filters=(("environment", (environment.id,)),), sort="newest")
        found = engine.search(query)
        health = engine.record("health", environment.id)
        return render_template(
            "environment.html",
            environment=environment,
            home=states.web_address(environment.home),
            entry=directory.entry(environment, engine.environments()),
            lead=directory.lead(environment),
            membership=directory.membership(environment),
            latest=[showing.line(hit.record, self._labels(), where=False) for hit in found.hits],
            total=found.total,
            all=self._address(query),
            health=from_json(Health, health) if health else None,
            health_words=directory.HEALTH,
        )

    def about(self) -> str:
        """How the service works, what is here and what is not. It works without the index."""
        return render_template(
            "about.html",
            n=len(self.environments),
            covered=len(directory.covered_codes(self.environments)),
            municipalities=len(municipalities()),
            stats=self.door.stats(),
            contact=self.settings.contact,
        )

    def accessibility(self) -> str:
        """The accessibility statement."""
        return render_template("accessibility.html", contact=self.settings.contact)

    def _labels(self) -> facets.Labels:
        return facets.Labels(self.environments, language())

    def _address(self, query: SearchQuery) -> str:
        return to("search", **asking.parameters(query))

    def _counts(self) -> directory.Counts | None:
        try:
            return self.door.engine().environments()
        except FouError:
            return None

    def _hits(self, page: ResultPage) -> list[showing.HitView]:
        first = (page.query.page - 1) * PAGE_SIZE + 1
        back = asking.parameters(page.query)
        return [showing.hit(hit, first + n, self._labels(), back) for n, hit in enumerate(page.hits)]

    def _hit_of(self, engine: Engine, query: SearchQuery, report_id: str) -> Hit | None:
        """The hit that led to a report: it stands on the page of the list that the address names."""
        if not query.text:
            return None
        return next((hit for hit in engine.search(query).hits if hit.record.id == report_id), None)

    def _examples(self, engine: Engine) -> list[str]:
        """Questions to try, each with hits."""
        found: list[str] = []
        for text in TRY:
            if len(found) < TRIED and engine.search(SearchQuery(text, mode="exact")).total:
                found.append(text)
        return found
