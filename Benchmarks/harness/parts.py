"""What is measured: over directories, and over a bucket. Each part has a report of its own."""

import dataclasses
import typing

from . import datasets, goals, grounds, measure, peers


@dataclasses.dataclass(frozen=True)
class Part:
    """One measurement. `axis` is what its states are called."""

    title: str
    report: str
    kinds: list
    data: list
    axis: str
    states: typing.Callable
    ground: typing.Callable
    goals: typing.Callable
    notes: str


COMMON_NOTES = """
- Each figure is the median of {runs}. Every run copies to a fresh destination; the tools take turns, in an
  order that changes with each run.
- *processor* is user and system time of the command and its children; *memory* is the peak resident size, and never less
  than the 10 MiB of the program that starts the command.
- *ratio* is Lifeboat's wall time divided by the tool's: below 1, Lifeboat is faster.
- After the first run of each tool, what it restored is compared with the source, byte for byte."""

DIRECTORY_NOTES = """
- *cold*: the page cache is emptied before each command. *warm*: what the command will read was read before.
- *wall* ends when the command ends; *durable* when a `sync` right after it ends: not every tool flushes
  what it wrote.
- rclone verifies by reading both sides again; restic by digests, and on restore by reading what it wrote;
  rsync does not verify what it wrote, and stands here for scale. With nothing changed no tool reads the contents again."""

BUCKET_NOTES = """
- The bucket is one of SeaweedFS, on the RAM disk of this machine and on its processor, started anew for each
  turn. Its own processor time is not counted, but takes from what the tools have.
- What is sent was read before, so that the disk does not count; what comes down is written onto the disk.
- TLS is measured in one run alone, and its certificate is one that vouches for itself.
- Lifeboat sends a digest with every upload, and verifies everything it restores by reading what it wrote;
  restic verifies alike on restore; rclone, s5cmd and aws are run as they come, and do not read again what they wrote."""


def _caches():
    if measure.can_drop_caches():
        return ["cold", "warm"]
    measure.say("the page cache cannot be emptied by this user: measuring warm only")
    return ["warm"]


PARTS = {
    "directories": Part(
        title="over directories",
        report="RESULTS.md",
        kinds=peers.DIRECTORIES,
        data=["duplicates", "small", "unique", "many", "huge"],
        axis="cache",
        states=_caches,
        ground=grounds.DirectoryGround,
        goals=goals.of_directories,
        notes=COMMON_NOTES + DIRECTORY_NOTES,
    ),
    "bucket": Part(
        title="over a bucket",
        report="RESULTS-S3.md",
        kinds=peers.BUCKETS,
        data=["duplicates", "small", "unique"],
        axis="over",
        states=lambda: ["http", "https"],
        ground=lambda: grounds.BucketGround(peers.test_servers()),
        goals=goals.of_buckets,
        notes=COMMON_NOTES + BUCKET_NOTES,
    ),
}


def data_of(part, quick, names):
    """The data sets of a part, small ones where it is to be quick; `names` chooses among them."""
    every = datasets.quick() if quick else datasets.full()
    wanted = names or part.data
    return [dataset for dataset in every if dataset.name.removesuffix("-quick") in wanted]
