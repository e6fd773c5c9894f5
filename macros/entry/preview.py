"""The live preview: what changed is made again at once, and mistakes are shown in the page until they are mended.

MkDocs serves the files and tells browsers when to load anew; what is made when is decided here. MkDocs itself
works only where a text, the theme or mkdocs.yml changed. All data are read and checked after each change, but a
page is made when somebody asks for it; hand-written ones at once, so that a wrong macro is said.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from threading import RLock
from typing import Any, cast

from macros.data.characters import printable
from macros.data.heads import texts
from macros.data.problems import BadData, Problem, report
from macros.data.schema import Package
from macros.data.settings import Settings
from macros.data.tables import Tables
from macros.data.wording import PREVIEW_MEND, PREVIEW_WAITS
from macros.files.code import CODE, code_key
from macros.files.theme import theme_folder
from macros.load import Loaded, guard, link_site, read_kept
from macros.model.site import Site
from macros.publish import unchanged
from macros.publish.lock import alone
from macros.publish.placing import remove
from macros.publish.story import site_targets
from macros.publish.writing import Entry, Target, write
from macros.texts.bundle import Bundle

log = logging.getLogger("mkdocs.rozcestnik")
ASSETS = "assets"
Read = tuple[dict[str, Package], Tables, list[Problem]]
DELAY = 0.05
"""Seconds without a change after which the work begins: programs save a file in several steps."""


class Preview:
    """What a live preview shows in folder `out`, and how it gets there."""

    def __init__(self, root: Path, out: Path) -> None:
        self.root, self.out = root, out
        self._folder = tempfile.TemporaryDirectory(prefix="rozcestnik_")
        self.folder = Path(self._folder.name)
        """Where MkDocs builds: it empties its folder, and the preview keeps what did not change."""
        self.said = ""
        """What is wrong, in the words of `check`, "" where all is shown."""
        self._made: tuple[Bundle, Settings] | None = None
        self._targets: dict[str, Target] = {}
        self._lock = RLock()
        self._linked_of: tuple[str, Read, Settings, Loaded | None] | None = None
        self._entries: dict[str, Entry] = {}
        self._code = ""
        self._built, self._read = self._state(), self._state(data=False)

    def close(self) -> None:
        """Remove what MkDocs built."""
        self._folder.cleanup()

    def gathered(self, bundle: Bundle, settings: Settings) -> None:
        """Take what MkDocs made; `settings` are those of the preview, where the site has another address."""
        first, self._made = self._made is None, (bundle, settings)
        if first:
            self._try(self._publish)

    def build(self, mkdocs: Callable[[], object]) -> bool:
        """Bring the preview to the state of the portal; whether anything changed. Mistakes are said, not raised.

        `mkdocs` lets MkDocs work, which ends in `gathered`.
        """
        try:
            built, read = self._state(), self._state(data=False)
        except OSError as error:
            built, read = "", f"{error}"
        if built and built == self._built:
            return False

        gc.disable()  # as in a build: it makes a million objects, and what it drops is dropped later

        def work() -> None:
            guard(self.root)
            if unread := [one for text in texts(self.root) for one in text.problems]:
                raise BadData(unread)
            if read != self._read:
                self._read = ""
                mkdocs()
                self._read = read
            self._publish()

        self._built = built
        self._try(work)
        gc.enable()
        return True

    def _try(self, work: Callable[[], None]) -> None:
        self.said = ""
        try:
            work()
        except (Exception, SystemExit) as error:  # whatever it is, the page says it
            self.said = told(error)
            log.error("\n\n%s\n", printable(self.said))

    def _publish(self) -> None:
        """Find out what the site is made of, and make the hand-written pages. Raises `BadData`."""
        assert self._made is not None
        bundle, settings = self._made
        if (code := unchanged.looks_of([str(CODE)])) != self._code:
            code_key.cache_clear()
            self._code = code
        mirror(Path(theme_folder(self.root)) / ASSETS, bundle.folder / ASSETS)
        with alone(self.root), self._lock:  # it writes what is kept of pictures and templates
            site = self._linked(settings)
            # No service worker: it would show old pages while new ones are made.
            targets, _, _ = site_targets(self.root, site, lambda: bundle)
            self._targets = {one.path: one for one in targets}
            remove(self.out, self._entries.keys() - self._targets.keys())
            for path in ("404.html", *(f"{one.url}index.html" for one in bundle.pages)):
                self.bring(path)

    def _linked(self, settings: Settings) -> Site:
        """The checked and linked portal; tables that did not change are not read again."""
        looks = unchanged.looks_of([str(self.root / "data_packages")])
        earlier = self._linked_of
        if earlier is None or earlier[0] != looks:
            earlier = (looks, read_kept(self.root), settings, None)
        read, known = earlier[1], earlier[3] if earlier[2] == settings else None
        packages, tables, problems = read
        loaded = link_site(self.root, settings, packages, tables, problems, known)
        self._linked_of = (looks, read, settings, loaded)
        return loaded.site

    def bring(self, path: str) -> None:
        """Make a file of the site, where it is not as it should be. Raises `BadData`."""
        with self._lock:
            target = self._targets.get(path)
            if target and self._entries.get(path, ("",))[0] != target.key:
                self._entries |= write(self.out, [target], {}, 1, None)

    def _state(self, *, data: bool = True) -> str:
        """Digest of the looks of all that is shown; without `data` of what MkDocs reads.

        Of styles, scripts and pictures MkDocs takes only the names: it copies them, and so does `mirror`.
        """
        names = ("mkdocs.yml", "catalogue", "strategy", *(("data_packages",) if data else ()))
        paths, theme = [str(self.root / one) for one in names], theme_folder(self.root)
        if data:
            return unchanged.looks_of([*paths, theme, str(CODE)])
        inside = sorted(one for one in Path(theme).rglob("*") if one.is_file())
        assets = [str(one) for one in inside if ASSETS in one.parts]
        others = [str(one) for one in inside if ASSETS not in one.parts]
        return "\n".join([unchanged.looks_of([*paths, *others]), *assets])

    # In the server --------------------------------------------------------------------------------------

    def take_over(self, server: Any, mkdocs: Callable[[], object]) -> None:
        """Let a server of MkDocs build by `build`, and show what is wrong in the place of pages."""
        server.builder = lambda: self._rebuild(server, mkdocs)
        server.build_delay = DELAY
        whole = server.serve_request

        def serve(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
            path = str(environ["PATH_INFO"])
            if path.startswith("/livereload/"):
                return cast("Iterable[bytes]", whole(environ, start_response))
            with server._epoch_cond:
                server._epoch_cond.wait_for(lambda: server._visible_epoch == server._wanted_epoch)
                epoch = server._visible_epoch
            said = self._asked(
                path.encode("latin-1").decode("utf-8", "ignore").removeprefix(server.mount_path)
            )
            if not said:
                return cast("Iterable[bytes]", whole(environ, start_response))
            page = server._inject_js_into_html(page_of(said).encode(), epoch)
            start_response("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
            return [page]

        server.set_app(serve)

    def _asked(self, path: str) -> str:
        """Bring what a browser asks for; what is wrong, "" where it may be served."""
        page = path == "" or path.endswith(("/", ".html")) or f"{path}/index.html" in self._targets
        if page and self.said:
            return self.said
        try:
            for one in (path, f"{path}index.html", f"{path}/index.html"):
                self.bring(one)
        except (BadData, OSError) as error:
            return told(error)
        return ""

    def _rebuild(self, server: Any, mkdocs: Callable[[], object]) -> None:
        if not self.build(mkdocs):
            # Nothing is new: browsers need not load anything.
            server._wanted_epoch = server._visible_epoch


def mirror(source: Path, target: Path) -> None:
    """Copy files that look otherwise than when they were copied the last time; both have the same names."""
    for path in source.rglob("*"):
        copy = target / path.relative_to(source)
        if path.is_file() and copy.is_file() and path.suffix != ".html":
            now, then = path.stat(), copy.stat()
            if (now.st_size, now.st_mtime_ns) != (then.st_size, then.st_mtime_ns):
                shutil.copy2(path, copy)


def told(error: BaseException) -> str:
    """What stopped a build: all mistakes in the words of `check`, or what the error says of itself."""
    said, one = "", cast("BaseException | None", error)
    while one is not None:
        if isinstance(one, BadData):
            return report([found for found in one.problems if not found.warning])
        # What only says that there was an error tells less than its reason.
        said = said if isinstance(one, SystemExit) else said or f"{type(one).__name__}: {one}"
        one = one.__cause__ or one.__context__
    return said or str(error)


def page_of(said: str) -> str:
    """A page that shows what is wrong."""
    return PAGE.format(waits=PREVIEW_WAITS, mend=PREVIEW_MEND, said=escape(printable(said)))


PAGE = """<!doctype html>
<html lang="cs">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{waits}</title>
<style>body {{ font: 1.1rem/1.5 sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }}
pre {{ font: inherit; white-space: pre-wrap; overflow-wrap: anywhere }}</style></head>
<body><main><h1>{waits}</h1>
<p>{mend}</p>
<pre>{said}</pre></main></body></html>
"""


def hear(server: Any, paths: Iterable[str]) -> None:
    """Hear of changes from the system, beside the look around of MkDocs (every half a second, works everywhere)."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in _CHANGES or event.is_directory or "__pycache__" in str(event.src_path):
                return
            with server._rebuild_cond:
                server._want_rebuild = True
                server._rebuild_cond.notify_all()

    observer = Observer()
    observer.daemon = True
    with contextlib.suppress(OSError):  # as many as the system allows; the look around sees the rest
        for path in paths:
            observer.schedule(Handler(), path, recursive=Path(path).is_dir())
        observer.start()


_CHANGES = ("created", "modified", "moved", "deleted")
