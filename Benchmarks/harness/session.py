"""One measurement: every tool, every job, every state, in turns."""

import collections
import filecmp
import os
import shutil
import statistics

from . import measure
from .contenders import Lifeboat

JOBS = ["protect", "unchanged", "restore"]


class Session:
    """Measures the contenders on data sets, each on a fresh destination, in an order that turns.

    `states` are the conditions that everything is measured under; `ground` makes and removes destinations.
    """

    def __init__(self, contenders, work, runs, states, ground):
        self.contenders = contenders
        self.work = work
        self.runs = runs
        self.states = states
        self.ground = ground
        self.log = work / "commands.log"
        self.costs = collections.defaultdict(list)
        self.stored = {}
        self.commands = {}
        self.failures = []

    def measure(self, dataset):
        """Every run of one data set."""
        source = dataset.make(self.work / "data")
        contenders = self.contenders
        if dataset.memory_only:
            contenders = [contender for contender in contenders if isinstance(contender, Lifeboat)]
        for number in range(1 if dataset.memory_only else self.runs):
            turn = number % max(1, len(contenders))
            for state in self.ground.states(dataset, self.states, number):
                for contender in contenders[turn:] + contenders[:turn]:
                    self._turn(dataset, source, contender, state, number)

    def _turn(self, dataset, source, contender, state, number):
        place, target = self.work / "place", self.work / "restored"
        for folder in (place, target):
            shutil.rmtree(folder, ignore_errors=True)
        try:
            with self.ground.ready(contender, state):
                contender.prepare(source, place)
                for job in JOBS:
                    self._job(dataset, source, contender, state, number, job, place, target)
                self.stored[dataset.name, contender.name] = self.ground.stored_bytes(place)
                if number == 0 and state == self.states[0]:
                    compare(source / "exp", contender.restored(target))
        except (measure.CommandFailed, NotRestored) as error:
            measure.say(f"{dataset.name} {contender.name}: {error}")
            reason = str(error).replace(str(self.work), "WORK")
            if (dataset.name, contender.name, reason) not in self.failures:
                self.failures.append((dataset.name, contender.name, reason))
        for folder in (place, target):
            shutil.rmtree(folder, ignore_errors=True)

    def _job(self, dataset, source, contender, state, number, job, place, target):
        commands, inputs = {
            "protect": lambda: (contender.protect(source, place), [source]),
            "unchanged": lambda: (contender.unchanged(source, place), [source, place]),
            "restore": lambda: (contender.restore(source, place, target), [place]),
        }[job]()
        self.ground.prepare(state, inputs)
        cost = measure.run(commands, contender.environment(place), self.log)
        self.costs[dataset.name, job, state, contender.name].append(cost)
        self._note(contender, job, commands, source, place, target)
        measure.say(
            f"{dataset.name:11} {job:9} {state:5} run {number + 1} {contender.name:9}"
            f" {cost.wall:8.2f} s  cpu {cost.cpu:7.2f} s  {cost.memory >> 20:5} MiB"
        )

    def _note(self, contender, job, commands, source, place, target):
        names = {
            str(contender.binary): contender.name,
            str(source): "SOURCE",
            str(target): "TARGET",
            str(place): "PLACE",
            **self.ground.names(),
        }
        lines = []
        for command in commands:
            line = " ".join(map(str, command))
            for text in sorted(names, key=len, reverse=True):
                line = line.replace(text, names[text])
            lines.append(line)
        self.commands.setdefault((contender.name, job), " && ".join(lines))

    def median(self, dataset, job, state, contender):
        """The median of each figure; None when nothing was measured."""
        costs = self.costs.get((dataset, job, state, contender))
        if not costs:
            return None
        return measure.Cost(
            *(
                statistics.median(getattr(cost, field) for cost in costs)
                for field in ("wall", "durable", "cpu", "memory")
            )
        )


class NotRestored(Exception):
    """What came back is not what was protected."""


def compare(source, target):
    """Raises `NotRestored` unless `target` holds every file of `source` with the same bytes."""
    for path, _, files in os.walk(source):
        relative = os.path.relpath(path, source)
        _, different, missing = filecmp.cmpfiles(path, os.path.join(target, relative), files, shallow=False)
        if different or missing:
            names = ", ".join(sorted(different + missing)[:3])
            raise NotRestored(f"{len(different + missing)} files are not as they were, as {names}")
