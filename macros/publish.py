"""From the linked portal to the files of the site: only what changed is rendered, nothing half-written shows.

Every file has a key: a digest of all it is made from. A manifest beside the site remembers the keys, and
size and time of what was written. A file is made again when its key differs or when it is not on disk
as it was left. A build renders everything first and touches the site only when all of it succeeded.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import TemplateError

from macros import czech, search, shell
from macros.agenda_files import agenda_files
from macros.assessment_form import form_files
from macros.bundle import Bundle, code_key
from macros.catalogue import catalogue_files
from macros.downloads import downloads
from macros.gap_files import gap_files
from macros.indicator_files import indicator_files
from macros.leaflets import LeafletError, kept_leaflets, share_images
from macros.load import BadData
from macros.maps import map_targets
from macros.model.link import digest
from macros.model.site import Site
from macros.offline import MANIFEST, WORKER, manifest, precached, worker
from macros.pages import MISSING, OFFLINE, POLICY, Family, Page, all_pages
from macros.places import place_files
from macros.policy_print import policy_files
from macros.problems import Problem, problem
from macros.prose import expand, reads
from macros.render import Renderer
from macros.site_files import edition, emergency, icons, robots, search_entries, search_regions, sitemap
from macros.views.common import View, edition_day

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

Entry = tuple[str, str, int, int]
"""What the manifest says of a file: key, digest of its bytes, size, time of writing (ns)."""
Progress = Callable[[int, int], None]
"""Called with the number of pages made and the number to make."""

WORTH_FORKING = 1500
"""From this number of pages on a second process gains more than it costs."""


@dataclass(frozen=True, slots=True)
class Target:
    """One file of the site: its path, its key and how its bytes are made."""

    path: str
    key: str
    make: Callable[[], bytes]


Last = Callable[[Mapping[str, Entry]], Target]
"""The file that is made of what was written of the others."""


@dataclass(slots=True)
class Summary:
    """What a build did: number of pages and files, and how many of them were written or removed."""

    pages: int = 0
    files: int = 0
    written: int = 0
    removed: int = 0
    by_family: dict[str, int] = field(default_factory=dict)


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
    targets, summary = _targets(root, site, bundle, renderer)
    changed = [one for one in targets if one.path not in old or old[one.path][0] != one.key]
    fresh = not keep or len(changed) * 2 > len(targets)
    last = partial(_worker_target, site, bundle, targets, old)
    if not keep:
        entries = _write(out, out, changed, {}, jobs or 1, progress)
    elif fresh:
        entries = _replace_folder(out, targets, last, jobs, progress)
    else:
        entries = _replace_files(cache / "stage", out, changed, last, old, progress)
    paths = {one.path for one in targets} | {WORKER}
    summary.files, summary.written = len(paths), len(entries)
    kept = {path: entry for path, entry in old.items() if path in paths and path not in entries}
    if not fresh:
        summary.removed = _remove(out, set(old) - paths)
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


def _targets(root: Path, site: Site, bundle: Bundle, renderer: Renderer) -> tuple[list[Target], Summary]:
    code = code_key()
    pages = list(all_pages(site))
    prose = {one.url for one in bundle.pages}
    pages = [page for page in pages if page.url not in prose]
    summary = Summary(pages=len(pages) + len(bundle.pages))
    for page in pages:
        summary.by_family[page.family.name] = summary.by_family.get(page.family.name, 0) + 1
    common = digest([code, _shared_key(site)])
    values = {
        "emergency": emergency(site),
        "edition": edition(site),
        "icons": _icons_version(site),
    }
    shells = {name: shell.cut(html, values) for name, html in bundle.shells.items()}
    targets = [_page_target(site, renderer, shells, page, common) for page in pages]
    targets += _prose_targets(site, bundle, renderer, values, common)
    anywhere = partial(_anywhere_target, site, renderer, shells["|0"], common)
    targets += [anywhere("404.html", MISSING), anywhere("offline.html", OFFLINE)]
    targets += _search_targets(site, bundle, common)
    made = [*place_files(site), *catalogue_files(site, pages), *map_targets(site), *gap_files(site)]
    made += [*form_files(site), *policy_files(root, site), *indicator_files(site), *agenda_files(site)]
    targets += [Target(one.path, digest([common, one.key]).hex(), one.make) for one in made]
    targets += [Target(*one) for one in share_images(root, site)]
    if site.settings.leaflets:
        targets += [Target(*one) for one in kept_leaflets(root, site)]
    targets += [_bytes_target(path, raw) for path, raw in _site_wide(site, pages, bundle)]
    targets += [_copy_target(path, file) for path, file in bundle.files()]
    targets += [_bytes_target(path, raw) for path, raw in downloads(site)]
    return targets, summary


SHARED = (
    ("territory", "states"),
    ("territory", "regions"),
    ("territory", "orp"),
    ("situations", "themes"),
)
"""Small tables that change rarely and show almost everywhere."""


def _shared_key(site: Site) -> bytes:
    """Settings, code lists and other small things that may show anywhere."""
    tables = (
        [("codelists", name) for name in site.packages["codelists"].schemas]
        if "codelists" in site.packages
        else []
    )
    files = [_file(site, *one) for one in (*tables, *SHARED) if one[0] in site.packages]
    return digest([repr(site.settings).encode(), *(path.read_bytes() for path in files)])


def _file(site: Site, package: str, table: str) -> Path:
    return site.packages[package].folder / site.packages[package].path(table)


def _page_target(
    site: Site, renderer: Renderer, shells: dict[str, shell.Shell], page: Page, common: bytes
) -> Target:
    frame = shells[f"{page.family.section}|{page.depth}"]

    def make() -> bytes:
        view = page.family.view(site, page.subject)
        return _poured(site, renderer, frame, page, view)

    return Target(page.url + "index.html", page.key(site, common + frame.key).hex(), make)


def _poured(site: Site, renderer: Renderer, frame: shell.Shell, page: Page, view: View) -> bytes:
    content = renderer.page(page, view)
    return frame.pour(shell.page_values(site.settings, page, view, content)).encode()


def _anywhere_target(
    site: Site, renderer: Renderer, frame: shell.Shell, common: bytes, path: str, family: Family
) -> Target:
    """A page that may be shown at any address."""
    page = Page("", family, None)

    def make() -> bytes:
        view = family.view(site, None)
        content = renderer.page(page, view, urlsplit(site.settings.site_url).path or "/")
        values = shell.page_values(site.settings, page, view, content)
        values["crumbs"] = ""
        return frame.pour(values).encode()

    return Target(path, page.key(site, common + frame.key).hex(), make)


def _worker_target(
    site: Site,
    bundle: Bundle,
    targets: Iterable[Target],
    old: Mapping[str, Entry],
    entries: Mapping[str, Entry],
) -> Target:
    """The service worker, which names the digests of what it keeps."""
    core, rest = precached(one.path for one in targets)
    digests = {path: (entries.get(path) or old[path])[1] for path in (*core, *rest)}
    versions = {"": bundle.version, ICONS: _icons_version(site)}
    day = edition_day(site)
    return _bytes_target(WORKER, worker(core, rest, digests, versions, czech.date(day) if day else ""))


def _prose_targets(
    site: Site, bundle: Bundle, renderer: Renderer, values: dict[str, str], common: bytes
) -> Iterable[Target]:
    """Hand-written pages."""
    for one in bundle.pages:
        html = shell.fill(one.html, values)
        key = digest([common, html.encode(), *reads(site, html, bundle.calls)]).hex()
        root = "../" * one.url.count("/")
        yield Target(one.url + "index.html", key, partial(_prose, renderer, html, bundle, root))


class WrongMacros(BadData):
    """Macros of one text are wrong; other texts may have mistakes, too."""


def _prose(renderer: Renderer, html: str, bundle: Bundle, root: str) -> bytes:
    problems: list[Problem] = []
    filled = expand(renderer, html, bundle.calls, root, problems)
    if problems:
        raise WrongMacros(problems)
    before, start, rest = filled.partition("<article")
    content, end, after = rest.partition("</article>")
    return (before + renderer.glossary.html(start + content) + end + after).encode()


def _search_targets(site: Site, bundle: Bundle, common: bytes) -> Iterable[Target]:
    """The search index is costly to make, so its key is what goes into it: no telephone, no opening hour."""
    entries, regions = search_entries(site, bundle), search_regions(site)
    key = digest([common, repr(entries).encode(), repr(regions).encode()]).hex()
    files = cache(partial(search.build, entries, regions))

    def make(path: str) -> bytes:
        return files()[path]

    for path in (search.CORE, *map(search.shard_path, regions)):
        yield Target(path, key, partial(make, path))


ICONS = "assets/css/icons.css"


def _icons_version(site: Site) -> str:
    return blake2b(icons(site), digest_size=4).hexdigest()


def _bytes_target(path: str, raw: bytes) -> Target:
    return Target(path, blake2b(raw, digest_size=16).hexdigest(), lambda: raw)


def _copy_target(path: str, file: Path) -> Target:
    return _bytes_target(path, file.read_bytes())


def _site_wide(site: Site, pages: list[Page], bundle: Bundle) -> Iterable[tuple[str, bytes]]:
    listed = {page.url for page in pages if page.family.name != "search" and not _is_draft(page)}
    urls = sorted(listed | {one.url for one in bundle.pages})
    yield "sitemap.xml", sitemap(site.settings, urls)
    yield "robots.txt", robots(site.settings)
    yield (
        "_headers",
        f"/*\n  Content-Security-Policy: {shell.CSP}; frame-ancestors 'none'\n{HEADERS}".encode(),
    )
    yield ICONS, icons(site)
    yield MANIFEST, manifest(site.settings)
    for row in site.redirects:
        yield f"{row.old_path}index.html", redirect(row.old_path, row.new_path)


def _is_draft(page: Page) -> bool:
    return page.family is POLICY and not page.subject.published


HEADERS = """\
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: camera=(), geolocation=(), microphone=()
/sw.js
  Cache-Control: no-cache
