# treatygraph: `make run` builds and serves, `make test` runs the whole suite.
# Needs only Python 3.11 or newer, make and git; the first call sets everything else up.

PYTHON ?= python3
PORT ?= 8025
VENV := .venv
BIN := $(VENV)/bin
export TREATYGRAPH_HOME ?= $(CURDIR)/build/home
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_RETRIES := 10
export PIP_DEFAULT_TIMEOUT := 60

.PHONY: run test lint bench clean build setup

run: build
	@$(BIN)/treatygraph ask articles-without-reference draft=zero-draft chapter=IV target=36
	@exec $(BIN)/treatygraph serve --port $(PORT)

build: $(VENV)/.ready
	@$(BIN)/treatygraph build

setup: $(VENV)/.ready-dev

test: $(VENV)/.ready-dev
	@.ci/packages
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.ready-dev
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/pip:
	@.ci/environment $(PYTHON) $(VENV)

$(VENV)/.ready: pyproject.toml constraints.txt | $(BIN)/pip
	$(BIN)/python -m pip install -q -c constraints.txt -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	@touch $@
