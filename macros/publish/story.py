"""From the linked portal to the files of the site: only what changed is rendered, nothing half-written shows.

Every file has a key: a digest of all it is made from. A manifest in `.cache/` remembers the keys, and what was
written looked like. A file is made again when its key differs or when it is not on disk as it was left. A
build renders everything first and touches the site only when all of it succeeded; see `site_folder` for what
it may touch there, and `placing` for how.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from macros.export import Export
from macros.files.kept import cache_of
from macros.model.site import Site
from macros.portal import renderer
from macros.publish import twin
from macros.publish.disk import writing_to
from macros.publish.lock import alone_in
from macros.publish.offline import WORKER
from macros.publish.placing import (
    check_free,
    link_rest,
    may_swap,
    move_in,
    recover,
    seen_now,
    stage,
    swap,
    unstage,
)
from macros.publish.site_folder import LIST, SiteFolder, mark, refuse, site_folder
from macros.publish.targets import Summary, all_targets, made_target, worker_target
from macros.publish.writing import Entry, Last, Progress, Target, write, write_part
from macros.texts.bundle import Bundle


def publish(
    root: Path,
    site: Site,
    gathered: Callable[[], Bundle],
    out: Path,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Bring the folder `out` to the state of the portal.

    `gathered` gives what MkDocs made, and may have to wait for it. Raises `BadData` for macro mistakes in texts,
    a folder that may not be written into, and errors of the disk; the site is then as it was.
    """
    out = out.resolve()
    refuse(root, out)
    with writing_to(out), alone_in(out):
        folder = _opened(root, site, out)
        targets, summary, bundle = site_targets(root, site, gathered, ahead=not folder.entries)
        paths = {one.path for one in targets} | {WORKER}
        work = _planned(folder, targets, paths)
        last = partial(worker_target, site, bundle, targets, folder.entries)
        entries = _bring(folder, work, paths, last, jobs, progress)
        summary.files, summary.removed = len(paths), len(work.gone)
        summary.written = len(entries.keys() - {LIST})
        left = {path: entry for path, entry in folder.entries.items() if path in paths or path == LIST}
        summary.entries = left | entries
        folder.remember(summary.entries)
    return summary


def _opened(root: Path, site: Site, out: Path) -> SiteFolder:
    """The folder of the site; what a stopped command left in it is finished first."""
    recover(out)
    return site_folder(root, site.settings, out)


def site_targets(
    root: Path, site: Site, gathered: Callable[[], Bundle], *, ahead: bool = False
) -> tuple[list[Target], Summary, Bundle]:
    """All files of the site but the service worker, none of them made, and what MkDocs made.

    With `ahead` pages are rendered as long as MkDocs is at work: all of them will be needed.
    """
    cache = cache_of(root)
    first = not (cache / "templates").is_dir()
    made = renderer(site, cache / "templates")
    if first:
        # Every template will be needed: while MkDocs is at work, and before processes share what is left.
        made.compile()
    return all_targets(site, gathered, made, ahead)


MANY = 0.25
"""From this part of the files on a whole new folder, with links to those that did not change, is swapped in."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be done: files to be made, whether into a whole new folder, and what is to be removed."""

    make: list[Target]
    whole: bool
    fresh: bool
    gone: set[str]


def _planned(folder: SiteFolder, targets: list[Target], paths: set[str]) -> _Work:
    """Raises `BadData` where something of others is in the way."""
    old = folder.entries
    changed = [one for one in targets if one.path not in old or old[one.path][0] != one.key]
    fresh = len(changed) * 2 > len(targets)
    many = fresh or len(changed) > len(targets) * MANY
    mine, others = folder.names, False
    if many or LIST not in old:
        # The folders shall change places, or the manifest does not know all that is in it.
        mine, others = folder.look()
    gone = mine - paths - {LIST}
    if many and not others and may_swap(folder):
        return _Work(targets if fresh else changed, True, fresh, gone)
    check_free(folder, [one.path for one in changed] + [WORKER, LIST])
    return _Work(changed, False, fresh, gone)


def _bring(
    folder: SiteFolder,
    work: _Work,
    paths: set[str],
    last: Last,
    jobs: int | None,
    progress: Progress | None,
) -> dict[str, Entry]:
    """Make the files beside the site and bring them in; what each is now, by its path."""
    beside = work.whole or may_swap(folder)
    new = stage(folder, whole=beside)
    old = {} if work.fresh else folder.entries
    try:
        entries = write(new, work.make, old, jobs, progress)
        rest = [last(entries)]
        if work.fresh or paths != folder.names - {LIST} or LIST not in folder.entries:
            rest.append(folder.list_target(paths))
        rest = [one for one in rest if work.fresh or folder.entries.get(one.path, ("",))[0] != one.key]
        entries |= write_part(str(new), rest, old, None)
        if beside and not work.fresh and twin.place(folder, new, entries, work.gone):
            return entries
        whole = work.whole and (work.fresh or link_rest(folder, new, paths | {LIST}))
    except BaseException:
        unstage(folder, new)
        raise
    twin.drop(folder)
    if not (whole and swap(folder, new)):
        move_in(folder, new, entries, work.gone)
    if not (whole and work.fresh):
        seen_now(folder.out, entries)
    if whole and not work.fresh:
        seen_now(folder.out, folder.entries, paths | {LIST})
    return entries


def place(root: Path, site: Site, out: Path, export: Export) -> int:
    """Put the files of an export into the site, and take away those that are no more; count the changed.

    Raises `BadData` as `publish` does.
    """
    out = out.resolve()
    refuse(root, out)
    with writing_to(out), alone_in(out):
        folder = _opened(root, site, out)
        old = folder.entries
        ready = list(export.files(site))
        paths = {one.path for one in ready}
        changed = [one for one in map(made_target, ready) if old.get(one.path, ("",))[0] != one.key]
        mine, _ = folder.look()
        gone = {one for one in mine - paths if export.holds(one)}
        if not changed and not gone:
            return 0
        check_free(folder, [*(one.path for one in changed), LIST])
        beside = may_swap(folder)
        new = stage(folder, whole=beside)
        entries = write(new, changed, old, 1, None)
        names = (folder.names | mine | paths) - gone - {LIST}
        listed = folder.list_target(names, folder.marks - {mark(one) for one in gone})
        entries |= write_part(str(new), [listed], {}, None)
        if not (beside and twin.place(folder, new, entries, gone)):
            twin.drop(folder)
            move_in(folder, new, entries, gone)
            seen_now(out, entries)
        # What somebody edited or deleted is remembered by its name: the next build makes it anew.
        left = {path: old.get(path, ("", "", "")) for path in folder.names - gone}
        folder.remember(left | entries)
        return len(entries) - 1 + len(gone)
