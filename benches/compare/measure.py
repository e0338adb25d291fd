"""Runs a program and says what it took."""
import dataclasses
import os
import pathlib
import statistics
import subprocess
import sys

LAUNCHER = [sys.executable, "-I", "-S", str(pathlib.Path(__file__).resolve().with_name("launch.py"))]


@dataclasses.dataclass
class Run:
    """One run, from start to exit: seconds of the clock and of the processor, peak memory in MiB.

    `pages` and `warnings` are filled in by who looks at what was written.
    """

    wall: float
    user: float
    system: float
    memory: float
    pages: int = 0
    warnings: int = 0

    @property
    def cpu(self):
        """Seconds of all processors together."""
        return self.user + self.system


class Failed(Exception):
    """A program that did not do its work: its figures would mislead."""


def run(command, log, folder, environment):
    """Runs a command to its end in a folder, with all that it says in the file `log`."""
    # What others have left to write to the disk is not this program's work.
    os.sync()
    launch = [*LAUNCHER, log, folder, *command]
    environment = {**os.environ, **environment}
    launched = subprocess.run(launch, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    code, wall, user, system, memory = launched.stdout.split()
    if code != "0":
        raise Failed(f"{pathlib.Path(command[0]).name} ended with {code}:\n{end_of(log)}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(float(wall), float(user), float(system), int(memory) / unit)


def end_of(log):
    """The last lines that a program said."""
    with open(log, "rb") as said:
        said.seek(max(0, os.fstat(said.fileno()).st_size - 2_000))
        return said.read().decode("utf-8", "replace")


def least_memory():
    """What a program seems to need that needs nothing, in MiB: less than this cannot be told apart."""
    return run(["true"], os.devnull, ".", {}).memory


def median(runs, of):
    """The median of one figure of several runs."""
    return statistics.median(getattr(run, of) for run in runs)


def ratio(runs, to, of="wall"):
    """The median of the ratios, round by round: what slows a whole round weighs on both. None when one is missing."""
    pairs = [getattr(run, of) / getattr(other, of) for run, other in zip(runs, to or []) if getattr(other, of)]
    return statistics.median(pairs) if pairs else None
