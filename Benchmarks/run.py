#!/usr/bin/env python3
"""Measures Lifeboat beside rclone, restic and rsync, and writes RESULTS.md. Needs Python 3.11 alone."""

import argparse
import json
import pathlib
import sys

from harness import datasets, machine, measure, peers, report, session

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
TOOLS = ["lifeboat", "rclone", "restic", "rsync"]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small data, one run; writes below the work folder"
    )
    parser.add_argument("--runs", type=int, help="runs of each command (3; 1 with --quick)")
    parser.add_argument("--only", default=",".join(TOOLS), help="tools to measure, with commas between")
    parser.add_argument("--data", default="", help="data sets to measure, with commas between (all)")
    parser.add_argument("--cache", default="cold,warm", help="states of the page cache (cold,warm)")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build" / "release" / "lifeboat")
    parser.add_argument(
        "--work",
        type=pathlib.Path,
        default=ROOT / ".build" / "benchmarks",
        help="where data and copies go (15 GiB)",
    )
    parser.add_argument("--output", type=pathlib.Path, help="the report (Benchmarks/RESULTS.md)")
    return parser.parse_args()


def chosen(options):
    every = datasets.quick() if options.quick else datasets.full()
    names = options.data.split(",") if options.data else [dataset.name for dataset in every]
    return [
        dataset for dataset in every if dataset.name in names or dataset.name.removesuffix("-quick") in names
    ]


def caches(options):
    wanted = options.cache.split(",")
    if "cold" in wanted and not measure.can_drop_caches():
        measure.say("the page cache cannot be emptied by this user: measuring warm only")
        return ["warm"]
    return wanted


def raw(measured):
    return [
        {
            "dataset": key[0],
            "job": key[1],
            "cache": key[2],
            "tool": key[3],
            "costs": [vars(cost) for cost in costs],
        }
        for key, costs in measured.costs.items()
    ]


def main():
    options = arguments()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    tools = peers.all_contenders(work, options.binary.resolve(), options.only.split(","))
    selected = chosen(options)
    runs = options.runs or (1 if options.quick else 3)
    measured = session.Session(tools, work, runs, caches(options))
    for dataset in selected:
        measured.measure(dataset)
    (work / "results.json").write_text(json.dumps(raw(measured), indent=1) + "\n")
    versions = [(tool.name, tool.version()) for tool in tools]
    text = report.markdown(measured, selected, machine.describe(work), versions)
    output = options.output or (work / "RESULTS.md" if options.quick else HERE / "RESULTS.md")
    output.write_text(text)
    measure.say(f"wrote {output}")
    return 1 if measured.failures else 0


if __name__ == "__main__":
    sys.exit(main())
