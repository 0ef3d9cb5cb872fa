#!/usr/bin/env bash
# Makes, once, the Python environment with the servers that the tests talk to, and prints its path on stdout.
set -euo pipefail

servers="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
exec "$servers/../../.ci/venv" "$servers/requirements.txt" "about 600 MB" \
    'import boto3, moto.server' "the simulated services do not load; remove the environment and try again"
