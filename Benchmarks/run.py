#!/usr/bin/env python3
"""Measures Lifeboat beside its peers, over directories and over a bucket, and writes RESULTS.md and RESULTS-S3.md.

Needs Python 3.11 alone; the peers are installed where they are missing.
"""

import argparse
import json
import pathlib
import sys

from harness import machine, measure, parts, peers, report, session

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent


def words(text):
    """The words of a list with commas between."""
    return [word for word in text.split(",") if word]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small data, one run; writes below the work folder"
    )
    parser.add_argument("--runs", type=int, help="runs of each command (3; 1 with --quick)")
    parser.add_argument("--part", choices=list(parts.PARTS), action="append", help="what to measure (all)")
    parser.add_argument("--only", type=words, default=[], help="tools to measure, with commas between (all)")
    parser.add_argument("--data", type=words, default=[], help="data sets to measure, with commas between (all)")
    parser.add_argument("--states", type=words, default=[], help="of cold,warm or http,https (all)")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build" / "release" / "lifeboat")
    parser.add_argument(
        "--work",
        type=pathlib.Path,
        default=ROOT / ".build" / "benchmarks",
        help="where data and copies go (15 GiB)",
    )
    parser.add_argument("--output", type=pathlib.Path, help="the folder of the reports (Benchmarks)")
    return parser.parse_args()


def raw(measured):
    return [
        {
            "dataset": key[0],
            "job": key[1],
            "state": key[2],
            "tool": key[3],
            "costs": [vars(cost) for cost in costs],
        }
        for key, costs in measured.costs.items()
    ]


def measure_part(part, options, work):
    """Measures one part and writes its report; whether everything went well."""
    tools = peers.chosen(part.kinds, options.binary.resolve(), options.only)
    selected = parts.data_of(part, options.quick, options.data)
    states = [state for state in part.states() if not options.states or state in options.states]
    runs = options.runs or (1 if options.quick else 3)
    measured = session.Session(tools, work, runs, states, part.ground())
    for dataset in selected:
        measured.measure(dataset)
    output = (options.output or (work if options.quick else HERE)) / part.report
    (work / part.report).with_suffix(".json").write_text(json.dumps(raw(measured), indent=1) + "\n")
    versions = [(tool.name, tool.version()) for tool in tools]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(report.markdown(part, measured, selected, machine.describe(work), versions))
    measure.say(f"wrote {output}")
    return not measured.failures


def main():
    options = arguments()
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    names = options.part or list(parts.PARTS)
    outcomes = [measure_part(parts.PARTS[name], options, work) for name in names]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
