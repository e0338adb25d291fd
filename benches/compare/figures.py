"""The page of figures: benches/FIGURES.md, written by the comparison and by nothing else."""
import datetime
import os
import platform

from tables import SCENARIOS, as_markdown
from tools import REPOSITORY

PAGE = REPOSITORY / "benches" / "FIGURES.md"

SHORT = """\
carepress in short: its time and its processor's time against the least that a generator can take, its time and its peak
memory against Hugo's, and what it takes to build again, as a part of its cold build.
"""

HOW_TO_READ = """\
The corpus: made-up leaflets of 400 to 900 words (4.7 kB of Markdown), in 12 sections of unequal size, with 40 topics,
3 to 6 internal links, two related pages, and at times a table or a footnote each.

Every program builds the same articles, in turn within one run, each time into a new empty folder; figures are medians
over the rounds (n), from the start of the process to its end. A ratio is the median of the ratios round by round, and
says more than the seconds: the machine and its disk weigh on all programs alike. Before each build, what is left to
write to the disk is written. Memory is the peak that the system counted.

The **floor** reads the articles, makes HTML of their Markdown, puts a fixed frame around it and writes it: no front
matter, no links, no lists. No generator can do less.

**carepress** does its whole job: all checks, all links, and a site that is written beside the old one, flushed to the
disk (no other program here does this) and put in its place in one step. The sentences of the corpus are longer than it
likes, so it prints about twenty warnings a page, as people read them, into a file. **carepress, clean** is the same
corpus with limits in `site.yaml` that it keeps: the same checks run and find nothing.

How many pages a program writes beside the articles differs: topics, sections, and what its theme has. It was looked at
in every run that no article, section or topic was missing, and that the edited page showed the edit.
"""


def machine(folders):
    """The machine, as far as figures depend on it."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    systems = "/".join(dict.fromkeys(file_system(folder) for folder in folders))
    return f"{cores} cores, {pages / (1 << 30):.0f} GiB, {platform.system()}, {systems}"


def file_system(folder):
    """The kind of file system that a folder is on, such as ext4."""
    folder, best = os.path.realpath(folder), ("", "unknown")
    try:
        with open("/proc/mounts", encoding="utf-8") as mounts:
            for line in mounts:
                _, at, kind, *_ = line.split(" ")
                if os.path.commonpath([at, folder]) == at and len(at) >= len(best[0]):
                    best = (at, kind)
    except OSError:
        pass
    return best[1]


class Figures:
    """Everything that one run of the comparison found, in the order in which it is told."""

    def __init__(self, command, versions, missing, folders):
        self.date = datetime.date.today().isoformat()
        self.command, self.versions, self.missing = command, versions, missing
        self.machine = machine(folders)
        self.parts, self.notes, self.short = [], [], []

    def add(self, title, table):
        """A table under a heading; a table without rows is left out."""
        if len(table) > 1:
            self.parts.append((title, table))

    def shorten(self, table):
        """What stands first: carepress alone, by its ratios."""
        self.short = [*self.short, *table[1:]] if self.short else table

    def note(self, text):
        """What went otherwise than planned. It stands in the page: figures without it would mislead."""
        if text not in self.notes:
            self.notes.append(text)

    def markdown(self):
        """The whole page."""
        out = [
            "# Figures",
            f"Made by `{self.command}` on {self.date}; {self.machine}.",
            *([SHORT.strip(), as_markdown(self.short)] if len(self.short) > 1 else []),
            HOW_TO_READ.strip(),
            as_markdown([["program", "version", "note"], *self.versions]),
        ]
        left_out = [*self.missing, *self.notes]
        if left_out:
            out += ["Not measured:", "\n".join(f"- {line}" for line in left_out)]
        for title, table in self.parts:
            out += [f"## {title}", as_markdown(table)]
        return "\n\n".join(out) + "\n"

    def write(self):
        """Replaces the page."""
        PAGE.write_text(self.markdown(), encoding="utf-8")


def title_of(scenario, pages, system):
    """The heading of a table."""
    return f"{SCENARIOS[scenario]}: {pages:,} articles, {system}"
