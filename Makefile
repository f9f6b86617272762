# One command each; `make help` lists them. Needs Python 3.11 and make, nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.PHONY: help setup setup-dev demo test test-slow test-tools check lock clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

# Hashes are checked on every install; uv is only the installer (it is four times as fast as pip).
$(BIN)/uv: requirements/setup.txt
	$(PYTHON) -c 'import sys; v = sys.version_info[:2]; v == (3, 11) or sys.exit(f"Found Python {v[0]}.{v[1]}; kgnlp needs 3.11. Install it and run: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/setup.txt
	@touch $@

.venv/.run: $(BIN)/uv requirements/run.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements/run.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	$(BIN)/prefect server database upgrade --yes >/dev/null
	@touch $@

.venv/.dev: .venv/.run .venv/.web requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements/dev.txt
	@touch $@

# The design system's CSS comes from npm as pinned packages; where there is no npm, one from PyPI fetches it
# and is removed again (it is 200 MB, and nothing else needs it).
.venv/.web: .venv/.run requirements/web/package.json requirements/web/package-lock.json requirements/node.txt
	rm -rf .venv/web && mkdir -p .venv/web && cp requirements/web/package.json requirements/web/package-lock.json .venv/web
	if command -v npm >/dev/null; then \
		npm ci --prefix .venv/web --ignore-scripts --no-audit --no-fund --loglevel=error; \
	else \
		$(BIN)/uv venv --quiet --python $(BIN)/python .venv/node && \
		$(BIN)/uv pip install --quiet --python .venv/node/bin/python --require-hashes -r requirements/node.txt && \
		PATH="$(CURDIR)/.venv/node/bin:$$PATH" npm ci --prefix .venv/web --ignore-scripts --no-audit --no-fund --loglevel=error && \
		rm -rf .venv/node; \
	fi
	$(BIN)/python -m kgnlp.review.styles .venv/web
	@touch $@

setup: .venv/.run .venv/.web ## set up .venv to use kgnlp

setup-dev: .venv/.dev ## set up .venv to work on kgnlp

demo: setup ## run the main job on the sample interviews; the report is in out/demo
	$(BIN)/kgnlp run data/sample --output out/demo

test: setup-dev ## the fast tests
	$(BIN)/pytest

test-slow: setup-dev test-tools ## the slow tests: whole runs, killed runs, training, browser, PostgreSQL
	$(BIN)/pytest -m slow

# Chromium and PostgreSQL for the slow tests, where they are missing and this user may install them.
test-tools:
	@if command -v chromium >/dev/null && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && apt-get install -y -qq chromium postgresql >/dev/null; \
	else echo "No chromium or PostgreSQL here: the tests that need them are skipped."; fi

check: setup-dev ## style, types and import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lock: ## pin the dependencies again, with hashes and without any registry's address
	$(BIN)/uv pip compile requirements/setup.in --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements/setup.txt
	$(BIN)/uv pip compile requirements/node.in --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements/node.txt
	cd requirements/web && npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error
	$(BIN)/uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -c requirements/run.txt -o requirements/dev.txt

clean: ## remove what the commands made, not your data
	rm -rf .venv kgnlp/review/web/static/vendor out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
