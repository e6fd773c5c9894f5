"""The build as a command: what it says, and what it keeps for the next one.

No library of commands is imported here: `start` comes here at once where a build is asked for in plain words.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from macros.data import wording
from macros.entry.saying import say
from macros.publish.lock import held

if TYPE_CHECKING:
    from macros.data.problems import Problem
    from macros.publish.unchanged import Look
    from macros.publish.writing import Progress
    from macros.texts.bundle import Bundle, Gathering

T = TypeVar("T")


def build(
    root: Path, out: Path | None, quiet: bool, *, jobs: int | None = None, untrusted: bool = False
) -> None:
    """Check the data and build the site, into `out` or the folder of mkdocs.yml. What is wrong is said; exit code 1."""
    # One build makes millions of objects and drops none in cycles; looking for them costs a fifth of the time.
    gc.disable()
    started = time.perf_counter()
    look = None
    if untrusted or os.environ.get("CI"):
        if refused := foreign_code_of(root, untrusted):
            from macros.data.problems import report as report_of

            say(report_of(refused), err=True)
            sys.exit(1)
    else:
        look = _looked(root, str(out or ""), quiet)
    with held(root):
        _built(root, out, quiet, jobs, look, started)


def _built(
    root: Path, out: Path | None, quiet: bool, jobs: int | None, look: Look | None, started: float
) -> None:
    """Build while nobody else works on the portal; `started` is the time when the command did."""
    from macros.data.problems import BadData
    from macros.load import guard, load_site

    settings = or_exit(lambda: guard(root))
    bundle = bundle_of(root, quiet)
    from macros.publish.story import publish

    loaded = or_exit(lambda: load_site(root, settings))
    asked, out = out, (out or root / loaded.site.settings.site_dir).resolve()
    progress, stop = progress_bar(quiet)
    try:
        summary = publish(root, loaded.site, bundle, out, jobs=jobs, progress=progress)
    except BadData as error:
        stop()
        say(str(error), err=True)
        sys.exit(1)
    stop()
    # The end of the process would look for cycles once more.
    gc.freeze()
    from macros.publish.report import keep, report

    if look:
        with contextlib.suppress(OSError):  # only time is lost
            keep(look, asked, loaded, summary, out)
    if not quiet:
        from macros.publish.unchanged import HOLE
        from macros.words.czech import number

        seconds = number(round(time.perf_counter() - started, 1))
        lines = report(loaded, summary, out, (summary.written, summary.removed))
        say("\n".join(lines).replace(HOLE, seconds, 1))


def _looked(root: Path, asked: str, quiet: bool) -> Look | None:
    """What the portal looks like before anything is read. Where nothing changed since the last build, the end."""
    from macros.publish.unchanged import look_at

    try:
        look, earlier = look_at(root)
    except OSError:
        return None  # whoever reads it will say so
    lines = None if earlier else look.report(asked)
    if lines is not None:
        if not quiet:
            say("\n".join(lines))
        sys.exit(0)
    return look


def foreign_code_of(root: Path, untrusted: bool) -> list[Problem]:
    """What a stranger's branch would run, where this is one: by the option or by what the CI says."""
    from macros.entry.strangers import foreign_code, is_strangers

    return foreign_code(root) if untrusted or is_strangers(os.environ) else []


def or_exit(load: Callable[[], T]) -> T:
    """Run a loader; bad data are printed and end the command with code 1."""
    from macros.data.problems import BadData

    try:
        return load()
    except BadData as error:
        say(str(error), err=True)
        sys.exit(1)


def progress_bar(
    quiet: bool, label: str = wording.MAKING_PAGES
) -> tuple[Progress | None, Callable[[], None]]:
    """A progress bar for long work in a terminal; nothing elsewhere, so that logs stay short."""
    if quiet or not sys.stderr.isatty():
        return None, lambda: None
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = Bar(console=Console(stderr=True), transient=True)
    task = bar.add_task(label, total=None)
    bar.start()
    return lambda done, total: bar.update(task, completed=done, total=total), bar.stop


def bundle_of(root: Path, quiet: bool) -> Gathering:
    """The hand-written pages and the shells: kept ones if nothing they depend on changed, else by MkDocs.

    MkDocs begins at once, beside the reading of the data; the function that is returned waits for it.
    """
    from macros.files.code import code_key
    from macros.files.kept import cache_of
    from macros.texts.bundle import Gathering, load_bundle, prose_key

    cache = cache_of(root)
    file, folder = cache / "bundle.json", cache / "bundle"
    key = prose_key(root, code_key())
    kept = load_bundle(file, folder, key)
    if kept is not None:
        return Gathering(lambda: kept)
    if not quiet:
        say(wording.READING_TEXTS, err=True)
    from macros.texts.gather import gather_beside

    # MkDocs may be stopped in the middle, and then its folder fits no bundle.
    or_exit(lambda: _forget(file))
    gathering = gather_beside(root, folder)

    def made() -> Bundle:
        bundle = gathering()
        bundle.save(file, key)
        return bundle

    return Gathering(made, gathering.ready)


def _forget(file: Path) -> None:
    """Remove a file of the cache and see to it that one can be written there."""
    from macros.files.kept import discard, made_folder
    from macros.publish.disk import writing_to

    with writing_to(file.parent):
        made_folder(file.parent)
        discard(file)
