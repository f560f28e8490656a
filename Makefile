# `make demo` and `make test` set up everything they need, on a fresh Debian with Python 3.11+.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= phiscan-out

# What the wheels cannot bring: OpenCV links libGL and glib; Tesseract checks safe copies; Poppler
# opens PDFs. Each is installed only when it is missing.
SYSTEM_CHECK := \
  missing=""; \
  PATH=$$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -q 'libGL\.so\.1' || missing="$$missing libgl1"; \
  PATH=$$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | grep -q 'libglib-2\.0\.so\.0' || missing="$$missing libglib2.0-0"; \
  command -v tesseract >/dev/null || missing="$$missing tesseract-ocr"; \
  command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
  $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing python3-venv"; \
  if [ -n "$$missing" ]; then \
    if ! command -v apt-get >/dev/null; then \
      echo "Please install by hand:$$missing"; exit 1; fi; \
    sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
    echo "Installing system packages:$$missing"; \
    $$sudo apt-get update -qq && \
    DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
  fi

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: system
system:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "phiscan needs Python 3.11 or newer; set PYTHON=..."; exit 1; }
	@$(SYSTEM_CHECK)

$(VENV)/.ready: pyproject.toml phiscan/_version.py | system
	@echo "Setting up $(VENV) (a minute or two)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade 'pip>=24'
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@

# The extra `phiscan[faces]` compiles dlib for eight minutes. dlib-bin is the same module prebuilt,
# which pip does not accept in dlib's place; so the developers' setup installs the parts one by one.
# Without it the tests that need face_recognition skip and say so.
$(VENV)/.faces: $(VENV)/.ready
	@$(BIN)/python -m pip install -q --disable-pip-version-check dlib-bin 'setuptools<81' face_recognition_models 'cryptography>=44' \
	  && $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps face-recognition==1.3.0 \
	  || echo "face_recognition could not be installed; its tests will skip"
	@touch $@

.PHONY: setup
setup: $(VENV)/.ready ## install phiscan and its tools into .venv

.PHONY: demo
demo: setup ## scan sample_images/, write safe copies and an HTML report
	@mkdir -p $(OUT)
	@$(BIN)/phiscan scan sample_images || [ $$? -eq 1 ]
	@$(BIN)/phiscan scan sample_images --format html --output $(OUT)/report.html --quiet || [ $$? -eq 1 ]
	@rm -rf $(OUT)/safe
	@$(BIN)/phiscan redact sample_images --to $(OUT)/safe
	@echo
	@echo "Safe copies: $(OUT)/safe"
	@echo "Report:      $(OUT)/report.html   <- open this in a browser"

# Clients that tests send through the doors, and a browser; a test skips and says so where one is
# missing, so that none of them may keep the tests from running.
.PHONY: clients
clients:
	@missing=""; \
	for at in chromium:chromium chromedriver:chromium-driver clamdscan:clamdscan \
	  c-icap-client:c-icap curl:curl git:git node:nodejs npm:npm; do \
	  command -v $${at%%:*} >/dev/null || missing="$$missing $${at##*:}"; done; \
	[ -n "$$missing" ] && command -v apt-get >/dev/null || exit 0; \
	sudo=""; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
	echo "Installing clients for the tests:$$missing"; \
	{ $$sudo apt-get update -qq; for each in $$missing; do \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$each; \
	done; } >/dev/null 2>&1 || echo "Some could not be installed; their tests will skip"

.PHONY: test
test: $(VENV)/.faces | clients ## run the tests
	@$(BIN)/python -m pytest -q

.PHONY: lint
lint: setup ## ruff and mypy --strict
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

.PHONY: format
format: setup ## let ruff rewrite what it can
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

.PHONY: fonts
fonts: setup ## the fonts that sample_images/ and the benchmarks are rendered with
	@packages=$$($(BIN)/python -c 'from phiscan.synth.fonts import FONT_PACKAGES; print(*FONT_PACKAGES)'); \
	sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	$$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends $$packages >/dev/null

.PHONY: clean
clean: ## remove what make made
	rm -rf $(VENV) $(OUT) build dist .mypy_cache .ruff_cache .pytest_cache
