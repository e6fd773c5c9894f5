"""Sites built for tests by the real command, and what stands on their pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import html

from macros.load import load_site
from macros.model.site import Site
from macros.page.family import Page
from macros.portal import all_pages

ROOT = Path(__file__).parent.parent
PARTS = ("catalogue", "strategy", "data_packages", "overrides")
COMMAND = Path(sys.executable).with_name("rozcestnik")


def real_portal(folder: Path) -> Path:
    """Copy the real portal, so that a test may build and break it without leaving a trace."""
    for name in PARTS:
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command and return its code and output."""
    return subprocess.run(
        list(map(str, command)),
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def build(root: Path, out: Path, *options: str, **environment: str) -> None:
    """Build a portal with the command; it must succeed."""
    done = run(COMMAND, "build", "--root", root, "--out", out, "--quiet", *options, **environment)
    assert done.returncode == 0, done.stdout + done.stderr


def read(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files of a folder by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return number, time of writing and bytes of each file: what differs after any touch at all."""
    found = {}
    for path, raw in read(folder).items():
        stat = (folder / path).stat()
        found[path] = (stat.st_ino, stat.st_mtime_ns, raw)
    return found


def differences(ours: dict[str, bytes], theirs: dict[str, bytes]) -> list[str]:
    """Paths that only one side has, or whose bytes differ."""
    return sorted(path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path))


@dataclass(repr=False)
class Built:
    """A built site: the portal it comes from, its folder, the linked data and its pages.

    It has no long repr: pytest would write out the whole linked portal, over and over, into memory.
    """

    root: Path
    out: Path
    site: Site
    pages: list[Page]
    files: dict[str, bytes]
    _trees: dict[str, Any] = field(default_factory=dict)

    def paths(self) -> list[str]:
        """Every HTML file but those that only send people on."""
        return [path for path in self.files if path.endswith(".html") and not self.sends_on(path)]

    def sends_on(self, path: str) -> bool:
        """Whether a page is a redirect."""
        return b'http-equiv="refresh"' in self.files[path]

    def tree(self, path: str) -> Any:
        """The parsed page of that path, or of that address (ending with a slash)."""
        path = path + "index.html" if path == "" or path.endswith("/") else path
        if path not in self._trees:
            parser = html.HTMLParser(encoding="utf-8")
            self._trees[path] = html.document_fromstring(self.files[path], parser=parser)
        return self._trees[path]

    def address(self, path: str) -> str:
        """The full address of a file."""
        return self.site.settings.site_url + path.removesuffix("index.html")

    def urls(self, family: str) -> list[str]:
        """Addresses of all pages of a family, in the order in which they are made."""
        return [page.url for page in self.pages if page.family.name == family]


def built(root: Path, out: Path, **environment: str) -> Built:
    """Build a portal and read what came out."""
    build(root, out, **environment)
    return found(root.parent, root, out)


def found(folder: Path, root: Path | None = None, out: Path | None = None) -> Built:
    """What was built in a folder: the portal and its site, if nothing else is said in `portal` and `site`."""
    root, out = root or folder / "portal", out or folder / "site"
    site = load_site(root).site
    return Built(root, out, site, list(all_pages(site)), read(out))


def words(element: Any) -> str:
    """The text of an element with single plain spaces."""
    return " ".join(element.text_content().split())
