"""Runs a command and tells what it took."""

import dataclasses
import os
import subprocess
import sys
import time

LAUNCHER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "launcher.py")


@dataclasses.dataclass
class Cost:
    """Seconds, bytes. `durable` is `wall` and the time until the disks have everything."""

    wall: float = 0.0
    durable: float = 0.0
    cpu: float = 0.0
    memory: int = 0

    def __add__(self, other):
        return Cost(
            self.wall + other.wall,
            self.durable + other.durable,
            self.cpu + other.cpu,
            max(self.memory, other.memory),
        )


class CommandFailed(Exception):
    """A measured command ended with an error; its figures would mean nothing."""


def run(commands, environment, log):
    """The cost of running the commands one after the other; each must end with 0."""
    cost = sum((_run(command, environment, log) for command in commands), Cost())
    begin = time.perf_counter()
    os.sync()
    cost.durable = cost.wall + time.perf_counter() - begin
    return cost


def _run(command, environment, log):
    reading, report = os.pipe()
    with open(log, "ab") as output, os.fdopen(reading) as told:
        output.write(("$ " + " ".join(map(str, command)) + "\n").encode())
        output.flush()
        try:
            ended = subprocess.run(
                [sys.executable, "-I", "-S", LAUNCHER, str(report), *map(str, command)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, **environment},
                pass_fds=[report],
            )
        finally:
            os.close(report)
        figures = told.read().split()
    if ended.returncode != 0 or len(figures) != 4:
        raise CommandFailed(f"{command[0]} cannot be started; see {log}")
    wall, code, processor, peak = float(figures[0]), int(figures[1]), float(figures[2]), int(figures[3])
    if code != 0:
        raise CommandFailed(f"{command[0]} ended with {code}; see {log}")
    return Cost(wall, wall, processor, peak * 1024)


def can_drop_caches():
    """Whether this user may empty the page cache."""
    return os.access("/proc/sys/vm/drop_caches", os.W_OK)


def drop_caches():
    """Writes everything to the disks and forgets what was read."""
    os.sync()
    with open("/proc/sys/vm/drop_caches", "w") as control:
        control.write("3\n")


def warm_caches(folder):
    """Reads everything below `folder`, so that it is in the page cache."""
    os.sync()
    for path, _, files in os.walk(folder):
        for name in files:
            with open(os.path.join(path, name), "rb", buffering=0) as file:
                while file.read(1 << 20):
                    pass


def stored_bytes(folder):
    """The space that everything below `folder` takes on the disk."""
    total = 0
    for path, _, files in os.walk(folder):
        total += sum(os.lstat(os.path.join(path, name)).st_blocks * 512 for name in files)
    return total


def say(text):
    """Tells where the measurement is."""
    print(text, file=sys.stderr, flush=True)
