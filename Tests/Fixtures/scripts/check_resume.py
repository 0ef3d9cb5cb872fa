"""Resumes copies of the fixture runs with the trainer's own command, and checks what it does."""

import csv
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from make_fixtures import FIXTURES, environment

RECORDED = Path("/mnt/ssd/my_yolo_train/exp1")
PLAIN = re.compile(r"\x1b\[[0-9;]*m")


def resume(run: Path, work: Path, *more: str) -> str:
    """What `yolo train resume` prints for the run in the folder `run`."""
    command = [
        str(Path(sys.executable).parent / "yolo"), "train", "resume", f"model={run / 'weights/last.pt'}",
        f"data={work / 'dataset/data.yaml'}", f"save_dir={run}", "device=cpu", "workers=0", *more,
    ]
    done = subprocess.run(command, cwd=work, env=environment(work), capture_output=True, text=True)
    output = PLAIN.sub("", done.stdout + done.stderr)
    if done.returncode != 0:
        sys.exit(f"resume: {' '.join(command)} ended with {done.returncode}:\n{output[-4000:]}")
    return output


def line(output: str, word: str) -> str:
    found = [text.strip() for text in output.splitlines() if word in text]
    if not found:
        sys.exit(f"resume: nothing says '{word}':\n{output[-4000:]}")
    return found[0]


def epochs(run: Path) -> list[int]:
    with (run / "results.csv").open() as file:
        return [int(row["epoch"]) for row in csv.DictReader(file)]


def main() -> None:
    existed = RECORDED.exists()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for part in ("live", "done", "dataset"):
            shutil.copytree(FIXTURES / part, work / part)
        output = resume(work / "live", work)
        print("live:", line(output, "Resuming training"))
        print("live:", line(output, "epochs completed"))
        if epochs(work / "live") != list(range(1, 9)):
            sys.exit(f"resume: results.csv has the epochs {epochs(work / 'live')}, not 1 to 8")
        output = resume(work / "done", work, "epochs=1")
        print("done:", line(output, "resum"))
        if "Resuming training" in output:
            sys.exit("resume: the finished run was resumed")
    if RECORDED.exists() and not existed:
        sys.exit(f"resume: the recorded folder {RECORDED} was made again")


if __name__ == "__main__":
    main()
