.DEFAULT_GOAL := help
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
FOLDER ?= data/demo

.PHONY: help install demo test browser run lint type check bench crash eval docs

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.done ## make .venv with the minqing command in it

$(VENV)/.done: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PY) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q bot handlers models scheduler
	touch $@

demo: install ## the service with a simulated WeChat and phones in the browser (PORT=9000 moves it, FOLDER=data/two is a second one)
	@$(BIN)/minqing demo --port $(PORT) --folder $(FOLDER)

test: install browser ## every test: SQLite, PostgreSQL, browser
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

browser: # Chromium and a Chinese font from the system's packages, where they are missing and may be installed
	@if ! command -v chromium >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
		echo "installing Chromium and a Chinese font for the browser tests"; \
		(apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk) >/dev/null 2>&1 \
			|| echo "Chromium could not be installed: browser tests will say how to get it"; \
	fi

run: install ## the service with the settings in .env
	$(BIN)/minqing serve

lint: install ## style, formatting and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

type: install ## mypy, strict
	$(BIN)/mypy

check: lint type test ## what CI runs

bench: install ## the reply path as a share of a bare aiohttp echo, in one run (ARGS=--peers adds two peers)
	$(BIN)/python -m tests.bench $(ARGS)

crash: install ## kill processes, PostgreSQL and the power under load, and count (ARGS=--rounds=200)
	$(BIN)/python -m tests.crash $(ARGS)

eval: install ## measure understanding on your own files: make eval DATA=folder
	@if [ -z "$(DATA)" ]; then echo "nothing measured: say where the files are, make eval DATA=folder"; \
	else $(BIN)/python -m tests.evaluation "$(DATA)"; fi

docs: install ## make the generated pages and the screenshots again
	$(BIN)/python -m tests.make_docs
