#!/usr/bin/env bash
# Resolves pyproject.toml into requirements.lock (runtime) and requirements-dev.lock (runtime and tools):
# one set of versions for Python 3.11-3.13 on Linux and Windows, with hashes, naming no package index.
# Versions already locked stay; `make lock UPGRADE=1` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."

"${PYTHON:-python3}" -m venv build/lock
build/lock/bin/python -m pip install -qq --upgrade uv

compile() {
    local output=$1
    shift
    build/lock/bin/uv pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 \
        --generate-hashes --no-header --no-annotate ${UPGRADE:+--upgrade} --output-file "$output" "$@"
}
compile requirements-dev.lock --extra dev --constraints packaging/lock-constraints.txt
compile requirements.lock --constraints requirements-dev.lock
