"""From the linked portal to the files of the site: only what changed is rendered, nothing half-written shows.

Every file has a key: a digest of all it is made from. A manifest beside the site remembers the keys, and
size and time of what was written. A file is made again when its key differs or when it is not on disk
as it was left. A build renders everything first and touches the site only when all of it succeeded.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from hashlib import blake2b
from pathlib import Path

from macros.bundle import Bundle
from macros.load import BadData
from macros.model.site import Site
from macros.offline import WORKER
from macros.problems import problem
from macros.render import Renderer
from macros.targets import Summary, all_targets, worker_target
from macros.writing import Entry, Progress, remove, replace_files, replace_folder, write


def publish(
    root: Path,
    site: Site,
    gathered: Callable[[], Bundle],
    out: Path,
    *,
    keep: bool = True,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Bring the folder `out` to the state of the portal.

    `gathered` gives what MkDocs made, and may have to wait for it. `keep` uses and writes the manifest;
    without it (live preview) everything is written, and there is no service worker, which would show old pages
    while new ones are made. Raises `BadData` for macro mistakes in texts; the site is then as it was.
    """
    if keep and not _is_site(out):
        raise BadData([problem(str(out), 0, "", "out-folder")])
    cache = root / ".cache" / "rozcestnik"
    cache.mkdir(parents=True, exist_ok=True)
    memory = cache / f"manifest-{blake2b(str(out.resolve()).encode(), digest_size=6).hexdigest()}.json"
    old = _remembered(memory, out) if keep else {}
    first = not (cache / "templates").is_dir()
    renderer = Renderer(site, cache / "templates")
    if first:
        # Every template will be needed: while MkDocs is at work, and before processes share what is left.
        renderer.compile()
    bundle = gathered()
    targets, summary = all_targets(root, site, bundle, renderer)
    changed = [one for one in targets if one.path not in old or old[one.path][0] != one.key]
    fresh = not keep or len(changed) * 2 > len(targets)
    last = partial(worker_target, site, bundle, targets, old)
    if not keep:
        entries = write(out, changed, {}, jobs or 1, progress)
    elif fresh:
        entries = replace_folder(out, targets, last, jobs, progress)
    else:
        entries = replace_files(cache / "stage", out, changed, last, old, progress)
    paths = {one.path for one in targets} | {WORKER}
    summary.files, summary.written = len(paths), len(entries)
    kept = {path: entry for path, entry in old.items() if path in paths and path not in entries}
    if not fresh:
        summary.removed = remove(out, set(old) - paths)
    if keep:
        memory.write_text(json.dumps(kept | entries, sort_keys=True), encoding="utf-8")
    return summary


def _is_site(out: Path) -> bool:
    """Whether the folder may be replaced: it is not there, empty, or holds a site that was built."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return True
    return (out / "sitemap.xml").is_file() and (out / "404.html").is_file()


def _remembered(memory: Path, out: Path) -> dict[str, Entry]:
    """What the manifest knows and is still on disk as it was left."""
    try:
        raw = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known: dict[str, Entry] = {}
    base = str(out)
    for path, entry in raw.items():
        try:
            found = os.stat(f"{base}/{path}")
        except OSError:
            continue
        if found.st_size == entry[2] and found.st_mtime_ns == entry[3]:
            known[path] = tuple(entry)
    return known
