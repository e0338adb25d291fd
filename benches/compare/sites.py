"""The sites on the disk that the programs build: made once and kept, and edited as an editor would."""
import contextlib
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

from tools import HERE, REPOSITORY, WORK

MAKERS = ("corpus.py", "flavours.py", "words.py")


def _fingerprint(flavour):
    """Of everything that a corpus is made by."""
    templates = [path for path in (HERE / "peers" / flavour).rglob("*") if path.is_file()]
    words = REPOSITORY / "templates" / "words" / "en.yaml"
    digest = hashlib.sha256()
    for path in [*(HERE / name for name in MAKERS), words, *sorted(templates)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Site:
    """A corpus for one program: its folder, its articles, and the article that is edited."""

    def __init__(self, tool, pages, shape):
        self.tool, self.shape = tool, shape
        self.folder = WORK / "corpus" / f"{shape}-{pages}-{tool.flavour}"
        self._make(pages)
        self.articles, titles = [], []
        with open(f"{self.folder}.pages", encoding="utf-8") as listed:
            for line in listed:
                path, title = line.rstrip("\n").split("\t")
                self.articles.append(path)
                titles.append(title)
        middle = len(self.articles) // 2
        self.edited, self.title = self.articles[middle], titles[middle]
        content = "src" if tool.flavour == "mdbook" else "content"
        self.file = self.folder / content / f"{self.edited}.md"

    def _make(self, pages):
        # Made in a process of its own: what this process holds in memory is the least that it can measure.
        stamp, fingerprint = pathlib.Path(f"{self.folder}.made-by"), _fingerprint(self.tool.flavour)
        if stamp.exists() and stamp.read_text() == fingerprint:
            return
        stamp.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        print(f"making {self.folder.name}", file=sys.stderr)
        flavour = ["--flavour", self.tool.flavour, "--shape", self.shape, "--pages", str(pages)]
        subprocess.run([sys.executable, HERE / "corpus.py", self.folder, *flavour], check=True)
        stamp.write_text(fingerprint)

    def read_once(self):
        """Brings every file into the system's cache, so that the first program to run does not pay for the others."""
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    while file.read(1 << 20):
                        pass

    @contextlib.contextmanager
    def as_it_was(self):
        """Whatever is edited within is undone behind."""
        before = self.file.read_bytes()
        try:
            yield
        finally:
            self._save(before)

    def _save(self, data):
        # As editors save: a new file, moved over the old one.
        beside = self.file.with_name("." + self.file.name)
        beside.write_bytes(data)
        os.replace(beside, self.file)

    def edit(self, scenario, turn):
        """Makes the change of a scenario; gives what the edited page has to show afterwards, or nothing."""
        text = self.file.read_text(encoding="utf-8")
        if scenario == "body":
            shown = f"This sentence is new in round {turn}."
            self._save(f"{text}\n{shown}\n".encode())
        elif scenario == "title":
            shown = f"{self.title.rsplit(' ', 1)[0]}, round {turn}"
            self._save(text.replace(self.title, shown, 1).encode())
        else:
            return None
        return shown

    def shows(self, out, text):
        """Whether the edited page says this in a built site."""
        return text in (out / self.tool.address.format(self.edited)).read_text(encoding="utf-8")
