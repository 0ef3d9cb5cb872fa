"""What Lifeboat sets out to reach beside its peers, held against what was measured."""

import dataclasses

JOB_NAMES = {"protect": "first protect", "unchanged": "protect with nothing changed", "restore": "restore"}
VERIFYING = ["rclone", "restic"]
CPU_OF_RESTIC = 0.5
UNCHANGED_OF_RCLONE = 0.3
MEMORY_LIMIT = 200 << 20


@dataclasses.dataclass
class Goal:
    """One goal: the figure that was reached, and whether it is enough; None when it was not measured."""

    text: str
    figure: str = "not measured"
    reached: bool | None = None


def all_goals(session, datasets):
    """Every goal, in the order of the report."""
    compared = [dataset for dataset in datasets if not dataset.memory_only]
    return (
        _faster(session, compared)
        + _leaner(session, compared)
        + _small(session, compared)
        + _memory(session, datasets)
    )


def _ratio(session, dataset, job, cache, peer, field):
    ours = session.median(dataset.name, job, cache, "lifeboat")
    theirs = session.median(dataset.name, job, cache, peer)
    if ours is None or theirs is None or getattr(theirs, field) == 0:
        return None
    return getattr(ours, field) / getattr(theirs, field)


def _goal(text, ratios, limit):
    if not ratios or any(ratio is None for ratio in ratios.values()):
        return Goal(text)
    worst = max(ratios, key=ratios.get)
    return Goal(text, f"{ratios[worst]:.2f} ({worst})", ratios[worst] < limit)


def _faster(session, datasets):
    goals = []
    for job, name in JOB_NAMES.items():
        for peer in VERIFYING:
            ratios = {
                f"{dataset.name}, {cache}": _ratio(session, dataset, job, cache, peer, "wall")
                for dataset in datasets
                for cache in session.caches
            }
            goals.append(_goal(f"{name}: less time than {peer}", ratios, 1.0))
    return goals


def _leaner(session, datasets):
    goals = []
    for job in ("protect", "restore"):
        ratios = {
            f"{dataset.name}, {cache}": _ratio(session, dataset, job, cache, "restic", "cpu")
            for dataset in datasets
            for cache in session.caches
        }
        goals.append(
            _goal(f"{JOB_NAMES[job]}: at most half the processor time of restic", ratios, CPU_OF_RESTIC)
        )
    return goals


def _small(session, datasets):
    ratios = {
        f"{dataset.name}, {cache}": _ratio(session, dataset, "unchanged", cache, "rclone", "wall")
        for dataset in datasets
        if dataset.small_files
        for cache in session.caches
    }
    return [
        _goal("small files with nothing changed: less than 0.3 of rclone's time", ratios, UNCHANGED_OF_RCLONE)
    ]


def _memory(session, datasets):
    goals = []
    for dataset in datasets:
        costs = [
            session.median(dataset.name, job, session.caches[0], "lifeboat") for job in ("protect", "restore")
        ]
        text = f"peak memory under 200 MiB with {dataset.title}"
        if None in costs:
            goals.append(Goal(text))
            continue
        peak = max(cost.memory for cost in costs)
        goals.append(Goal(text, f"{peak / (1 << 20):.0f} MiB", peak < MEMORY_LIMIT))
    return goals
