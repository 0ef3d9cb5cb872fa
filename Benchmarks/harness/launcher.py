"""Starts one command and tells what it took: seconds, exit status, processor seconds, peak KiB.

A program of its own, run without the site packages: the kernel counts what the parent of a command takes as
the peak memory of the command, and this parent takes little.
"""

import os
import sys
import time


def main():
    report, command = int(sys.argv[1]), sys.argv[2:]
    begin = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, report)])
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    code = os.waitstatus_to_exitcode(status)
    told = f"{wall} {code} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}"
    os.write(report, told.encode())


main()
