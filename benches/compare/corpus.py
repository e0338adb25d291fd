#!/usr/bin/env python3
"""Makes one site of made-up leaflets, the same for every generator.

    corpus.py OUT --pages N [--seed S] [--flavour NAME] [--shape NAME]

The same seed, number of pages and shape always give the same model: the same titles, files, dates, topics, relations,
links and body text. A flavour changes only how front matter and internal links are written, and which templates are
copied from `peers/`. A shape changes what grows: see `SHAPES`.

Beside the site, `OUT.pages` lists its articles, one a line: path without `.md`, a tab, title.
"""
import argparse
import dataclasses
import datetime
import pathlib
import random
import shutil

import words
from flavours import FLAVOURS

HERE = pathlib.Path(__file__).resolve().parent

# The day that every carepress corpus is built on: all pages are reviewed, and no review is due.
TODAY = "2027-01-02"
FIRST_REVIEW = datetime.date(2026, 1, 1)

SHAPES = {
    "standard": "12 sections of unequal size, 40 topics, 3 to 6 internal links a page",
    "one-section": "all pages in one section",
    "one-topic": "one topic on all pages",
    "one-target": "one page linked from all",
    "long-article": "one article as long as so many pages (1,000 make about 5 MB)",
    "languages": "the pages in 20 languages, each a translation of the others",
}

# Those that carepress brings words for come first; the others get a copy of the English ones.
LANGUAGES = "en pt-br es de ar fr it nl pl tr ro cs sv da fi el uk ru vi so".split()


@dataclasses.dataclass(slots=True)
class Page:
    """One article. `related` and `links` are positions in the list of pages."""

    i: int
    section: str
    title: str
    file: str
    order: int
    reviewed: datetime.date
    due: datetime.date
    tags: list
    desc: str
    related: list
    links: list


def slugify(text):
    """`Long-term hip pain` as a part of an address."""
    return "".join(c if c.isalnum() else "-" for c in text.lower()).strip("-").replace("--", "-")


def build_model(count, seed, shape):
    """All articles of a site, without their text."""
    rng = random.Random(f"model:{seed}")
    slugs = [slug for slug, _, share in words.SECTIONS for _ in range(share)]
    pages, in_section = [], {slug: 0 for slug, _, _ in words.SECTIONS}
    for i in range(count):
        section = words.SECTIONS[i][0] if i < len(words.SECTIONS) else rng.choice(slugs)
        if shape == "one-section":
            section = "conditions"
        in_section[section] += 1
        title = " ".join(rng.choice(part) for part in (words.ACTIONS, words.QUALITIES, words.PARTS, words.PROBLEMS))
        reviewed = FIRST_REVIEW + datetime.timedelta(days=rng.randrange(365))
        due = reviewed + datetime.timedelta(days=rng.choice((730, 1095)))
        tags = rng.sample(words.TAGS, rng.randint(1, 4))
        desc = " ".join(rng.choice(part) for part in (words.WHO, words.DO, words.WHAT, words.WHEN)) + "."
        related = rng.sample(range(count), min(2, count))
        links = [rng.randrange(count) for _ in range(rng.randint(3, 6))]
        if shape == "one-topic":
            tags = ["heart"]
        if shape == "one-target":
            links = [0] * len(links)
        file = f"{slugify(title)}-{i:05d}"
        order = in_section[section]
        pages.append(Page(i, section, title, file, order, reviewed, due, tags, desc, related, links))
    return pages


def sentence(rng):
    c, r = rng.choice, rng.random()
    if r < 0.40:
        s = f"{c(words.WHO)} {c(words.DO)} {c(words.WHAT)} {c(words.WHEN)}"
    elif r < 0.75:
        s = f"{c(words.OPENERS)} {c(words.VERBS)} {c(words.WHAT)} {c(words.WHEN)}"
    else:
        when = c(words.WHEN)
        s = f"{when[0].upper()}{when[1:]}, {c(words.VERBS)} {c(words.WHAT)}"
    if rng.random() < 0.45:
        s += f", {c(words.WHY)}"
    if rng.random() < 0.10:
        what = c(words.WHAT)
        s += f"; also think about **{what}**" if rng.random() < 0.5 else f" (including *{what}*)"
    return s + "."


def paragraph(rng, count):
    return " ".join(sentence(rng) for _ in range(count))


