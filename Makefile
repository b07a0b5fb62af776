# Two commands set everything up: `make demo` shows what Dragoman does, `make test` checks that it does.
# Both need python 3.11 or later with venv, pip and make, and nothing else.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# One process per core; the parser is loaded once in each.
PYTEST_ARGS ?= -n auto --dist loadfile
SAMPLES ?= src/dragoman/samples/pages
RECORD_SAMPLES ?= src/dragoman/samples/record/pages
DEMO_RECORD := $(VENV)/demo/record.sqlite

.PHONY: demo test lint types layers docs quality bench bench-scale lock wheel followthemoney clean help

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/run.stamp ## Install what is needed, read the sample pages, and show a record of others
	@$(BIN)/dragoman read --format table $(SAMPLES)
	@rm -rf $(dir $(DEMO_RECORD))
	$(BIN)/dragoman add $(RECORD_SAMPLES) --record $(DEMO_RECORD)
	$(BIN)/dragoman timeline --format table --record $(DEMO_RECORD)

test: lint types layers ## Everything that CI runs: style, types, order of the stages, docs and tests
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/dev.stamp ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## mypy --strict
	$(BIN)/mypy

layers: $(VENV)/dev.stamp ## import-linter: a stage never imports from a later one
	$(BIN)/lint-imports

docs: $(VENV)/dev.stamp ## Write the generated parts of docs/ anew
	$(BIN)/python tests/test_docs.py
	$(BIN)/python tests/test_cli_questions.py

quality: $(VENV)/dev.stamp ## Measure against the annotated material in ../shared and write docs/quality.md
	$(BIN)/python tools/quality.py --write
	$(BIN)/python tools/record_quality.py --write

bench: $(VENV)/dev.stamp ## Measure speed and memory, stage by stage, and write docs/performance.md
	$(BIN)/python benchmarks/speed.py --write

bench-scale: $(VENV)/dev.stamp ## A million made-up reports into a record on each store, and questions to it; hours
	$(BIN)/python benchmarks/scale.py --write

wheel: $(VENV)/dev.stamp ## Build dist/*.whl
	$(BIN)/python -m hatchling build -t wheel

lock: $(VENV)/dev.stamp ## Resolve the dependencies anew and write the lock files, with hashes
	PATH="$(CURDIR)/$(BIN):$$PATH" sh requirements/lock.sh

# pip compiles a part of it, so it may fail where the rest does not; the log says why.
followthemoney: ## Try to install FollowTheMoney; without it its tests are skipped
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/followthemoney.lock \
	    > $(VENV)/followthemoney.log 2>&1 || echo "WARNING: NO FOLLOWTHEMONEY: its tests are skipped; to run them," \
	    "install g++, pkg-config and libicu-dev, then 'make followthemoney' (why: $(VENV)/followthemoney.log)" >&2

clean: ## Remove the environment and what the tools cached
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/pip.stamp:
	$(PYTHON) -m venv $(VENV)
	@touch $@

# The package itself is linked, not copied: an edit of the source is seen at once.
$(VENV)/run.stamp: requirements/run.lock pyproject.toml | $(VENV)/pip.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock requirements/followthemoney.lock $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	@$(MAKE) --no-print-directory followthemoney
	@touch $@
