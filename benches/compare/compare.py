#!/usr/bin/env python3
"""Measures carepress beside other static site generators, and beside the least that any of them could do.

    python3 benches/compare/compare.py --install --write

makes the corpus, builds it with every program in turn, round after round, and prints what each took. benches/README.md
says more.
"""
import argparse
import contextlib
import pathlib
import re
import shlex
import shutil
import sys
import tempfile

import measure
import tables
import tools
from corpus import SHAPES
from figures import PAGE, Figures, file_system, title_of
from sites import Site

# For the long article: so many articles' worth of text, about 1 MB and 5 MB.
LONG_ARTICLE = [200, 1_000]
# Space that one page takes on a disk with its folder, a generous guess in bytes.
PAGE_ON_DISK = 24_000


class Comparison:
    """One run: its programs, where they write, and how often."""

    def __init__(self, given, figures, selected):
        self.given, self.figures, self.selected = given, figures, selected
        self.least = measure.least_memory()
        self.failed = False

    def choose(self, pages, names):
        """Those of the programs that can be asked for so many pages."""
        chosen = [tool for tool in self.selected if tool.name in names]
        for tool in chosen:
            if pages > tool.most and tool.name not in (self.given.tools or []):
                self.figures.note(f"{tool.name} with {pages:,} articles: it takes minutes ({tool.remark})")
        return [tool for tool in chosen if pages <= tool.most or tool.name in (self.given.tools or [])]

    def job(self, out, shape, pages, names, scenarios):
        """Builds one corpus with some programs, round by round; gives the runs by program and scenario."""
        chosen = self.choose(pages, names)
        sites = {tool.name: Site(tool, pages, shape) for tool in chosen}
        for site in sites.values():
            site.read_once()
        in_memory = file_system(out) == "tmpfs"
        needed = PAGE_ON_DISK * pages * len(chosen) * (1 if in_memory else self.given.rounds)
        if shutil.disk_usage(out).free < needed:
            sys.exit(f"too little space in {out}: {needed >> 30} GiB are needed; ask for less with --rounds or --sizes")
        results = {tool.name: {scenario: [] for scenario in scenarios} for tool in chosen}
        for turn in range(1, self.given.rounds + 1):
            # Nobody always runs first, or always behind the same neighbour.
            start = turn % max(1, len(chosen))
            order = [sites[tool.name] for tool in chosen[start:] + chosen[:start]]
            place = out / f"{shape}-{pages}-{turn}"
            place.mkdir()
            self.one_round(order, place, turn, results)
            if in_memory:
                # Elsewhere the folders stay to the end: a file system that has just deleted much is slower for a while.
                shutil.rmtree(place)
        return results

    def one_round(self, order, place, turn, results):
        """Every scenario with every program, once. One that fails is taken out of the results."""
        with contextlib.ExitStack() as undo:
            for site in order:
                undo.enter_context(site.as_it_was())
            scenarios = next(iter(results.values()), [])
            for scenario in list(scenarios):
                for site in [site for site in order if site.tool.name in results]:
                    name, where = site.tool.name, f"{site.folder.name}, {scenario}"
                    try:
                        run = self.build(site, place / site.tool.flavour, scenario, turn)
                    except measure.Failed as failure:
                        self.figures.note(f"{name} ({where}): {str(failure).splitlines()[0].rstrip(':')}")
                        print(failure, file=sys.stderr)
                        self.failed = True
                        del results[name]
                        continue
                    results[name][scenario].append(run)
                    print(f"{turn}/{self.given.rounds}  {where}: {run.wall:.2f} s", file=sys.stderr)

    def build(self, site, place, scenario, turn):
        """One build, looked through."""
        tool, shown = site.tool, site.edit(scenario, turn)
        log = place.with_name(place.name + ".log")
        run = measure.run(tool.command(site.folder, place), log, site.folder, tool.environment(site.folder, place))
        run.pages = tool.count_pages(place, site.articles, site.shape == "standard")
        if shown and (scenario == "body" or tool.shows_titles) and not site.shows(place, shown):
            raise measure.Failed(f"{tool.name} does not show what was edited")
        warnings = re.search(r"(\d+) warnings?\s*$", measure.end_of(log))
        run.warnings = int(warnings[1]) if warnings else 0
        # Hundreds of megabytes, when every warning of a large site is printed.
        log.unlink()
        return run

    def standard(self, out):
        """All programs, all sizes."""
        names, by_size, system = [tool.name for tool in self.selected], {}, file_system(out)
        for pages in self.given.sizes:
            by_size[pages] = self.job(out, "standard", pages, names, self.given.scenarios)
            for scenario in self.given.scenarios:
                self.tell(title_of(scenario, pages, system), tables.rows(by_size[pages], scenario, self.least))
        self.tell(f"Growth, {system}", tables.growth(by_size))
        self.figures.shorten(tables.in_short(by_size, system))

    def shapes(self, out):
        """carepress alone, on the other shapes."""
        table = []
        for shape in self.given.shape:
            if shape == "standard":
                continue
            sizes = LONG_ARTICLE if shape == "long-article" else self.given.sizes[-2:]
            by_size = {pages: self.job(out, shape, pages, ["carepress"], ["cold"]) for pages in sizes}
            head, *rows = tables.growth(by_size)
            table = [*(table or [["carepress with", *head[1:]]]), *([SHAPES[shape], *row[1:]] for row in rows)]
        self.tell(f"Other shapes, {file_system(out)}", table)

    def tell(self, title, table):
        """Prints a table as soon as it is there, and keeps it for the page."""
        if len(table) > 1:
            print(f"\n{title}\n\n{tables.for_terminal(table)}\n", flush=True)
        self.figures.add(title, table)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--sizes", type=int, nargs="+", default=[1_000, 10_000, 50_000], metavar="N", help="articles")
    add("--rounds", type=int, default=5, metavar="N", help="builds of each kind (default: 5)")
    out = "where the sites are written, such as /dev/shm; one after the other (default: target/bench)"
    add("--out", type=pathlib.Path, nargs="+", metavar="DIR", help=out)
    add("--tools", nargs="+", metavar="NAME", help="only these programs, such as: floor carepress Hugo")
    add("--scenarios", nargs="+", choices=list(tables.SCENARIOS), default=list(tables.SCENARIOS))
    shape = "what grows; all but `standard` are for carepress alone, with the two largest sizes"
    add("--shape", nargs="+", choices=[*SHAPES, "all"], default=["standard"], help=shape)
    program = "a carepress to measure, instead of target/release/carepress, which is built first"
    add("--program", type=pathlib.Path, help=program)
    add("--install", action="store_true", help="fetch the peers that are missing into target/bench/tools")
    add("--write", action="store_true", help="write benches/FIGURES.md")
    given = parser.parse_args()
    given.sizes = sorted(set(given.sizes))
    given.shape = list(SHAPES) if "all" in given.shape else given.shape
    if min(given.sizes) < 100 or given.rounds < 1:
        parser.error("at least 100 articles, so that every topic has one, and one round")
    # All of them before anything is built, which takes minutes, or measured, which takes an hour.
    for folder in given.out or []:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix="carepress-bench-", dir=folder):
                pass
        except OSError as error:
            parser.error(f"argument --out: nothing can be written in {folder}: {error.strerror}")
    return given


