"""Installs the tools that Lifeboat is measured against."""

import pathlib
import shutil
import subprocess

from . import buckets, contenders

ROOT = pathlib.Path(__file__).resolve().parents[2]


def environment(requirements):
    """The Python environment with what a file of requirements names."""
    subprocess.run([ROOT / ".ci" / "packages", "python3-venv"], check=True)
    script = [ROOT / ".ci" / "venv", requirements, "about 250 MB"]
    made = subprocess.run(script, stdout=subprocess.PIPE, check=True)
    return pathlib.Path(made.stdout.decode().strip())


def test_servers():
    """The environment with SeaweedFS."""
    made = subprocess.run([ROOT / "Tests" / "Servers" / "environment.sh"], stdout=subprocess.PIPE, check=True)
    return pathlib.Path(made.stdout.decode().strip())


def _built(binary):
    if not binary.exists():
        raise SystemExit(f"{binary} does not exist: run `make build`, or name the peers with --only")
    return binary


def _packaged(name):
    subprocess.run([ROOT / ".ci" / "packages", name], check=True)
    return shutil.which(name)


def _installed(pattern):
    tools = environment(ROOT / "Benchmarks" / "requirements.txt")
    return next(tools.glob(pattern))


def _s5cmd():
    # The program itself: what starts it by that name is Python, the time of which is not its own.
    program = _installed("lib/python*/site-packages/s5cmd/bin/s5cmd")
    program.chmod(0o755)
    return program


PLACES = {
    "lifeboat": _built,
    "rclone": lambda _: _installed("bin/rclone"),
    "s5cmd": lambda _: _s5cmd(),
    "aws": lambda _: _installed("bin/aws"),
    "restic": lambda _: _packaged("restic"),
    "rsync": lambda _: _packaged("rsync"),
}
DIRECTORIES = [contenders.Lifeboat, contenders.Rclone, contenders.Restic, contenders.Rsync]
BUCKETS = [
    buckets.LifeboatBucket, buckets.RcloneBucket, buckets.S5cmdBucket, buckets.AwsBucket, buckets.ResticBucket,
]


def chosen(kinds, binary, names):
    """The contenders of `kinds` that `names` asks for, or all of them, installed."""
    return [kind(PLACES[kind.name](binary)) for kind in kinds if not names or kind.name in names]
