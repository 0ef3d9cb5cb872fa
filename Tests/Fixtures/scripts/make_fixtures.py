"""Makes every fixture and expected.json: `make_fixtures.py [--root DIR]`."""

import argparse
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import dataset
import facts

SCRIPTS = Path(__file__).resolve().parent
FIXTURES = SCRIPTS.parent
RUNS = {"live": "exp1", "done": "exp2"}
CHECKPOINTS = {".pt", ".safetensors", ".torchscript"}
LIMIT = 12_000_000


def environment(root: Path) -> dict:
    """The process environment of a training: offline, and with its settings below `root`."""
    return os.environ | {
        "YOLO_CONFIG_DIR": str(root / "config"), "MPLCONFIGDIR": str(root / "config"), "YOLO_OFFLINE": "true",
        "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": "", "PYTHONDONTWRITEBYTECODE": "1",
    }


def train(kind: str, root: Path) -> None:
    print(f"fixtures: training {kind}", flush=True)
    log = root / f"{kind}.log"
    with log.open("w") as output:
        done = subprocess.run(
            [sys.executable, SCRIPTS / "train.py", kind, root], cwd=root, env=environment(root),
            stdout=output, stderr=subprocess.STDOUT,
        )
    wanted = -signal.SIGKILL if kind == "live" else 0
    if done.returncode != wanted:
        tail = log.read_text()[-4000:]
        sys.exit(f"fixtures: training {kind} ended with {done.returncode}, not {wanted}:\n{tail}")


def odd_files(root: Path) -> None:
    folder = FIXTURES / "odd"
    folder.mkdir()
    command = [sys.executable, SCRIPTS / "odd_files.py", folder]
    subprocess.run(command, cwd=root / "models", env=environment(root), check=True)


def refuse_leaks(root: Path) -> None:
    """Ends the program if a made file, or its name, tells of the machine it was made on."""
    words = {str(Path.home()), str(FIXTURES), sys.prefix, tempfile.gettempdir() + "/"}
    words |= {socket.gethostname(), os.environ.get("USER", "")} - {"root"}
    # Shorter words are in any binary file by chance.
    needles = [word.encode() for word in words if len(word) > 3 and not str(root).startswith(word)]
    for path in made_files():
        content = str(path.relative_to(FIXTURES)).encode() + path.read_bytes()
        for needle in needles:
            if needle in content:
                sys.exit(f"fixtures: {path} tells of this machine: {needle.decode()}")


def made_files() -> list[Path]:
    folders = [FIXTURES / name for name in ("live", "done", "odd", "dataset")]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


def write_facts() -> None:
    files = {str(path.relative_to(FIXTURES)): facts.measure(path)
             for path in made_files() if path.suffix in CHECKPOINTS}
    versions = {name: version(name) for name in ("ultralytics", "torch", "safetensors", "numpy")}
    document = {"files": files, "versions": versions | {"python": platform.python_version()}}
    (FIXTURES / "expected.json").write_text(json.dumps(document, indent=1, sort_keys=True) + "\n")


def make(root: Path) -> None:
    dataset.draw(root / "datasets" / "shapes")
    for kind in ("start", *RUNS):
        train(kind, root)
    for name in (*RUNS, "odd", "dataset"):
        shutil.rmtree(FIXTURES / name, ignore_errors=True)
    for kind, name in RUNS.items():
        shutil.copytree(root / "my_yolo_train" / name, FIXTURES / kind)
    caches = shutil.ignore_patterns("*.cache")
    shutil.copytree(root / "datasets" / "shapes", FIXTURES / "dataset", ignore=caches)
    odd_files(root)
    refuse_leaks(root)
    write_facts()


def main() -> None:
    parser = argparse.ArgumentParser(description="Makes the fixtures anew.")
    parser.add_argument("--root", type=Path, default=Path("/mnt/ssd"), help="made, and removed")
    root = parser.parse_args().root.absolute()
    if root.exists():
        sys.exit(f"fixtures: {root} exists: name another place with --root")
    root.mkdir(parents=True)
    try:
        make(root)
    finally:
        shutil.rmtree(root)
    size = sum(path.stat().st_size for path in made_files())
    if size > LIMIT:
        sys.exit(f"fixtures: {size} bytes are too many, {LIMIT} at most")
    print(f"fixtures: {len(made_files())} files, {size} bytes")


if __name__ == "__main__":
    main()
