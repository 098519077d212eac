# setvzaim: `make` lists what there is to make. On Windows, where there is no make, see README.md.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-newest-qt bench fuzz steps kills networks format lock debian clean

bin := .venv/bin
offscreen := QT_QPA_PLATFORM=offscreen

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' Makefile

setup:  ## make .venv from the lock, with the system libraries it needs; quick when nothing changed
	@packaging/setup.sh

demo: setup  ## build the example base in out/, print its plan, open the window or save a picture of every tab
	@packaging/demo.sh

test: setup  ## lint, types, import contracts and all tests
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports
	$(offscreen) $(bin)/pytest -n auto

test-newest-qt:  ## the tests against the newest Qt instead of the locked one, in .venv-newest
	@VENV=.venv-newest packaging/setup.sh
	.venv-newest/bin/python -m pip install -qq --upgrade PySide6-Essentials shiboken6
	$(offscreen) .venv-newest/bin/pytest -n auto

bench: setup  ## the figures of the README, each a ratio measured in one run
	$(bin)/python benchmarks/run.py

fuzz: setup  ## the long form of the tests that damage files, 1 500 damages of each kind
	SETVZAIM_FUZZ=1500 $(offscreen) $(bin)/pytest -n auto -p no:randomly tests/exchange/test_mutations.py

steps: setup  ## 10 000 random steps of an office that does, undoes and redoes
	SETVZAIM_STEPS=10000 $(offscreen) $(bin)/pytest -p no:randomly tests/stateful/test_journal.py

kills: setup  ## kill the program at 1 000 random moments and look what is left (KILLS=n for another number)
	PYTHONPATH=tests nice $(bin)/python -X utf8 tests/kills/run.py $(or $(KILLS),1000)

networks: setup  ## proposals of partners and centers for thousands of small networks against trying everything
	SETVZAIM_NETWORKS=4000 SETVZAIM_CENTERS=2000 $(offscreen) $(bin)/pytest -n auto -p no:randomly tests/analysis

format: setup  ## write the code the way `make test` wants it
	$(bin)/ruff check --fix
	$(bin)/ruff format

lock:  ## resolve pyproject.toml into the two lock files; UPGRADE=1 takes the newest versions
	@packaging/lock.sh

debian:  ## try `make test` and `make demo` in a clean Debian 12 (root; committed state only)
	packaging/clean-debian.sh make test demo

clean:  ## remove all that was made here, .venv included
	rm -rf .venv .venv-newest out build dist .coverage* .*_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