def body(page, pages, seed, link):
    """An article's text in Markdown, 400 to 900 words; `link(page)` gives the address in the flavour's own syntax."""
    rng = random.Random(f"body:{seed}:{page.i}")
    c = rng.choice
    target = rng.randint(350, 820)
    links = [f"[{pages[j].title.lower()}]({link(pages[j])})" for j in page.links]
    has_table, has_note = page.i % 4 == 1, page.i % 5 == 2
    out, count = [], 0
    headings = rng.sample(words.H2S, len(words.H2S))
    quoted = tabled = False

    def put(block):
        nonlocal count
        out.append(block)
        count += block.count(" ") + 1

    put(paragraph(rng, 3) + ("[^1]" if has_note else ""))
    sections = 0
    while count < target or links or (has_table and not tabled) or not quoted:
        put(f"## {headings[sections % len(headings)]}")
        sections += 1
        text = paragraph(rng, rng.randint(3, 5))
        if links:
            text += " " + c(words.LINKINS).format(links.pop())
        put(text)
        if not quoted:
            put(f"> **Good to know:** {sentence(rng)}")
            quoted = True
        kind = rng.random()
        if kind < 0.35:
            put("\n".join(f"- {item}" for item in rng.sample(words.ITEMS, rng.randint(3, 6))))
        elif kind < 0.55:
            put("\n".join(f"{k}. {sentence(rng)}" for k in range(1, rng.randint(4, 6))))
        if has_table and not tabled and sections >= 2:
            rows = [f"| {t} | {c(words.CELLS)} | {c(words.CELLS)} |" for t in words.TIMES[: rng.randint(4, 7)]]
            put("| When | What to do | Also useful |\n|---|---|---|\n" + "\n".join(rows))
            tabled = True
        if rng.random() < 0.6:
            put(f"### {c(words.H3S)}")
            text = paragraph(rng, rng.randint(2, 4))
            if links and rng.random() < 0.7:
                text += " " + c(words.LINKINS).format(links.pop())
            put(text)
    if has_note:
        out.append(f"[^1]: {sentence(rng)}")
    return "\n\n".join(out) + "\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_articles(root, flavour, pages, seed, language=None):
    """The home page, the sections and the articles, below one folder."""
    write(root / flavour.index, flavour.home())
    of_section = {slug: [] for slug, _, _ in words.SECTIONS}
    for page in pages:
        of_section[page.section].append(page)
    for order, (slug, title, _) in enumerate(words.SECTIONS, 1):
        (root / slug).mkdir(parents=True, exist_ok=True)
        if flavour.section_index:
            write(root / slug / flavour.section_index, flavour.section(order, slug, title, of_section[slug]))
    for page in pages:
        text = flavour.front(page, pages, language) + body(page, pages, seed, flavour.link(page))
        write(root / page.section / f"{page.file}.md", text + flavour.tail(page, pages))
    flavour.extra(root, of_section)


def long_article(root, flavour, pages, seed):
    """All texts in one article. Its links lead to the guide, since there is no other page."""
    write(root / flavour.index, flavour.home())
    texts = [body(page, pages, seed, lambda _: "patient-guide.md").replace("[^1]", f"[^{page.i}]") for page in pages]
    alone = dataclasses.replace(pages[0], related=[])
    write(root / "long-article.md", flavour.front(alone, pages, None) + "\n".join(texts))
    flavour.extra(root, {})
    return "long-article\t" + alone.title


def make(out, count, seed, flavour_name, shape):
    """Writes a site into the folder `out`, which must not exist yet, and the list of its articles beside it."""
    flavour = FLAVOURS[flavour_name]()
    templates = HERE / "peers" / flavour_name
    if templates.is_dir():
        shutil.copytree(templates, out)
    root = out / flavour.content
    languages = LANGUAGES if shape == "languages" else LANGUAGES[:1]
    pages = build_model(max(1, count // len(languages)), seed, shape)
    flavour.settings(out, languages, 100_000_000 if shape == "long-article" else 14_000)
    if shape == "long-article":
        listed = [long_article(root, flavour, pages, seed)]
    else:
        listed = []
        for language in languages:
            folder = "" if language == languages[0] else language + "/"
            write_articles(root / folder, flavour, pages, seed, language if folder else None)
            listed += [f"{folder}{page.section}/{page.file}\t{page.title}" for page in pages]
    write(out.with_name(out.name + ".pages"), "\n".join(listed) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flavour", choices=sorted(FLAVOURS), default="plain")
    parser.add_argument("--shape", choices=list(SHAPES), default="standard")
    given = parser.parse_args()
    if given.out.exists():
        parser.error(f"{given.out} is there already")
    if given.shape != "standard" and given.flavour not in ("carepress", "clean"):
        parser.error("other shapes are made for carepress alone")
    make(given.out, given.pages, given.seed, given.flavour, given.shape)


if __name__ == "__main__":
    main()
