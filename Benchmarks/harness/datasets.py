"""Makes the data that is measured: training runs, the same on every machine."""

import dataclasses
import os
import pathlib
import random
import shutil
import time

from . import checkpoints

MIB = 1 << 20
GIB = 1 << 30
QUIET_SECONDS = 3600
# Who protects by file times reads again what changed just before; a run that rests is what is measured.
SETTLE_SECONDS = 10


@dataclasses.dataclass(frozen=True)
class Dataset:
    """One training run. `unique` is how many of the `files` checkpoints differ; the rest are copies."""

    name: str
    title: str
    files: int = 0
    unique: int = 0
    file_bytes: int = 0
    small_files: int = 0
    small_bytes: tuple = (2000, 40000)
    memory_only: bool = False

    def make(self, root):
        """The directory that holds the run `exp`, made where it is missing."""
        folder = pathlib.Path(root) / self.name
        marker = folder.with_suffix(".made")
        if marker.exists() and marker.read_text() == repr(self):
            return folder
        shutil.rmtree(folder, ignore_errors=True)
        run = folder / "exp"
        (run / "weights").mkdir(parents=True)
        (run / "args.yaml").write_text("task: detect\nmode: train\nmodel: yolo11x.pt\nepochs: 100\n")
        (run / "results.csv").write_text("epoch,time,train/box_loss\n1,10.5,1.25\n2,21.0,1.10\n")
        self._checkpoints(run / "weights")
        self._small(run / "predictions")
        _age(folder)
        time.sleep(SETTLE_SECONDS)
        marker.write_text(repr(self))
        return folder

    def _checkpoints(self, weights):
        names = [f"epoch{10 * (index + 1)}.pt" for index in range(self.unique)]
        if self.unique == self.files:
            names = names[:-1] + ["last.pt"]
        for index, name in enumerate(names[: self.unique]):
            seed, epoch = f"{self.name}{index}", 10 * (index + 1)
            checkpoints.write(weights / name, self.file_bytes, seed=seed, epoch=epoch)
        copies = ["last.pt", "best.pt"][: self.files - self.unique]
        for copy, original in zip(copies, reversed(names)):
            shutil.copyfile(weights / original, weights / copy)
        if not self.files:
            checkpoints.write(weights / "last.pt", 64 * 1024, seed=self.name, records=8)

    def _small(self, folder):
        source = random.Random(self.name)
        for index in range(self.small_files):
            if index % 1000 == 0:
                part = folder / f"{index // 1000:03d}"
                part.mkdir(parents=True)
            (part / f"{index:06d}.txt").write_bytes(source.randbytes(source.randint(*self.small_bytes)))


def _age(folder):
    """Dates everything an hour back, as of a run that rests."""
    then = time.time() - QUIET_SECONDS
    for path, folders, files in os.walk(folder):
        for name in folders + files:
            os.utime(os.path.join(path, name), (then, then))


def full():
    """The data of a whole measurement."""
    return [
        Dataset(
            "duplicates",
            "1.7 GiB of checkpoints, `last` and `best` copies of epochs",
            files=5,
            unique=3,
            file_bytes=348 * MIB,
        ),
        Dataset("small", "20,000 files of 2 to 40 kB", small_files=20_000),
        Dataset("unique", "1.7 GiB of checkpoints, all different", files=5, unique=5, file_bytes=348 * MIB),
        Dataset(
            "many",
            "100,000 files of 100 to 400 bytes",
            small_files=100_000,
            small_bytes=(100, 400),
            memory_only=True,
        ),
        Dataset("huge", "one checkpoint of 4 GiB", files=1, unique=1, file_bytes=4 * GIB, memory_only=True),
    ]


def quick():
    """Small data, for trying."""
    return [
        Dataset(
            "duplicates-quick",
            "200 MiB of checkpoints, `last` and `best` copies of epochs",
            files=5,
            unique=3,
            file_bytes=40 * MIB,
        ),
        Dataset("small-quick", "2,000 files of 2 to 40 kB", small_files=2_000),
        Dataset(
            "unique-quick", "200 MiB of checkpoints, all different", files=5, unique=5, file_bytes=40 * MIB
        ),
        Dataset(
            "many-quick",
            "10,000 files of 100 to 400 bytes",
            small_files=10_000,
            small_bytes=(100, 400),
            memory_only=True,
        ),
        Dataset(
            "huge-quick",
            "one checkpoint of 400 MiB",
            files=1,
            unique=1,
            file_bytes=400 * MIB,
            memory_only=True,
        ),
    ]
