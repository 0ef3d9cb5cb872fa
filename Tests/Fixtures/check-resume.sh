#!/usr/bin/env bash
# Proves with the trainer itself that the killed run of live/ continues from a copy in another place, and that
# the finished run of done/ does not. Prints the trainer's own line for each; exits 1 if either is not so.
set -euo pipefail

fixtures="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
venv="$("$fixtures/scripts/environment.sh")"
exec "$venv/bin/python" -B "$fixtures/scripts/check_resume.py"
