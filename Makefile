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

.PHONY: run test bare lint bench clean build setup sbom lock audit

run: build
	@$(BIN)/treatygraph ask "which Chapter IV provisions lack an Article 36 link?"
	@exec $(BIN)/treatygraph serve --port $(PORT)

build: $(VENV)/.ready
	@$(BIN)/treatygraph build

setup: $(VENV)/.ready-dev

test: $(VENV)/.ready-dev
	@.ci/packages
	$(BIN)/python -m pytest -n 2 --reruns 2 -rfER $(TESTS)

bare:
	@.ci/bare bookworm trixie

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.ready-dev
	$(BIN)/python -m bench

# What is installed with treatygraph, as CycloneDX, in dist/.
sbom:
	@.ci/supply sbom

# lock.txt: every version of constraints.txt that treatygraph needs, with its hashes.
lock:
	@.ci/supply lock

# Known weaknesses of what is locked, where the service that knows them is reachable.
audit:
	@.ci/supply audit

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
