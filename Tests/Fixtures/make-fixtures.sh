#!/usr/bin/env bash
# Makes the fixtures of this folder anew: trains them, measures them, and writes expected.json.
# Usage: make-fixtures.sh [--root DIR]
# DIR is where the runs are trained, and so the path that they record (/mnt/ssd). It is made, and removed.
# PYTHON names the interpreter to build the environment with.
set -euo pipefail

fixtures="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
venv="$("$fixtures/scripts/environment.sh")"
exec "$venv/bin/python" -B "$fixtures/scripts/make_fixtures.py" "$@"
