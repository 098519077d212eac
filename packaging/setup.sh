#!/usr/bin/env bash
# Makes the virtual environment ($VENV, .venv by default) from requirements-dev.lock and installs the project into it
# as an editable. Does nothing when neither the lock, nor Python, nor the place of the checkout has changed.
# PYTHON chooses the interpreter.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=${VENV:-.venv}

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}
for PYTHON in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if fits "$PYTHON"; then break; fi
done
fits "$PYTHON" || { echo "setup: Python 3.11, 3.12 or 3.13 is needed; choose one with PYTHON=..." >&2; exit 1; }
export PYTHON

packaging/system-libraries.sh

lock_stamp=$("$PYTHON" -VV; pwd; sha256sum requirements-dev.lock)
if [ "$lock_stamp" != "$(cat "$venv/lock.stamp" 2>/dev/null)" ]; then
    echo "setup: making $venv"
    "$PYTHON" -m venv --clear "$venv"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --only-binary :all: \
        --require-hashes --requirement requirements-dev.lock
    echo "$lock_stamp" >"$venv/lock.stamp"
fi

project_stamp=$(sha256sum pyproject.toml)
if [ "$project_stamp" != "$(cat "$venv/project.stamp" 2>/dev/null)" ]; then
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
    echo "$project_stamp" >"$venv/project.stamp"
fi
