# make run: Inzage on this machine, with a demo bureau. make test: all tests. The rest: see README.md.
.PHONY: run test check fix bench compliance messages clean
.DELETE_ON_ERROR:

BIN := .venv/bin
# An install is done again only when the locked lists change; the one for developers holds the other.
RUN := .venv/.stamp-run-$(shell cksum < requirements.txt | cut -d' ' -f1)
DEV := .venv/.stamp-dev-$(shell cksum < requirements-dev.txt | cut -d' ' -f1)
READY := $(if $(wildcard $(DEV)),$(DEV),$(RUN))
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/inzage/*/locale/*/LC_MESSAGES/django.po))
# Byte code, also where the environment tells Python not to write it: each process starts seconds sooner.
COMPILE = $(BIN)/python -m compileall -q src
TEMPLATES = find src -path '*/templates/*' -name '*.html'

run: $(READY) $(CATALOGUES)
	@$(COMPILE)
	@exec $(BIN)/inzage run

test: $(DEV) $(CATALOGUES)
	@tools/browser.sh
	@$(COMPILE)
	$(BIN)/pytest -n 2 --dist worksteal

check: $(DEV) $(CATALOGUES)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(TEMPLATES) -exec $(BIN)/djade --check {} +
	$(BIN)/inzage makemigrations --check
	$(BIN)/python tools/messages.py check

fix: $(DEV)
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format --quiet .
	$(TEMPLATES) -exec $(BIN)/djade {} + || true
	$(BIN)/python tools/messages.py update
	$(BIN)/python tools/messages.py compile

bench: $(DEV) $(CATALOGUES)
	$(BIN)/python -m bench

compliance: $(DEV) $(CATALOGUES)
	@$(BIN)/inzage compliance

# Keeps the data folder (var): what a bureau entered is not rubbish.
clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	find src -name '*.mo' -delete

$(RUN):
	@tools/install.sh run
	@touch $@

$(DEV):
	@tools/install.sh dev
	@touch $@

%.mo: %.po | $(READY)
	@$(BIN)/python tools/messages.py compile
