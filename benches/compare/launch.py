"""Starts one program, waits for it, and prints what it took. A process of its own, and a small one.

    python3 -I -S launch.py LOG FOLDER PROGRAM ARGUMENT…

The system counts the peak memory of a program from before it began: what started it is in the figure. So it is started
from here, where nothing is held in memory. Prints the exit code, seconds of the clock, of the user and of the system,
and the peak memory as `ru_maxrss` counts it.
"""
import os
import sys
import time


def main():
    log, folder, *command = sys.argv[1:]
    os.chdir(folder)
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    begun = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - begun
    print(os.waitstatus_to_exitcode(status), wall, used.ru_utime, used.ru_stime, used.ru_maxrss)


main()
