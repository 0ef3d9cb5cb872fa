#!/usr/bin/env bash
# Makes, once, the Python environment that trains and resumes the fixtures, and prints its path on stdout.
set -euo pipefail

fixtures="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
exec "$fixtures/../../.ci/venv" "$fixtures/requirements.txt" "about 6 GB" \
    'import cv2' "OpenCV does not load: it needs libGL and GLib (Debian: libgl1 libglib2.0-0)"
