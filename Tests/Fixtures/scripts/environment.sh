#!/usr/bin/env bash
# Makes, once, the Python environment that trains and resumes the fixtures, and prints its path on stdout.
# The environment is named by what it holds, so that a changed requirements.txt makes a new one.
set -euo pipefail

fixtures="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
requirements="$fixtures/requirements.txt"
python="${PYTHON:-python3}"

say() { printf '%s\n' "$*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "environment: $("$python" --version) is too old: set PYTHON to a Python 3.11 or newer"
    exit 1
}

version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
hash="$( { cat "$requirements"; echo "python $version"; } | sha256sum | cut -c1-12)"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/lifeboat"
venv="$cache/venv-$hash"

mkdir -p "$cache"
exec 9>"$venv.lock"
flock 9

if [[ -e "$venv/complete" ]]; then
    say "environment: using $venv"
else
    say "environment: installing into $venv (Python $version, about 6 GB):"
    sed -n 's/^\([^#].*\)/  \1/p' "$requirements" >&2
    rm -rf "$venv"
    "$python" -m venv "$venv" >&2
    "$venv/bin/python" -m pip install --quiet --progress-bar off --disable-pip-version-check \
        --no-cache-dir --requirement "$requirements" >&2
    "$venv/bin/python" -c 'import cv2' || {
        say "environment: OpenCV does not load: it needs libGL and GLib (Debian: libgl1 libglib2.0-0)"
        exit 1
    }
    "$venv/bin/python" -m pip freeze >"$venv/complete"
    say "environment: installed $(wc -l <"$venv/complete") packages, $(du -sh "$venv" | cut -f1)"
fi
printf '%s\n' "$venv"
