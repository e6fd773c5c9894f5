"""What MkDocs makes of the hand-written texts and the theme: everything that does not depend on data.

A bundle is kept between builds under a key of all that went into it. As long as the key holds, MkDocs
is not asked again, however much the packages change.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from macros.files import kept
from macros.files.code import CODE, below
from macros.files.installed import version
from macros.files.theme import theme_folder


@dataclass(slots=True)
class Call:
    """One use of a macro in a text: name, arguments, and where it stands."""

    macro: str
    args: list[Any]
    kwargs: dict[str, Any]
    file: str
    row: int

    @property
    def key(self) -> bytes:
        """All that is said here. Not repr: a kept bundle has been through JSON, which may order names anew."""
        told = (self.macro, self.args, self.kwargs, self.file, self.row)
        return json.dumps(told, sort_keys=True, default=str).encode()


@dataclass(slots=True)
class Prose:
    """One hand-written page: address, HTML with marks, its title and where it lies in the repository.

    `sought` are other words by which the search finds it.
    """

    url: str
    html: str
    title: str
    text: str
    file: str
    sought: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Bundle:
    """Shells by "section|depth", hand-written pages, macro calls, and the folder with the other files.

    `version` is the digest that stands behind the addresses of styles and scripts; `names` are the files of a
    bundle that was kept: whatever else got into its folder does not belong to it.
    """

    folder: Path
    shells: dict[str, str] = field(default_factory=dict)
    pages: list[Prose] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    version: str = ""
    names: tuple[str, ...] = ()

    def save(self, path: Path, key: str) -> None:
        """Write the bundle beside its folder, with a digest of each file in it."""
        kept.save(
            path,
            {
                "key": key,
                "version": self.version,
                "shells": self.shells,
                "pages": [asdict(one) for one in self.pages],
                "calls": [asdict(one) for one in self.calls],
                "files": {
                    name: [kept.digest(file.read_bytes()), kept.signature(file.lstat())]
                    for name, file in self.files()
                },
            },
        )

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield path in the site and file of everything but pages: styles, scripts, pictures."""
        if self.names:
            yield from ((name, self.folder / name) for name in self.names)
            return
        made = {one.url + "index.html" for one in self.pages} | {"404.html", "sitemap.xml", "sitemap.xml.gz"}
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and name not in made:
                yield name, path


def load_bundle(path: Path, folder: Path, key: str) -> Bundle | None:
    """Read a kept bundle; None where there is none, its key is not `key`, or its files are not as they were."""
    raw = kept.load(path)
    if raw.get("key") != key or not folder.is_dir():
        return None
    files = raw["files"]
    if not all(kept.still(f"{folder}/{name}", *seen) for name, seen in files.items()):
        return None
    return Bundle(
        folder,
        raw["shells"],
        [Prose(**one) for one in raw["pages"]],
        [Call(**one) for one in raw["calls"]],
        raw["version"],
        tuple(sorted(files)),
    )


@dataclass(frozen=True, slots=True)
class Gathering:
    """A bundle that MkDocs may still be making: a call waits for it, `ready` says whether it would have to."""

    wait: Callable[[], Bundle]
    ready: Callable[[], bool] = lambda: True

    def __call__(self) -> Bundle:
        """The bundle. Raises what MkDocs raises."""
        return self.wait()


def prose_key(root: Path, code: bytes) -> str:
    """Digest of all that MkDocs reads: mkdocs.yml, texts, theme, its own version, our code and styles."""
    digest = blake2b(code, digest_size=16)
    for name in (
        "mkdocs",
        "mkdocs-material",
        "mkdocs-macros-plugin",
        "markdown",
        "pymdown-extensions",
        "nh3",
    ):
        digest.update(f"{name} {version(name)}".encode())
    parts = [(str(root), ["mkdocs.yml"]), (str(CODE), below(CODE, ".css"))]
    parts += [
        (folder, below(folder)) for folder in (f"{root}/catalogue", f"{root}/strategy", theme_folder(root))
    ]
    for folder, names in parts:
        base = os.path.relpath(folder, root)
        for name in names:
            with open(f"{folder}/{name}", "rb", 0) as file:  # noqa: PTH123 (a Path a file costs more)
                digest.update(b"%b/%b\0%b\0" % (os.fsencode(base), os.fsencode(name), file.read()))
    return digest.hexdigest()
