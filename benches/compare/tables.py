"""What was measured, as tables: for a terminal and as Markdown."""
import statistics

from measure import median, ratio

SCENARIOS = {
    "cold": "Cold build, into a new folder",
    "unchanged": "Build again, nothing changed",
    "body": "Build again, a sentence added to one article",
    "title": "Build again, the title of one article changed",
}


def seconds(value):
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def times(value):
    return "" if value is None else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def memory(value, least):
    return f"{value:,.0f}" if value > least * 1.05 else f"up to {least:,.0f}"


def rows(results, scenario, least):
    """One row a program: `results` holds, by program and scenario, the runs round by round."""
    head = ["program", "x floor", "x Hugo", "CPU x floor", "memory x Hugo"]
    head += ["of its cold build"] if scenario != "cold" else []
    head += ["wall s", "from - to", "user s", "system s", "peak MiB", "pages", "warnings", "n"]
    table = [head]
    of = lambda name: results.get(name, {}).get(scenario)
    for name, runs_of in results.items():
        runs = runs_of.get(scenario)
        if not runs:
            continue
        walls = [run.wall for run in runs]
        row = [name, times(ratio(runs, of("floor"))), times(ratio(runs, of("Hugo")))]
        row += [times(ratio(runs, of("floor"), "cpu")), times(ratio(runs, of("Hugo"), "memory"))]
        row += [times(ratio(runs, runs_of.get("cold")))] if scenario != "cold" else []
        row += [seconds(statistics.median(walls)), f"{seconds(min(walls))} - {seconds(max(walls))}"]
        row += [seconds(median(runs, "user")), seconds(median(runs, "system")), memory(median(runs, "memory"), least)]
        row += [f"{runs[0].pages:,}", f"{runs[0].warnings:,}" if name.startswith("carepress") else "", str(len(runs))]
        table.append(row)
    return table


def in_short(by_size, system):
    """carepress in one line a size: the ratios that it is held to."""
    head = ["articles", "on", "x floor", "CPU x floor", "x Hugo", "memory x Hugo"]
    table = [[*head, "nothing changed", "one article changed"]]
    for pages, results in sorted(by_size.items()):
        care, floor, hugo = (results.get(name, {}) for name in ("carepress", "floor", "Hugo"))
        cold = care.get("cold")
        if not cold:
            continue
        row = [f"{pages:,}", system]
        row += [times(ratio(cold, floor.get("cold"))), times(ratio(cold, floor.get("cold"), "cpu"))]
        row += [times(ratio(cold, hugo.get("cold"))), times(ratio(cold, hugo.get("cold"), "memory"))]
        row += [times(ratio(care[again], cold)) if care.get(again) else "" for again in ("unchanged", "body")]
        table.append(row)
    return table


def growth(by_size):
    """How much longer each program takes for more pages: `by_size` holds results by the number of pages."""
    sizes = sorted(by_size)
    table = [["program", "pages", "wall s", "more pages", "more time", "peak MiB", "more memory"]]
    for small, large in zip(sizes, sizes[1:]):
        for name, runs_of in by_size[large].items():
            before = by_size[small].get(name, {}).get("cold")
            after = runs_of.get("cold")
            if before and after:
                walls, peaks = ([median(runs, of) for runs in (before, after)] for of in ("wall", "memory"))
                table.append(
                    [
                        name,
                        f"{small:,} to {large:,}",
                        " to ".join(map(seconds, walls)),
                        times(large / small),
                        times(walls[1] / walls[0]),
                        " to ".join(f"{peak:,.0f}" for peak in peaks),
                        times(peaks[1] / peaks[0]),
                    ]
                )
    return table


def are_numbers(table):
    """For each column, whether it holds numbers; they stand to the right."""
    return [any(cell[:1].isdigit() for cell in column) for column in zip(*table[1:])]


def for_terminal(table):
    """Columns of even width."""
    widths = [max(map(len, column)) for column in zip(*table)]
    numbers = are_numbers(table)
    lines = []
    for row in table:
        columns = zip(row, widths, numbers)
        lines.append("  ".join(cell.rjust(width) if right else cell.ljust(width) for cell, width, right in columns))
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def as_markdown(table):
    """The same as Markdown."""
    head, *body = table
    lines = [head, ["---:" if right else "---" for right in are_numbers(table)], *body]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)
