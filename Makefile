# `make party` holds a party; `make test` decides whether main is good. Nothing else is needed.
.DELETE_ON_ERROR:
PYTHON ?= python3
bin := .venv/bin
web := party/app/static/index.html
web_sources := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/.*' 2>/dev/null | sed 's/ /\\ /g')

# a file's houses and browsers stay in one process; the long files come first
in_two_halves := --numprocesses=2 --dist=loadfile --no-loadscope-reorder
patiently := OMP_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE nice -n 19

.PHONY: party serve demo test check lint types layers schema web browser clean model figures bench screenshots

party: .venv/.host $(web)  ## a short scripted party you can watch and join, then one of your own
	@$(bin)/party serve --demo

serve: .venv/.host $(web)  ## the server with a fresh party waiting
	@$(bin)/party serve

demo: .venv/.host $(web)  ## the scripted party, then the end
	@$(bin)/party demo

test: check linters/node_modules/.installed  ## everything that decides whether main is good
	scripts/with-node npm --prefix web run --silent check
	scripts/with-node npm --prefix web run --silent test
	PARTY_CHROMIUM="$$($(bin)/python scripts/browser.py)" && export PARTY_CHROMIUM && $(bin)/pytest $(in_two_halves)

check: .venv/.dev $(web) lint types layers
	$(bin)/python -m party.wire.schema --check

lint: .venv/.dev
	$(bin)/ruff check
	$(bin)/ruff format --check
	cd training && ../$(bin)/ruff check && ../$(bin)/ruff format --check

types: .venv/.dev
	$(bin)/mypy

layers: .venv/.dev
	$(bin)/lint-imports

schema: .venv/.dev web/node_modules/.installed  ## generate the wire's schema and the client's types again
	$(bin)/python -m party.wire.schema
	$(bin)/python scripts/protocol_tables.py
	scripts/with-node npm --prefix web run --silent types

web: $(web)  ## the web client

browser: .venv/.dev  ## find or install what the browser tests need
	@$(bin)/python scripts/browser.py

bench: .venv/.dev $(web) bench/node_modules/.installed  ## what a party costs on this machine: pages, pictures, write-up, record
	PARTY_CHROMIUM="$$($(bin)/python scripts/browser.py)" && export PARTY_CHROMIUM && $(bin)/python -m bench

screenshots: .venv/.dev $(web)  ## hold a party and take the pictures that README and docs show
	$(bin)/python scripts/screenshots.py

model: .venv/.training  ## Pochade from nothing to weights: hours, and every stage goes on where it was stopped
	$(patiently) $(bin)/python -m training latents words painter decoder planner renders scorer export gallery

figures: .venv/.training  ## what the card says of the shipped weights, measured again
	$(patiently) $(bin)/python -m training renders judge near_judge styles evaluate gallery speed card

clean:
	rm -rf .venv web/node_modules bench/node_modules linters/node_modules party/app/static

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.host: pyproject.toml constraints.txt | .venv/bin/python
	$(bin)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/.dev: pyproject.toml constraints.txt requirements-dev.txt | .venv/bin/python
	$(bin)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/.host

.venv/.training: training/requirements.txt .venv/.dev
	$(bin)/pip install --quiet --disable-pip-version-check --no-deps -r training/requirements.txt
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json | .venv/bin/python
	scripts/with-node npm --prefix web ci --no-audit --no-fund --loglevel=error
	@touch $@

linters/node_modules/.installed: linters/package.json linters/package-lock.json | .venv/bin/python
	scripts/with-node npm --prefix linters ci --no-audit --no-fund --loglevel=error
	@touch $@

bench/node_modules/.installed: bench/package.json bench/package-lock.json | .venv/bin/python
	scripts/with-node npm --prefix bench ci --no-audit --no-fund --loglevel=error
	@touch $@

$(web): web/node_modules/.installed $(web_sources) party/wire/schema.json
	scripts/with-node npm --prefix web run --silent build
	@touch $@
