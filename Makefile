# make brief   sets everything up, parses the articles, runs the notebooks of every month, renders the briefs
# make test    sets everything up, runs all tests
# Needed: Python 3.11 or newer, make, and package registries; no root.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.report-lib-setup
TEST_SETUP := $(VENV)/.report-lib-test-setup
# Modules are compiled when they are first imported, which most never are.
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet --no-compile

.PHONY: brief test check setup compiled wheel lock codebook accuracy licences fuzz faults lengths bench clean
.DEFAULT_GOAL := brief

brief: $(SETUP)
	@$(BIN)/brief build

test: $(TEST_SETUP) check
	$(BIN)/pytest

check: $(TEST_SETUP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/nbstripout --verify --extra-keys "metadata.papermill cell.metadata.papermill" notebooks/*.ipynb

setup: $(TEST_SETUP)

# Stamps: what is installed follows the content of the pinned requirements and of pyproject.toml.
$(SETUP): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "report-lib needs Python 3.11 or newer with venv; found none on PATH. Install one (on Debian also python3-venv), or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "setting up $(VENV) with $(PYTHON)"; $(PYTHON) -m venv $(VENV); }
	@echo "installing the pinned packages (about 1 GB on disk; some minutes the first time)"
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_SETUP): $(SETUP) requirements-dev.txt
	@echo "installing the pinned test packages"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

# The parser compiled for this machine and this Python, twice as fast or more: as a package beside the sources, which go
# on running as they are, and as a wheel to install elsewhere. Needs a C compiler and some minutes. It is compiled twice:
# the first notes what runs how often on the project's own texts, the second lays together what runs often.
COMPILE := rm -rf build/lib* build/temp* && REPORT_LIB_COMPILED=1 REPORT_LIB_PROFILE="$(CURDIR)/build/profile" \
	$(BIN)/python -m pip --disable-pip-version-check
AS_IT_IS := --quiet --quiet --no-deps --no-build-isolation

compiled: build/profile
	rm -rf build/compiled && $(COMPILE) install $(AS_IT_IS) --no-compile --target build/compiled .

wheel: build/profile
	$(COMPILE) wheel $(AS_IT_IS) --wheel-dir dist .

build/profile: $(TEST_SETUP) setup.py $(shell find src -name '*.py')
	rm -rf build/profile build/noting && $(COMPILE) install $(AS_IT_IS) --no-compile --target build/noting .
	PYTHONPATH=build/noting $(BIN)/python -m report_lib parse seeds/articles tests/gold/annotated tests/gold/further \
		--out build/noting/tables >/dev/null && mkdir -p $@ && touch $@

# Moves every pin to the newest release; the two files hold hashes, and no address of any registry.
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet
lock: $(TEST_SETUP)
	$(LOCK) --upgrade pyproject.toml --group build --output-file requirements.txt
	$(LOCK) --upgrade --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(LOCK) --upgrade --group bench --constraint requirements.txt --constraint requirements-dev.txt --output-file benchmarks/requirements.txt

codebook: $(SETUP)
	$(BIN)/python -c "from pathlib import Path; from report_lib.exporting.codebook import pages; [Path('docs', name).write_text(page, encoding='utf-8') for name, page in pages().items()]"

# Measures the parser and renews docs/accuracy.md and the line in every brief; the floor it leaves alone.
accuracy: $(SETUP)
	$(BIN)/python -c "from pathlib import Path; from report_lib.measuring.accuracy import renew; renew(Path())"

licences: $(TEST_SETUP)
	$(BIN)/python tests/licences.py

# Seconds a target; what it finds new is kept in build/fuzz, what fails is left there as crash-… or timeout-….
FUZZ_SECONDS ?= 1200
FUZZ_TARGETS ?= parser dates lexicon readers
fuzz: $(TEST_SETUP)
	@$(PIP) --require-hashes -r fuzz/requirements.txt
	@for target in $(FUZZ_TARGETS); do mkdir -p build/fuzz/$$target && $(BIN)/python fuzz/run.py $$target \
		-max_total_time=$(FUZZ_SECONDS) -max_len=4000 -artifact_prefix=build/fuzz/ build/fuzz/$$target fuzz/seeds/$$target || exit 1; done

# Kills parses and builds at random moments, fills disks, and compares what comes after with an undisturbed run.
# Full disks are mounted, where that is allowed.
PARSE_KILLS ?= 100
BUILD_KILLS ?= 100
FULL_DISKS ?= 20
faults: $(TEST_SETUP)
	$(BIN)/python tests/faults.py $(PARSE_KILLS) $(BUILD_KILLS) $(FULL_DISKS)

# The time to read one line of 0.1, 1 and 5 MB.
lengths: $(TEST_SETUP)
	$(BIN)/python tests/lengths.py

# Measures parsing (compiled), growth, building and linking beside their yardsticks, and renews docs/benchmarks.md; an
# hour alone.
# BENCH_TEXTS: articles to measure on in place of the project's own; BENCH_OPTIONS: e.g. --only parsing, --many 20000.
BENCH_TEXTS ?=
BENCH_OPTIONS ?=
bench: compiled
	@$(PIP) --require-hashes -r benchmarks/requirements.txt
	PYTHONPATH=$(CURDIR)/build/compiled $(BIN)/python -m benchmarks $(BENCH_TEXTS) --write docs/benchmarks.md $(BENCH_OPTIONS)

clean:
	find reports -mindepth 1 ! -name .gitkeep -delete
	rm -rf _site build dist
