# Works with GNU make 3.81 and newer. scripts/install.sh does nothing once .venv is up to date.
PORT ?= 8501
PYTEST ?= -m "not slow"
REPORTS ?= ../shared/ofsted-reports
EVAL_OUT := .sandwell/runs/$(shell date +%Y-%m-%d-%H%M%S)-full-test
BIN := .venv/bin

.PHONY: app install test check eval bench train clean

app: install
	@$(BIN)/sandwell index
	@$(BIN)/sandwell app --port $(PORT)

install:
	@sh scripts/install.sh

test: install
	$(BIN)/python -m pytest $(PYTEST)

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The question set: is it sound, what do its test questions score, and is that good enough?
eval: install
	@$(BIN)/sandwell index
	@$(BIN)/sandwell eval lint
	@$(BIN)/sandwell eval run --split test --out $(EVAL_OUT)
	@$(BIN)/sandwell eval gate $(EVAL_OUT)

# Where there is a folder of reports, indexing them is measured, too.
bench: install
	@$(BIN)/python -m eval.benchmark $(wildcard $(REPORTS))

# Teaches the encoder of questions and the entailment model anew, from the reports that the training
# questions and sentences are about.
train: install
	@$(BIN)/sandwell encoder lint --reports $(REPORTS)
	@$(BIN)/sandwell encoder train --reports $(REPORTS)
	@$(BIN)/python -m eval.entailment_fit $(REPORTS)
	@$(BIN)/python -m eval.support_fit $(REPORTS)

# The reports and the index in .sandwell stay.
clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
