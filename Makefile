# Two commands for a fresh Debian machine: `make demo` and `make test`. The other checks have one home each.
PYTHON ?= python3
VENV := .venv
FOU := $(VENV)/bin/fou
COMMA := ,
# sentence-transformers brings torch and CUDA, 5 GB: only for those who ask for it
EXTRA := $(if $(findstring transformers,$(FOU_TEST_REQUIRE))$(filter elastic,$(STACK)),transformers)
STAMP := $(VENV)/.installed$(EXTRA)

DEMO := $(FOU) demo
ifeq ($(STACK),elastic)
DEMO := FOU_ENGINE=elastic FOU_EMBEDDING=e5-small-transformers \
	$(VENV)/bin/python scripts/elastic_server.py -- $(FOU) demo --folder build/demo-elastic
endif

.PHONY: demo test check long clean help

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(STAMP): pyproject.toml constraints.txt
	test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev$(if $(EXTRA),$(COMMA)$(EXTRA))]'
	touch $@

demo: ## collect and index the example web, open the app on http://127.0.0.1:8000/; STACK=elastic: with Elasticsearch
	scripts/install-debian.sh demo
	$(MAKE) --no-print-directory $(STAMP)
	$(DEMO) $(if $(filter 0,$(DEMO_SERVE)),--no-serve)

test: ## every test, on the same conditions; FOU_TEST_REQUIRE=browser,elasticsearch,transformers makes a missing one a failure
	scripts/install-debian.sh test
	$(MAKE) --no-print-directory $(STAMP)
	$(VENV)/bin/python scripts/run_tests.py

check: $(STAMP) ## before every commit: style, types and the tests that need no browser, server, OCR or replica web
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest -m "not browser and not replica and not server and not ocr"

long: $(STAMP) ## the same things at full size: 20 + 20 kills, speed over HTTP, 20,000 passages, OCR tables, a cluster's errors, nodes that fall
	$(VENV)/bin/python benchmarks/kills.py --times 20
	PYTHONPATH=. $(VENV)/bin/python benchmarks/search_speed.py --on embedded elastic fts5
	$(VENV)/bin/python benchmarks/page_speed.py
	PYTHONPATH=. $(VENV)/bin/python benchmarks/ocr_quality.py --reports 10 --every 1
	PYTHONPATH=. $(VENV)/bin/python benchmarks/elastic_errors.py
	PYTHONPATH=. $(VENV)/bin/python benchmarks/elastic_nodes.py

clean: ## remove what was built here (the cache outside the clone stays)
	rm -rf build $(VENV)
