# Everything that one does with the archive. `make help` lists it; README.md explains it.

PORT ?= 8000
HOST ?= 127.0.0.1
THREADS ?= 4
TEST_PROCESSES ?= 2
SIZE ?= 10000
ARCHIVE_BUNDLE ?= fixtures/kordai
export ARCHIVE_BUNDLE

VENV := .venv
PYTHON := $(VENV)/bin/python
MANAGE := $(PYTHON) manage.py
PYTEST := $(PYTHON) -m pytest -n $(TEST_PROCESSES) --dist loadgroup

.DEFAULT_GOAL := help
.PHONY: help run test test-postgres test-browser lint format types check ci prove prove-postgres \
	benchmark screenshots messages requirements clean

help: ## what this file can do
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/.installed ## install, set up and serve the archive (PORT= HOST= ARCHIVE_BUNDLE=)
	@$(MANAGE) prepare
	@echo "The archive is at http://$(HOST):$(PORT)/ (Ctrl-C ends it)"
	@exec $(PYTHON) -m gunicorn config.wsgi --bind "$(HOST):$(PORT)" --threads $(THREADS) \
		--no-control-socket --log-level warning

test: $(VENV)/.installed ## all tests, on SQLite or on DATABASE_URL
	$(PYTEST)

test-postgres: $(VENV)/.installed ## all tests but the browser's on a throw-away PostgreSQL
	.ci/postgres $(PYTEST) -m "not prove and not browser"

test-browser: $(VENV)/.installed ## the browser's tests only
	$(PYTHON) -m pytest -m "browser and not prove"

lint: $(VENV)/.installed-dev ## style of code and templates
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/djlint --quiet --check --lint templates

format: $(VENV)/.installed-dev ## mend what lint can mend by itself
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format
	$(VENV)/bin/djlint --quiet --reformat templates

types: $(VENV)/.installed-dev ## static types
	$(VENV)/bin/mypy

# The settings of a public server, so that Django's own deployment checks hold for them.
check: $(VENV)/.installed ## configuration, models, migrations
	ARCHIVE_HTTPS=true ALLOWED_HOSTS=archive.example \
		$(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run

ci: ## everything, on both databases
	@.ci/parts lint types check test-sqlite test-postgres test-browser

test-sqlite: $(VENV)/.installed
	env -u DATABASE_URL $(PYTEST) -m "not prove and not browser"

prove: $(VENV)/.installed ## the long proofs, with their figures, and the benchmark
	$(PYTHON) -m pytest -m prove -s
	@$(MAKE) --no-print-directory benchmark

prove-postgres: $(VENV)/.installed ## the same on a throw-away PostgreSQL
	.ci/postgres $(PYTHON) -m pytest -m prove -s
	@.ci/postgres $(MAKE) --no-print-directory benchmark

benchmark: $(VENV)/.installed ## an invented archive, verified and timed beside this one (SIZE=)
	@for work in verify facets page edit; do \
		$(MANAGE) benchmark $$work --size $(SIZE) || exit 1; \
	done
	@$(MANAGE) benchmark report

screenshots: $(VENV)/.installed ## pictures of the main pages, in var/screenshots
	$(PYTHON) -m pytest tests/browser/screenshots.py

messages: $(VENV)/.installed ## collect and compile the translations (needs gettext)
	cd archive && ../$(PYTHON) ../manage.py makemessages --all --no-wrap --no-location
	cd archive && ../$(PYTHON) ../manage.py compilemessages

requirements: ## pin anew what the .in files ask for (needs uv)
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" \
		requirements.in -o requirements.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements" \
		requirements-dev.in -o requirements-dev.txt

clean: ## remove the virtual environment and caches; the archive itself stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

# The virtual environment. Its marks are older than the requirements when these have changed.

$(PYTHON):
	@.ci/venv $(VENV)

$(VENV)/.installed: requirements.txt | $(PYTHON)
	@echo "Installing requirements.txt"
	@$(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing requirements-dev.txt"
	@$(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
