"""Writes the results as Markdown."""

from . import goals
from .session import JOBS

NOTES = """
- Each figure is the median of {runs}. Every run copies to a fresh destination on the same file system; the
  tools take turns, in an order that changes with each run.
- *cold*: the page cache is emptied before each command. *warm*: what the command will read was read before.
- *wall* ends when the command ends; *durable* when a `sync` right after it ends: not every tool flushes
  what it wrote.
- *processor* is user and system time of the command and its children; *memory* is the peak resident size.
- *ratio* is Lifeboat's wall time divided by the tool's: below 1, Lifeboat is faster.
- rclone verifies by reading both sides again; restic by digests, and on restore by reading what it wrote;
  rsync does not verify what it wrote, and stands here for scale. With nothing changed no tool reads the contents again.
- After the first run of each tool, what it restored is compared with the source, byte for byte.
"""


def markdown(session, datasets, facts, versions):
    """The whole report."""
    parts = ["# Benchmark results", "", "Written by `make bench`; do not edit.", ""]
    parts += ["| machine | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in facts)]
    parts += [f"| {name} | {version} |" for name, version in versions]
    parts += [
        "",
        "## How it was measured",
        NOTES.format(runs="one run" if session.runs == 1 else f"{session.runs} runs"),
    ]
    parts += ["## Goals", "", *_goals(session, datasets), "", "## Figures", ""]
    for dataset in datasets:
        parts += _dataset(session, dataset)
    parts += ["## Commands", "", *_commands(session)]
    if session.failures:
        parts += ["", "## Failures", ""]
        parts += [f"- {dataset}, {contender}: {reason}" for dataset, contender, reason in session.failures]
    return "\n".join(parts).rstrip() + "\n"


def _goals(session, datasets):
    lines = ["| goal | reached | worst figure |", "| --- | --- | --- |"]
    words = {True: "yes", False: "**no**", None: "not measured"}
    return lines + [
        f"| {goal.text} | {words[goal.reached]} | {goal.figure} |"
        for goal in goals.all_goals(session, datasets)
    ]


def _dataset(session, dataset):
    if not any(key[0] == dataset.name for key in session.costs):
        return []
    lines = [
        f"### {dataset.name}: {dataset.title}",
        "",
        "| job | cache | tool | wall s | durable s | processor s | memory MiB | ratio |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for job in JOBS:
        for cache in session.caches:
            ours = session.median(dataset.name, job, cache, "lifeboat")
            for contender in session.contenders:
                cost = session.median(dataset.name, job, cache, contender.name)
                if cost is not None:
                    ratio = f"{ours.wall / cost.wall:.2f}" if ours and cost.wall else ""
                    lines.append(
                        f"| {goals.JOB_NAMES[job]} | {cache} | {contender.name} | {cost.wall:.2f} "
                        f"| {cost.durable:.2f} | {cost.cpu:.2f} | {cost.memory / (1 << 20):.0f} | {ratio} |"
                    )
    stored = [
        f"{contender.name} {session.stored[dataset.name, contender.name] / (1 << 20):.0f} MiB"
        for contender in session.contenders
        if (dataset.name, contender.name) in session.stored
    ]
    return lines + ["", "On the disk: " + ", ".join(stored) + "." if stored else "", ""]


def _commands(session):
    lines = ["| tool | job | command |", "| --- | --- | --- |"]
    return lines + [
        f"| {contender.name} | {goals.JOB_NAMES[job]} | `{session.commands[contender.name, job]}` |"
        for contender in session.contenders
        for job in JOBS
        if (contender.name, job) in session.commands
    ]
