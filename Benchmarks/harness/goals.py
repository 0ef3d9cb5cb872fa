"""What Lifeboat sets out to reach beside its peers, held against what was measured."""

import dataclasses

JOB_NAMES = {"protect": "first protect", "unchanged": "protect with nothing changed", "restore": "restore"}
VERIFYING = ["rclone", "restic"]
CPU_OF_RESTIC = 0.5
UNCHANGED_OF_RCLONE = 0.3
MEMORY_LIMIT = 200 << 20
BUCKET_MEMORY_LIMIT = 150 << 20


@dataclasses.dataclass
class Goal:
    """One goal: the figure that was reached, and whether it is enough; None when it was not measured."""

    text: str
    figure: str = "not measured"
    reached: bool | None = None


def of_directories(session, datasets):
    """The goals over directories, in the order of the report."""
    compared = [dataset for dataset in datasets if not dataset.memory_only]
    return (
        _faster(session, compared)
        + _leaner(session, compared)
        + _small(session, compared)
        + _memory(session, datasets, MEMORY_LIMIT)
    )


def of_buckets(session, datasets):
    """The goals over a bucket, in the order of the report."""
    checkpoints = [dataset for dataset in datasets if not dataset.small_files]
    small = [dataset for dataset in datasets if dataset.small_files]
    copies = [dataset for dataset in checkpoints if dataset.unique < dataset.files]
    unique = [dataset for dataset in checkpoints if dataset.unique == dataset.files]
    return [
        _beside_best(session, copies, "protect", 0.8, "checkpoints up: at most 0.8 of the best peer's time"),
        _per_gib(session, copies, 1.3, "checkpoints up: at most 1.3 s of processor time a GiB"),
        _beside(session, copies, "restore", "s5cmd", "wall", "checkpoints down: no slower than s5cmd"),
        _beside_best(session, small, "protect", 0.25, "small files up: at most 0.25 of the best peer's time"),
        _beside_best(session, small, "restore", 0.25, "small files down: at most 0.25 of the best peer's time"),
        _beside_best(session, small, "unchanged", 0.3, "nothing changed: at most 0.3 of the best peer's time"),
        *(
            _beside(session, unique, job, peer, "cpu", f"unique checkpoints, {JOB_NAMES[job]}: less processor than {peer}")
            for job in ("protect", "restore")
            for peer in ("rclone", "restic")
        ),
        *_memory(session, datasets, BUCKET_MEMORY_LIMIT),
    ]


def _ratio(session, dataset, job, state, peer, field):
    ours = session.median(dataset.name, job, state, "lifeboat")
    theirs = session.median(dataset.name, job, state, peer)
    if ours is None or theirs is None or getattr(theirs, field) == 0:
        return None
    return getattr(ours, field) / getattr(theirs, field)


def _goal(text, ratios, limit):
    if not ratios or any(ratio is None for ratio in ratios.values()):
        return Goal(text)
    worst = max(ratios, key=ratios.get)
    return Goal(text, f"{ratios[worst]:.2f} ({worst})", ratios[worst] <= limit)


def _measured(session, datasets):
    """The data sets and states that there are figures for."""
    keys = {(key[0], key[2]) for key in session.costs}
    return [(one, state) for one in datasets for state in session.states if (one.name, state) in keys]


def _beside(session, datasets, job, peer, field, text):
    ratios = {
        f"{dataset.name}, {state}": _ratio(session, dataset, job, state, peer, field)
        for dataset, state in _measured(session, datasets)
    }
    return _goal(text, ratios, 1.0)


def _beside_best(session, datasets, job, limit, text):
    ratios = {}
    for dataset, state in _measured(session, datasets):
        peers = [tool.name for tool in session.contenders if tool.name != "lifeboat"]
        beside = [_ratio(session, dataset, job, state, peer, "wall") for peer in peers]
        ratios[f"{dataset.name}, {state}"] = None if not beside or None in beside else max(beside)
    return _goal(text, ratios, limit)


def _per_gib(session, datasets, limit, text):
    figures = {}
    for dataset, state in _measured(session, datasets):
        cost = session.median(dataset.name, "protect", state, "lifeboat")
        amount = dataset.files * dataset.file_bytes / (1 << 30)
        figures[f"{dataset.name}, {state}"] = cost and cost.cpu / amount
    return _goal(text, figures, limit)


def _faster(session, datasets):
    goals = []
    for job, name in JOB_NAMES.items():
        for peer in VERIFYING:
            ratios = {
                f"{dataset.name}, {state}": _ratio(session, dataset, job, state, peer, "wall")
                for dataset in datasets
                for state in session.states
            }
            goals.append(_goal(f"{name}: less time than {peer}", ratios, 1.0))
    return goals


def _leaner(session, datasets):
    goals = []
    for job in ("protect", "restore"):
        ratios = {
            f"{dataset.name}, {state}": _ratio(session, dataset, job, state, "restic", "cpu")
            for dataset in datasets
            for state in session.states
        }
        goals.append(
            _goal(f"{JOB_NAMES[job]}: at most half the processor time of restic", ratios, CPU_OF_RESTIC)
        )
    return goals


def _small(session, datasets):
    ratios = {
        f"{dataset.name}, {state}": _ratio(session, dataset, "unchanged", state, "rclone", "wall")
        for dataset in datasets
        if dataset.small_files
        for state in session.states
    }
    return [
        _goal("small files with nothing changed: less than 0.3 of rclone's time", ratios, UNCHANGED_OF_RCLONE)
    ]


def _memory(session, datasets, limit):
    goals = []
    for dataset in datasets:
        costs = [
            session.median(dataset.name, job, session.states[0], "lifeboat") for job in ("protect", "restore")
        ]
        text = f"peak memory under {limit >> 20} MiB with {dataset.title}"
        if None in costs:
            goals.append(Goal(text))
            continue
        peak = max(cost.memory for cost in costs)
        goals.append(Goal(text, f"{peak / (1 << 20):.0f} MiB", peak < limit))
    return goals
