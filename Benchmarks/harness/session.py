"""One measurement: every tool, every job, every state of the cache, in turns."""

import collections
import filecmp
import os
import shutil
import statistics

from . import measure
from .contenders import Lifeboat

JOBS = ["protect", "unchanged", "restore"]


class Session:
    """Measures the contenders on data sets, each on a fresh destination, in an order that turns."""

    def __init__(self, contenders, work, runs, caches):
        self.contenders = contenders
        self.work = work
        self.runs = runs
        self.caches = caches
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
            for cache in self.caches[:1] if dataset.memory_only else self.caches:
                for contender in contenders[turn:] + contenders[:turn]:
                    self._turn(dataset, source, contender, cache, number)

    def _turn(self, dataset, source, contender, cache, number):
        place, target = self.work / "place", self.work / "restored"
        for folder in (place, target):
            shutil.rmtree(folder, ignore_errors=True)
        environment = contender.environment(place)
        contender.prepare(source, place)
        jobs = {
            "protect": (contender.protect(source, place), [source]),
            "unchanged": (contender.unchanged(source, place), [source, place]),
            "restore": (contender.restore(source, place, target), [place]),
        }
        try:
            for job, (commands, inputs) in jobs.items():
                self._prepare_cache(cache, inputs)
                cost = measure.run(commands, environment, self.log)
                self.costs[dataset.name, job, cache, contender.name].append(cost)
                self._note(contender, job, commands, source, place, target)
                measure.say(
                    f"{dataset.name:11} {job:9} {cache:4} run {number + 1} {contender.name:9}"
                    f" {cost.wall:8.2f} s  cpu {cost.cpu:7.2f} s  {cost.memory >> 20:5} MiB"
                )
            self.stored[dataset.name, contender.name] = measure.stored_bytes(place / "store")
            if number == 0 and cache == self.caches[0]:
                compare(source / "exp", contender.restored(target))
        except (measure.CommandFailed, NotRestored) as error:
            measure.say(f"{dataset.name} {contender.name}: {error}")
            reason = str(error).replace(str(self.work), "WORK")
            if (dataset.name, contender.name, reason) not in self.failures:
                self.failures.append((dataset.name, contender.name, reason))
        for folder in (place, target):
            shutil.rmtree(folder, ignore_errors=True)

    def _prepare_cache(self, cache, inputs):
        if cache == "cold":
            measure.drop_caches()
        else:
            for folder in inputs:
                measure.warm_caches(folder)

    def _note(self, contender, job, commands, source, place, target):
        names = {
            str(contender.binary): contender.name,
            str(source): "SOURCE",
            str(target): "TARGET",
            str(place): "PLACE",
        }
        lines = []
        for command in commands:
            line = " ".join(map(str, command))
            for path in sorted(names, key=len, reverse=True):
                line = line.replace(path, names[path])
            lines.append(line)
        self.commands[contender.name, job] = " && ".join(lines)

    def median(self, dataset, job, cache, contender):
        """The median of each figure; None when nothing was measured."""
        costs = self.costs.get((dataset, job, cache, contender))
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
