# Every command a person needs. The first `make` of a checkout makes .venv from the lock; later ones reuse it.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help site meetings serve check fix test lint bench lock clean

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

# A stamp is younger than its lock exactly when the lock is what is installed.
.venv/.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rozcestník needs Python 3.11 or newer (python3 --version).")'
	@echo "Installing into .venv (once; some 430 MB, a minute or two) ..."
	@$(PYTHON) -m venv .venv || { echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.stamp-dev: .venv/.stamp requirements-dev.lock
	@echo "Installing what tests and checks need (once; some 780 MB more, a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

site: .venv/.stamp ## check the packages, build the site into site/ and print its leaflets
	@$(BIN)/rozcestnik sheets
	@$(BIN)/rozcestnik build
	@$(BIN)/rozcestnik leaflets

serve: .venv/.stamp ## live preview; a changed CSV, template, style or text shows at once, mistakes too
	@$(BIN)/mkdocs serve --livereload

# The solver alone is larger than half of all the rest, and no site needs it.
.venv/.stamp-meetings: .venv/.stamp requirements-meetings.lock
	@echo "Installing the solver of the scheduler (once; some 250 MB) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-meetings.lock
	@touch $@

meetings: .venv/.stamp-meetings ## install what rozcestnik schedule needs (some 250 MB)

check: .venv/.stamp ## check all data packages (BASE=main: what a branch lost or changed since it left main)
	@$(BIN)/rozcestnik check $(if $(BASE),--base "$(BASE)")

fix: .venv/.stamp ## mend what is safe to mend in the CSV files and show the difference
	@$(BIN)/rozcestnik check --fix

test: .venv/.stamp-dev browser ## all tests, also in a real browser
	@$(BIN)/python -m pytest -n auto --durations=10

lint: .venv/.stamp-dev ## style and types, of Python and of the scripts (those need npm)
	@$(BIN)/ruff check macros tests
	@$(BIN)/ruff format --check macros tests
	@$(BIN)/mypy
	@$(BIN)/python tests/javascript_tool/check.py

bench: .venv/.stamp-dev ## compare the build with Hugo (minutes)
	@$(BIN)/python -m tests.bench

.PHONY: browser
browser:
	@$(PYTHON) tests/browser/install.py

lock: ## write all locks anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra dev \
	  --extra install --custom-compile-command 'make lock' pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra install \
	  --constraint requirements-dev.lock --custom-compile-command 'make lock' pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra meetings \
	  --extra install --constraint requirements-dev.lock --custom-compile-command 'make lock' pyproject.toml \
	  -o requirements-meetings.lock

clean: ## remove what was built and installed
	rm -rf .venv .cache site .site.rozcestnik-twin
