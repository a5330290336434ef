# Gongkai: one command a chore. `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

TICKETS ?= 1500000
SEED ?= 1
PORT ?= 8000
GONGKAI_HOME ?= ./.gongkai
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
PART ?=
SHARED ?= ../shared/data

VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
export GONGKAI_HOME
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup demo real test check prove bench evaluate format contract clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12
	echo
	echo "变量 variables: TICKETS=$(TICKETS) SEED=$(SEED) PORT=$(PORT) GONGKAI_HOME=$(GONGKAI_HOME)"

setup: $(VENV)/.installed ## install into .venv, and nowhere else

# The stamp is written last, so an interrupted installation is begun again.
$(VENV)/.installed: requirements.lock pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "需要 Python 3.11（含 venv）：找不到 $(PYTHON)；可用 make PYTHON=... 指定 / Python 3.11 with venv is needed: $(PYTHON) not found; name one with make PYTHON=..." >&2; exit 2; }
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新 / Python 3.11 or newer is needed" >&2; exit 2; }
	rm -f $(VENV)/.installed
	"$(PYTHON)" -m venv --clear $(VENV) || { echo "无法建立 venv：Debian 上请装 python3-venv / cannot make a venv: on Debian install python3-venv" >&2; exit 2; }
	echo "安装依赖（按锁文件校验）… / installing what the lock file names …" >&2
	$(VENV)/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(VENV)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(VENV)/.installed

demo: setup ## three years of invented tickets → protected releases → the API on PORT
	@.ci/demo "$(BIN)" "$(GONGKAI_HOME)" "$(TICKETS)" "$(SEED)" "$(PORT)"

real: setup ## real exports of three US cities (SHARED/us311) → a release each → the API
	@.ci/real "$(BIN)" "$(GONGKAI_HOME)" "$(SHARED)" "$(PORT)"

test: setup ## every promise once (both cores, no timing asserted)
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

check: setup ## lint, format, types, imports, generated documents
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/gongkai-api contract --check --out openapi
	for city in publish/profiles/*/; do $(BIN)/gongkai-publish profile check "$$city"; done
	$(BIN)/python -c "from tests.proofs.record import stale; names = stale(); print('proofs whose sources changed since:', ', '.join(names) or 'none')"

format: setup ## put the code in the one format
	@$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

contract: setup ## generate openapi/openapi.json and openapi/schema.graphql
	@$(BIN)/gongkai-api contract --out openapi

prove: setup ## the big bars at full size: make prove PART=...
	@$(BIN)/python -m tests.proofs $(PART)

bench: setup ## speed, as ratios in one run → tests/bench/RESULTS.md
	@$(BIN)/python -m tests.bench

evaluate: setup ## the text engine on texts of our own: recall, false hits → tests/bench/ANONYMIZE.md
	@nice -n 10 $(BIN)/python -m tests.evaluation --write

clean: ## remove .venv and caches; state under GONGKAI_HOME stays
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
