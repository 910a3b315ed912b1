PORT ?= 8000
BIN = .venv/bin
CORPUS ?= tests/data
COUNT ?= 100000
# What an install depends on: when one of these changes, the next target installs anew.
SOURCES = pyproject.toml package.json package-lock.json hatch_build.py hatch_fonts.py $(wildcard microsite/translations/*/LC_MESSAGES/messages.po)

.PHONY: install run test lint bench corpus fuzz round-trip durability check-pages screenshots picture lighthouse translations clean

install: .venv/run  ## into .venv, without starting anything

run: .venv/run  ## serve the site at http://127.0.0.1:8000
	$(BIN)/microsite init --demo
	exec $(BIN)/microsite serve --port $(PORT)

test: .venv/dev  ## every test, browser tests included
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/dev
	$(BIN)/python -m tests.bench $(ARGS)

corpus: .venv/dev  ## real files against what is known of them: make corpus CORPUS=folder
	$(BIN)/python -m tests.corpus $(CORPUS)

fuzz: .venv/dev  ## damaged and random files by the thousand, made from those in CORPUS
	$(BIN)/python -m tests.fuzz --count $(COUNT) --corpus $(CORPUS)

round-trip: .venv/dev  ## each file of CORPUS in, again, out, back in, undone: nothing may differ
	$(BIN)/python -m tests.round_trip $(CORPUS)

durability: .venv/dev  ## imports killed at random moments, read from meanwhile, two at once
	$(BIN)/python -m tests.durability

check-pages: .venv/dev  ## every page in every state; ARGS="home research" only those
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.check_pages $(ARGS)

screenshots: .venv/dev  ## every page into build/screenshots
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.screenshots $(ARGS)

lighthouse: .venv/dev  ## Lighthouse on the pages people come to first
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.lighthouse

picture: .venv/dev  ## the README's picture, docs/home.jpg
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.browser.readme_picture

translations: .venv/dev  ## bring the catalogues up to date with the code
	$(BIN)/pybabel -q extract -F pyproject.toml -k N_ --no-location --sort-output --width 100 -o build/messages.pot .
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete --width 100 -i build/messages.pot -d microsite/translations

.venv/run: $(SOURCES)
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Microsite needs Python 3.11 or newer; this is $$(python3 --version)."; exit 1; }
	python3 -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev: .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build static/vendor microsite/fonts
