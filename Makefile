# anzhi: every verb a developer or a clerk needs. `make run` and `make test` need only Python 3.11, git and make.
PYTHON ?= python3
BIN := .venv/bin
export ANZHI_HOME ?= $(CURDIR)/var

.PHONY: run test setup setup-dev lint types layers catalogue migrations tests tests-postgresql fix lock messages screenshots bench auditor-score clean

run: setup            ## set up, load the demo office, write its 2021 table and report, serve http://127.0.0.1:8000
	@$(BIN)/anzhi demo
	@$(BIN)/anzhi report 2021 --out "$(ANZHI_HOME)/2021"
	@$(BIN)/anzhi serve

test: setup-dev lint types layers migrations tests tests-postgresql   ## everything that must pass

setup: .venv/run      ## virtual environment with what running needs
setup-dev: .venv/dev  ## ... and with what testing needs

.venv/bin/python:
	@$(PYTHON) -m venv .venv || { \
	  echo "Python has no venv module; installing Debian's package"; rm -rf .venv; \
	  apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; }

.venv/run: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing what anzhi needs (once)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/dev: requirements-dev.lock .venv/run
	@echo "Installing what the tests need (once)…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

lint: setup-dev       ## style, likely bugs, banned imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup-dev      ## strict types of the pure rooms
	$(BIN)/mypy

layers: setup-dev     ## imports point down
	$(BIN)/lint-imports

migrations: setup-dev ## every model change has its migration
	$(BIN)/python -m django makemigrations --check --dry-run --settings anzhi.config.settings

tests: setup-dev      ## all tests, on SQLite
	$(BIN)/pytest -q

tests-postgresql: setup-dev ## the tests that touch a database, on a real PostgreSQL they start themselves
	$(BIN)/python -m tests.postgresql -q

fix: setup-dev        ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: setup-dev   ## collect what people can be shown, and compile the English catalogue
	DJANGO_SETTINGS_MODULE=anzhi.config.settings $(BIN)/python -m tools.messages

screenshots: setup-dev ## pictures of the main pages, from the demo office in a real browser
	DJANGO_SETTINGS_MODULE=anzhi.config.settings $(BIN)/python -m tools.screenshots

bench: setup-dev      ## all figures of a year at 100,000 households, merged against one by one
	$(BIN)/python -m benchmarks.figures

auditor-score: setup-dev ## audit the corpus of reports with known slips, and write docs/auditor.md
	$(BIN)/python -m tools.auditor_score

lock: setup-dev       ## pin every dependency with its hashes
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --extra dev --output-file requirements-dev.lock pyproject.toml

clean:                ## remove the virtual environment and the local database
	rm -rf .venv var