"""


def redirect(old: str, new: str) -> bytes:
    """A page that sends people on from an old address; works without JavaScript."""
    target = "../" * old.count("/") + new
    return (
        f'<!doctype html><html lang="cs"><head><meta charset="utf-8">{shell.csp_meta()}'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}">'
        f'<link rel="canonical" href="{target}"><title>Stránka se přestěhovala</title></head>'
        f'<body><h1>Stránka se přestěhovala</h1><p><a href="{target}">Pokračovat na novou adresu</a></p></body></html>\n'
    ).encode()


# Writing ---------------------------------------------------------------------------------------------


def _replace_folder(
    out: Path, targets: list[Target], last: Last, jobs: int | None, progress: Progress | None
) -> dict[str, Entry]:
    """Write the whole site beside the old one, then swap both folders."""
    new = out.with_name(out.name + ".new")
    gone = out.with_name(out.name + ".old")
    for folder in (new, gone):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        entries = _write(new, out, targets, {}, jobs, progress)
        entries |= _write_part(str(new), [last(entries)], {}, None)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if out.exists():
        out.rename(gone)
    new.rename(out)
    shutil.rmtree(gone, ignore_errors=True)
    return entries


def _replace_files(
    stage: Path,
    out: Path,
    changed: list[Target],
    last: Last,
    old: dict[str, Entry],
    progress: Progress | None,
) -> dict[str, Entry]:
    """Write what changed beside the site; when all is there, move it in, each file in one step."""
    shutil.rmtree(stage, ignore_errors=True)
    entries = _write(stage, out, changed, old, 1, progress)
    final = last(entries)
    if final.path not in old or old[final.path][0] != final.key:
        entries |= _write_part(str(stage), [final], old, None)
    for path in entries:
        target = out / path
        if not (stage / path).exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / path, target)
    shutil.rmtree(stage, ignore_errors=True)
    return entries


def _write(
    folder: Path,
    out: Path,
    targets: list[Target],
    old: dict[str, Entry],
    jobs: int | None,
    progress: Progress | None,
) -> dict[str, Entry]:
    jobs = jobs or (min(2, os.cpu_count() or 1) if len(targets) >= WORTH_FORKING else 1)
    if jobs == 1:
        return _write_part(str(folder), targets, old, progress)
    # The heap is frozen so that the children share it instead of copying it at the first collection.
    gc.freeze()
    processes = get_context("fork")
    _SHARES[:] = _shares(targets)
    _NEXT[:] = [processes.Value("i", 0)]
    with processes.Pool(jobs - 1) as pool:
        waiting = [pool.apply_async(_write_shares, (str(folder), None)) for _ in range(jobs - 1)]
        mine = partial(_write_shares, str(folder), progress)
        entries = _joined([mine, *(one.get for one in waiting)])
    gc.unfreeze()
    _SHARES.clear()
    _NEXT.clear()
    return entries


def _joined(parts: Iterable[Callable[[], dict[str, Entry]]]) -> dict[str, Entry]:
    """What several parts of the work wrote; wrong macros of all of them are said together."""
    entries: dict[str, Entry] = {}
    wrong: list[Problem] = []
    for part in parts:
        try:
            entries |= part()
        except WrongMacros as error:
            wrong += error.problems
    if wrong:
        raise WrongMacros(wrong)
    return entries


SHARE = 40
"""So many files a process takes at once: few enough that all end at the same time."""
_SHARES: list[list[Target]] = []
"""What forked children find to write: targets hold functions, which no pipe could carry."""
_NEXT: list[Synchronized[int]] = []
"""The number of the next share that nobody has taken."""


def _shares(targets: list[Target]) -> list[list[Target]]:
    """Cut the files into shares, costly ones first (pictures and indexes are the last targets).

    Files with the same key are made of one piece of work and stay together.
    """
    shares: list[list[Target]] = [[]]
    for one in reversed(targets):
        if len(shares[-1]) >= SHARE and shares[-1][-1].key != one.key:
            shares.append([])
        shares[-1].append(one)
    return shares


def _write_shares(folder: str, progress: Progress | None) -> dict[str, Entry]:
    """Write share by share until none is left; `progress` counts those of all processes."""
    files = sum(map(len, _SHARES))

    def parts() -> Iterator[Callable[[], dict[str, Entry]]]:
        while (number := _taken()) < len(_SHARES):
            yield partial(_write_part, folder, _SHARES[number], {}, None)
            if progress:
                progress(min((number + 1) * SHARE, files), files)

    return _joined(parts())


def _taken() -> int:
    """Take the next share and return its number."""
    with _NEXT[0].get_lock():
        _NEXT[0].value += 1
        return _NEXT[0].value - 1


def _write_part(
    folder: str, targets: list[Target], old: dict[str, Entry], progress: Progress | None
) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    made: set[str] = set()
    wrong: list[Problem] = []
    for number, target in enumerate(targets, start=1):
        try:
            raw = _made(target)
        except WrongMacros as error:
            wrong += error.problems
            continue
        seal = blake2b(raw, digest_size=12).hexdigest()
        before = old.get(target.path)
        if before is not None and before[1] == seal:
            entries[target.path] = (target.key, seal, before[2], before[3])
            continue
        entries[target.path] = (target.key, seal, len(raw), _write_file(folder, target.path, raw, made))
        if progress and number % 200 == 0:
            progress(number, len(targets))
    if wrong:
        raise WrongMacros(wrong)
    return entries


def _made(target: Target) -> bytes:
    """Make a file; a mistake in a template is said with the page and the line of the template."""
    try:
        return target.make()
    except LeafletError as error:
        raise BadData([problem(target.path, 0, "", "document-error", reason=str(error))]) from error
    except TemplateError as error:
        frames = [one for one in extract_tb(error.__traceback__) if one.filename.endswith(".html")]
        where = f"{Path(frames[-1].filename).name}, řádek {frames[-1].lineno}" if frames else "?"
        raise BadData(
            [problem(target.path, 0, "", "page-error", template=where, reason=str(error))]
        ) from error


def _write_file(folder: str, path: str, raw: bytes, made: set[str]) -> int:
    """Write one file and return its time in nanoseconds; folders are made once."""
    name = f"{folder}/{path}"
    parent = name.rpartition("/")[0]
    if parent not in made:
        os.makedirs(parent, exist_ok=True)
        made.add(parent)
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        os.write(handle, raw)
        return os.fstat(handle).st_mtime_ns
    finally:
        os.close(handle)


def _remove(out: Path, paths: set[str]) -> int:
    """Remove files that no longer belong to the site, and folders that are empty then."""
    for path in sorted(paths):
        target = out / path
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
    return len(paths)
