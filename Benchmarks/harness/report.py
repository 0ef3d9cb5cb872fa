"""Writes the results as Markdown."""

from . import goals
from .session import JOBS


def markdown(part, session, datasets, facts, versions):
    """The whole report of a part."""
    parts = [f"# Benchmark results {part.title}", "", "Written by `make bench`; do not edit.", ""]
    parts += ["| machine | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in facts)]
    parts += [f"| {name} | {version} |" for name, version in versions]
    runs = "one run" if session.runs == 1 else f"{session.runs} runs"
    parts += ["", "## How it was measured", part.notes.format(runs=runs), ""]
    parts += ["## Goals", "", *_goals(part.goals(session, datasets)), "", "## Figures", ""]
    for dataset in datasets:
        parts += _dataset(part, session, dataset)
    parts += ["## Commands", "", *_commands(session)]
    if session.failures:
        parts += ["", "## Failures", ""]
        parts += [f"- {dataset}, {contender}: {reason}" for dataset, contender, reason in session.failures]
    return "\n".join(parts).rstrip() + "\n"


def _goals(reached):
    lines = ["| goal | reached | worst figure |", "| --- | --- | --- |"]
    words = {True: "yes", False: "**no**", None: "not measured"}
    return lines + [f"| {goal.text} | {words[goal.reached]} | {goal.figure} |" for goal in reached]


def _dataset(part, session, dataset):
    if not any(key[0] == dataset.name for key in session.costs):
        return []
    lines = [
        f"### {dataset.name}: {dataset.title}",
        "",
        f"| job | {part.axis} | tool | wall s | durable s | processor s | memory MiB | ratio |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for job in JOBS:
        for state in session.states:
            ours = session.median(dataset.name, job, state, "lifeboat")
            for contender in session.contenders:
                cost = session.median(dataset.name, job, state, contender.name)
                if cost is not None:
                    ratio = f"{ours.wall / cost.wall:.2f}" if ours and cost.wall else ""
                    lines.append(
                        f"| {goals.JOB_NAMES[job]} | {state} | {contender.name} | {cost.wall:.2f} "
                        f"| {cost.durable:.2f} | {cost.cpu:.2f} | {cost.memory / (1 << 20):.0f} | {ratio} |"
                    )
    stored = [
        f"{contender.name} {session.stored[dataset.name, contender.name] / (1 << 20):.0f} MiB"
        for contender in session.contenders
        if (dataset.name, contender.name) in session.stored
    ]
    return lines + ["", "Stored: " + ", ".join(stored) + "." if stored else "", ""]


def _commands(session):
    lines = ["| tool | job | command |", "| --- | --- | --- |"]
    return lines + [
        f"| {contender.name} | {goals.JOB_NAMES[job]} | `{session.commands[contender.name, job]}` |"
        for contender in session.contenders
        for job in JOBS
        if (contender.name, job) in session.commands
    ]