def main():
    given = arguments()
    if given.install:
        tools.install()
    known = tools.all_tools(tools.build_own(given.program), is_built_here=given.program is None)
    wrong = set(given.tools or []) - {tool.name for tool in known}
    if wrong:
        sys.exit(f"there is no {', '.join(sorted(wrong))}; the programs are: {'; '.join(tool.name for tool in known)}")
    wanted = [tool for tool in known if not given.tools or tool.name in given.tools]
    selected = [tool for tool in wanted if tool.program and tool.program.exists()]
    absent = [tool for tool in wanted if tool not in selected]
    missing = [f"{tool.name}: not on this machine; it comes from: {tool.source}" for tool in absent]
    versions = [[tool.name, tool.says_version(), tool.remark] for tool in selected]
    command = shlex.join(["python3", "benches/compare/compare.py", *sys.argv[1:]])
    if given.program:
        # Where somebody keeps a program is nobody's business.
        command = command.replace(shlex.quote(str(given.program)), "PATH")
    roots = given.out or [tools.WORK]
    figures = Figures(command, versions, missing, roots)
    comparison = Comparison(given, figures, selected)
    print(f"{figures.date}; {figures.machine}\n" + tables.for_terminal([["program", "version", "note"], *versions]))
    print("\n".join(missing), flush=True)
    with contextlib.ExitStack() as folders:
        # All of them are removed when everything is measured, and not before.
        for root in roots:
            folder = tempfile.TemporaryDirectory(prefix="carepress-bench-", dir=root)
            out = pathlib.Path(folders.enter_context(folder)).resolve()
            if "standard" in given.shape:
                comparison.standard(out)
            comparison.shapes(out)
    print("\n".join(figures.notes))
    if given.write:
        figures.write()
        print(f"written: {PAGE}", file=sys.stderr)
    sys.exit(comparison.failed)


if __name__ == "__main__":
    main()
