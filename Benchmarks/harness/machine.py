"""Tells what machine a measurement was made on."""

import os
import platform
import subprocess


def describe(work):
    """Pairs of a property and its value."""
    return [
        ("processor", f"{_value('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores"),
        ("memory", f"{int(_value('/proc/meminfo', 'MemTotal').split()[0]) / (1 << 20):.1f} GiB"),
        ("kernel", platform.release()),
        ("system", _release()),
        ("file system", _file_system(work)),
        ("Python", platform.python_version()),
    ]


def _value(path, key):
    with open(path) as file:
        for line in file:
            name, _, value = line.partition(":")
            if name.strip() == key:
                return value.strip()
    return "0 unknown"


def _release():
    with open("/etc/os-release") as file:
        pairs = dict(line.rstrip().split("=", 1) for line in file if "=" in line)
    return pairs.get("PRETTY_NAME", "unknown").strip('"')


def _file_system(path):
    command = ["findmnt", "--noheadings", "--output", "FSTYPE", "--target", path]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.strip() or "unknown"
