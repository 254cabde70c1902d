# Every target is also a command: see `sasil --help` for machines without make.
.DEFAULT_GOAL := help
.PHONY: help setup extract test check format evaluate evaluate-klue bench lock clean

IN ?= seeds
OUT ?= outputs
GOLD ?= $(IN)/gold
KLUE ?= ../shared/klue/news_even.jsonl
KLUE_FLOORS ?= tests/floors/klue.json
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(READY) ## make the virtual environment with the pinned dependencies

# Made once; made again when the pinned dependencies or the project's description change.
$(READY): requirements.txt pyproject.toml
	@python="$$(PYTHON='$(PYTHON)' sh scripts/find-python.sh)" && \
	echo "Setting up $(VENV) with $$python (once; takes a minute)" && \
	"$$python" -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

extract: $(READY) ## turn articles into tables (IN=folder OUT=folder)
	@$(BIN)/sasil extract "$(IN)" -o "$(OUT)"

test: $(READY) ## run the tests
	@$(BIN)/python -m pytest -q

check: $(READY) ## lint, format, types, doctests, rule examples, import directions
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q --doctest-modules pipeline tests/test_architecture.py

format: $(READY) ## let ruff format the code and mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

evaluate: $(READY) ## score extraction against gold (IN=folder GOLD=folder)
	@$(BIN)/sasil evaluate "$(IN)" --gold "$(GOLD)"

evaluate-klue: $(READY) ## score quantities, dates, times and names against KLUE (KLUE=file)
	@$(BIN)/python -m pipeline.evaluate_klue "$(KLUE)" --rules overlays/klue --floors "$(KLUE_FLOORS)"

bench: $(READY) ## time the whole extraction against bare Kiwi
	@$(BIN)/python -m bench

lock: ## renew requirements.txt from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --group build --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header -o requirements.txt

clean: ## remove the virtual environment, caches and outputs
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find pipeline tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
	find outputs -mindepth 1 ! -name README.md -delete
