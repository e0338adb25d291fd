"""How each generator wants its front matter, its internal links and its files: the corpus's only differences."""
import pathlib

import words

GUIDE_TITLE = "Patient guide"
GUIDE_DESC = "Start here: how the pages are arranged and where to look first."
GUIDE_BODY = (
    "This guide collects plain-language pages for patients, families and carers. "
    "Every page shows when it was last reviewed.\n\n"
    "## How to use it\n\nPick a section below, or follow the links inside each page.\n"
)
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def q(text):
    """A quoted string, the same in YAML and TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def qlist(texts):
    return "[" + ", ".join(q(text) for text in texts) + "]"


def human(date):
    return f"{date.day} {date.strftime('%B')} {date.year}"


def section_text(title):
    return f"All pages about {title.lower()}, in reading order.\n"


class Plain:
    """`content/SECTION/PAGE.md`, YAML front matter, relative links to .md files. What the floor reads."""

    content = "content"
    index = "index.md"
    section_index = None

    def link(self, page):
        return lambda to: f"{to.file}.md" if to.section == page.section else f"../{to.section}/{to.file}.md"

    def rel(self, page):
        return f"{page.section}/{page.file}.md"

    def section_line(self, page):
        return f"section: {page.section}\n"

    def order_key(self):
        return "order"

    def front(self, p, pages, language):
        return (
            f"---\ntitle: {q(p.title)}\ndescription: {q(p.desc)}\n{self.section_line(p)}"
            f"{self.order_key()}: {p.order}\nreviewed: {p.reviewed}\nreview_due: {p.due}\n"
            f"tags: {qlist(p.tags)}\nrelated: {qlist(self.rel(pages[j]) for j in p.related)}\n---\n\n"
        )

    def tail(self, p, pages):
        return ""

    def home(self):
        return f"---\ntitle: {q(GUIDE_TITLE)}\ndescription: {q(GUIDE_DESC)}\n---\n\n{GUIDE_BODY}"

    def section(self, order, slug, title, pages):
        return ""

    def settings(self, out, languages, page_bytes):
        """What stands above the content, beside the templates. `page_bytes` is the largest page that is allowed."""

    def extra(self, root, of_section):
        """What stands beside the articles."""


class Hugo(Plain):
    index = section_index = "_index.md"

    def link(self, page):
        return lambda to: '{{< relref "/%s/%s.md" >}}' % (to.section, to.file)

    def rel(self, page):
        return f"/{page.section}/{page.file}"

    def section_line(self, page):
        return ""

    def order_key(self):
        return "weight"

    def section(self, order, slug, title, pages):
        return f"---\ntitle: {q(title)}\nweight: {order}\n---\n\n{section_text(title)}"


class Eleventy(Plain):
    section_index = "index.md"

    def link(self, page):
        return lambda to: '{{ "/content/%s/%s.md" | inputPathToUrl }}' % (to.section, to.file)

    def rel(self, page):
        return f"/{page.section}/{page.file}/"

    def home(self):
        return super().home().replace("---\n", "---\nlayout: home.njk\n", 1)

    def section(self, order, slug, title, pages):
        return (
            f"---\nlayout: section.njk\ntitle: {q(title)}\nsection: {slug}\norder: {order}\n"
            f"isSection: true\n---\n\n{section_text(title)}"
        )


class Toml(Plain):
    """What Zola and Blades share."""

    sorted_by = ""

    def home(self):
        return f"+++\ntitle = {q(GUIDE_TITLE)}\ndescription = {q(GUIDE_DESC)}\n{self.sorted_by}\n+++\n\n{GUIDE_BODY}"

    def section(self, order, slug, title, pages):
        return f"+++\ntitle = {q(title)}\nweight = {order}\n{self.sorted_by}\n+++\n\n{section_text(title)}"


class Zola(Toml):
    index = section_index = "_index.md"
    sorted_by = 'sort_by = "weight"'

    def link(self, page):
        return lambda to: f"@/{to.section}/{to.file}.md"

    def front(self, p, pages, language):
        return (
            f"+++\ntitle = {q(p.title)}\ndescription = {q(p.desc)}\nweight = {p.order}\n"
            f"[taxonomies]\ntags = {qlist(p.tags)}\n[extra]\nreviewed = {p.reviewed}\nreview_due = {p.due}\n"
            f"related = {qlist(self.rel(pages[j]) for j in p.related)}\n+++\n\n"
        )


class Blades(Toml):
    section_index = "index.md"
    sorted_by = "sort_by_weight = true"

    def link(self, page):
        return lambda to: f"/{to.section}/{to.file}.html"

    def front(self, p, pages, language):
        related = "".join(
            f"\n[[related]]\nhref = {q(self.link(p)(pages[j]))}\ntext = {q(pages[j].title)}\n" for j in p.related
        )
        return (
            f"+++\ntitle = {q(p.title)}\ndescription = {q(p.desc)}\nweight = {p.order}\n"
            f"reviewed = {q(human(p.reviewed))}\nreview_due = {q(human(p.due))}\n{related}\n"
            f"[taxonomies]\ntags = {qlist(p.tags)}\n+++\n\n"
        )


class Mdbook(Plain):
    """Has no front matter: what the others know of a page stands in its text."""

    content = "src"
    index = "guide.md"
    section_index = "index.md"

    def front(self, p, pages, language):
        return f"# {p.title}\n\n*{p.desc}*\n\n"

    def tail(self, p, pages):
        related = "\n".join(f"- [{pages[j].title}]({self.link(p)(pages[j])})" for j in p.related)
        return (
            f"\n## Related pages\n\n{related}\n\nLast reviewed: {human(p.reviewed)}. "
            f"Next review: {human(p.due)}. [Back to the guide](../guide.md)\n"
        )

    def home(self):
        return f"# {GUIDE_TITLE}\n\n{GUIDE_BODY}"

    def section(self, order, slug, title, pages):
        listed = "".join(f"- [{page.title}]({page.file}.md)\n" for page in pages)
        return f"# {title}\n\n{section_text(title)}\n{listed}"

    def extra(self, root, of_section):
        lines = ["# Summary", "", "[Patient guide](guide.md)", ""]
        for slug, title, _ in words.SECTIONS:
            lines.append(f"- [{title}]({slug}/index.md)")
            lines += [f"  - [{page.title}]({slug}/{page.file}.md)" for page in of_section[slug]]
        (root / "SUMMARY.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


class Carepress(Plain):
    """The standard corpus: its long sentences bring about twenty warnings a page."""

    section_index = "index.md"
    thresholds = ""

    def review(self, last, due):
        return (
            f'review:\n  reviewed_by: "Lead nurse"\n  last_reviewed: {last}\n  next_review: {due}\n  version: "1.0"\n'
        )

    def front(self, p, pages, language):
        link = self.link(p)
        made_from = (
            f'translation:\n  of: {p.section}/{p.file}.md\n  reviewed_by: "Lead nurse"\n  last_reviewed: {p.reviewed}\n'
        )
        return (
            f"---\ntitle: {q(p.title[:65])}\nsummary: {q(p.desc)}\nkind: article\norder: {p.order}\n"
            f"topics: {qlist(p.tags)}\nrelated: {qlist(link(pages[j]) for j in p.related)}\n"
            f"{self.review(p.reviewed, p.due)}{made_from if language else ''}---\n\n"
        )

    def home(self):
        return f"---\ntitle: Patient information\nsummary: {q(GUIDE_DESC)}\nkind: article\n---\n\n{GUIDE_BODY}"

    def section(self, order, slug, title, pages):
        return (
            f"---\ntitle: {q(title)}\nsummary: {q(section_text(title).strip())}\nkind: article\n"
            f"order: {order}\n---\n\n{section_text(title)}"
        )

    def extra(self, root, of_section):
        (root / "patient-guide.md").write_text(
            f"---\ntitle: {q(GUIDE_TITLE)}\nsummary: {q(GUIDE_DESC)}\nkind: guide\n"
            f"{self.review('2026-05-03', '2028-05-03')}---\n\n{GUIDE_BODY}",
            encoding="utf-8",
        )

    def settings(self, out, languages, page_bytes):
        numbers = '{ clinic: "+44 20 7946 0018", emergency: "999" }'
        phones = "".join(f"  {language}: {numbers}\n" for language in languages)
        out.mkdir(parents=True, exist_ok=True)
        (out / "site.yaml").write_text(
            f'name: "Example clinic"\nbase_url: "https://clinic.example/"\nlanguages: [{", ".join(languages)}]\n'
            f"guide: patient-guide.md\nsample: true\nphones:\n{phones}"
            f"thresholds:\n  page_bytes: {page_bytes}\n{self.thresholds}",
            encoding="utf-8",
        )
        embedded = REPOSITORY / "templates" / "words"
        missing = [language for language in languages if not (embedded / f"{language}.yaml").exists()]
        for language in missing:
            path = out / "templates" / "words" / f"{language}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text((embedded / "en.yaml").read_text(encoding="utf-8"), encoding="utf-8")


class Clean(Carepress):
    """The same corpus, with limits that it keeps: all checks run, and none of them finds anything."""

    thresholds = (
        "  sentence_words: 60\n  paragraph_sentences: 20\n  section_words: 600\n"
        "  ari: 40.0\n  coleman_liau: 40.0\n"
    )


FLAVOURS = {
    "plain": Plain,
    "carepress": Carepress,
    "clean": Clean,
    "hugo": Hugo,
    "zola": Zola,
    "eleventy": Eleventy,
    "blades": Blades,
    "mdbook": Mdbook,
}
