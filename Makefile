# make run    install what is missing and carry out a task on a private virtual desktop; TASK="…" for your own
# make test   run the tests
# make check  lint, types, import directions, then nothing else
# make bench  measure the figures of README's table and write them there
# make eval   the 20 real-application tasks, 3 runs each
# make pictures   the pictures of README, from real runs
# make clean  remove the environment

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
TORCH  := torch==2.13.0

NOTE   := $(HOME)/mimic-note-$(shell date +%Y%m%d-%H%M%S).txt
WORDS  := Grüße aus Zürich: naïve café, 你好!
TASK   ?= Open Mousepad, type "$(WORDS)", save it as "$(NOTE)", open galculator, compute 127 * 49 and tell me the result
ON     ?= virtual


.PHONY: run test check bench eval pictures clean system-core system-apps

run: $(BIN)/.core system-core
	@$(BIN)/mimic do '$(subst ','\'',$(TASK))' --on $(ON)
ifeq ($(origin TASK),file)
	@printf '%s' '$(WORDS)' | cmp - '$(NOTE)' && echo "Checked: $(NOTE) holds exactly the sentence."
endif

test: $(BIN)/.full system-apps
	@$(BIN)/pytest

check: $(BIN)/.full
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(BIN)/.full system-apps
	@$(BIN)/python -m agent.bench

eval: $(BIN)/.full system-apps
	@$(BIN)/mimic eval desktop

pictures: $(BIN)/.full system-apps
	@$(BIN)/python -m ui.pictures

system-core:
	@$(PYTHON) bridges/debian.py install core demo

system-apps:
	@$(PYTHON) bridges/debian.py install core demo apps qt phone

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Mimic needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one with: make PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(PYTHON) bridges/debian.py install python
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --upgrade pip

# pyautogui brings an older X library of the same import name, which breaks without ~/.Xauthority.
define one_xlib
@$(PIP) uninstall --yes python3-xlib 2>/dev/null || true
@$(PIP) install --force-reinstall --no-deps 'python-xlib==0.33'
endef

$(BIN)/.core: pyproject.toml | $(BIN)/python
	@echo "Installing Mimic into $(VENV) …"
	@$(PIP) install --editable .
	$(one_xlib)
	@touch $@

# Torch in its CPU build where there is no NVIDIA GPU: taken from PyTorch's own index of CPU builds if the usual source
# would bring CUDA along.
$(BIN)/.full: $(BIN)/.core Makefile
	@echo "Installing what the tests need …"
	@if [ ! -e /proc/driver/nvidia/version ] && $(BIN)/python -m pip install --dry-run $(TORCH) 2>/dev/null | grep -q nvidia-; \
	  then $(PIP) install $(TORCH)+cpu --index-url https://download.pytorch.org/whl/cpu; \
	  else $(PIP) install $(TORCH); fi
	@$(PIP) install --editable '.[mimo,ui,appium,eval,llama,dev]'
	$(one_xlib)
	@touch $@

clean:
	rm -rf $(VENV)
