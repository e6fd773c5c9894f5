"""The list of all files of the site: what each is made from, and how.

Every file has a key: a digest of all it is made from. Nothing is made here; `writing` does that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

from macros import czech, search, sheets, shell
from macros.agenda_files import agenda_files
from macros.assessment_form import form_files
from macros.bundle import Bundle, Gathering, Prose, code_key
from macros.catalogue import catalogue_files
from macros.downloads import downloads
from macros.gap_files import gap_files
from macros.indicator_files import indicator_files
from macros.leaflets import current_leaflets, share_images
from macros.load import BadData
from macros.maps import map_targets
from macros.model.keys import digest
from macros.model.rows import RedirectRow
from macros.model.site import Site
from macros.offline import MANIFEST, WORKER, manifest, precached, worker
from macros.pages import MISSING, OFFLINE, POLICY, SITUATION, Family, Page, all_pages
from macros.places import place_files
from macros.policy_print import policy_files
from macros.problems import Problem, problem
from macros.prose import expand, reads
from macros.render import Renderer
from macros.site_files import edition, emergency, icons, robots, search_entries, search_regions, sitemap
from macros.views.common import View, edition_day
from macros.writing import Entry, Target, WrongMacros


@dataclass(slots=True)
class Summary:
    """What a build did: number of pages and files, and how many of them were written or removed."""

    pages: int = 0
    files: int = 0
    written: int = 0
    removed: int = 0
    unprinted: int = 0
    """Number of leaflets and cards that `rozcestnik leaflets` has to make."""
    unbound: int = 0
    """Number of workbooks that `rozcestnik sheets` has to make."""
    by_family: dict[str, int] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    """What the manifest says of each file."""


def all_targets(
    root: Path, site: Site, gathered: Callable[[], Bundle], renderer: Renderer, ahead: bool = False
) -> tuple[list[Target], Summary, Bundle]:
    """Every file of the site but the service worker, how many pages there are, and what MkDocs made.

    With `ahead` pages are rendered as long as MkDocs is at work.
    """
    code = code_key()
    files = list(downloads(site))
    workbooks, missing = sheets.kept(root, site, files)
    site.sheets = frozenset(path for path, _, _ in workbooks)
    everything = list(all_pages(site))
    common = digest([code, _shared_key(site)])
    values = {
        "emergency": emergency(site),
        "edition": edition(site),
        "icons": _icons_version(site),
    }
    contents: dict[str, Rendered] = {}
    if ahead and isinstance(gathered, Gathering):
        contents = _rendered_until(gathered.ready, site, renderer, everything)
    bundle = gathered()
    prose = {one.url for one in bundle.pages}
    pages = [page for page in everything if page.url not in prose]
    summary = Summary(pages=len(pages) + len(bundle.pages), unbound=missing)
    for page in pages:
        summary.by_family[page.family.name] = summary.by_family.get(page.family.name, 0) + 1
    shells = {name: shell.cut(html, values) for name, html in bundle.shells.items()}
    targets = [_page_target(site, renderer, shells, page, common, contents) for page in pages]
    shadowed = {page.url: page for page in everything}
    targets += _prose_targets(site, bundle, renderer, values, common, shadowed)
    anywhere = partial(_anywhere_target, site, renderer, shells["|0"], common)
    targets += [anywhere("404.html", MISSING), anywhere("offline.html", OFFLINE)]
    targets += _search_targets(site, bundle, common)
    made = [*place_files(site), *catalogue_files(site, pages), *map_targets(site), *gap_files(site)]
    made += [*form_files(site), *policy_files(root, site), *indicator_files(site), *agenda_files(site)]
    targets += [Target(one.path, digest([common, one.key]).hex(), one.make) for one in made]
    targets += [Target(*one) for one in share_images(root, site)]
    leaflets, summary.unprinted = current_leaflets(root, site)
    targets += [Target(*one) for one in leaflets]
    targets += [_bytes_target(path, raw) for path, raw in _site_wide(site, pages, bundle)]
    targets += [_copy_target(path, file) for path, file in bundle.files()]
    targets += [_bytes_target(path, raw) for path, raw in files]
    targets += [Target(*one) for one in workbooks]
    if clashes := list(_clashes(site, targets)):
        raise BadData(clashes)
    return targets, summary, bundle


Rendered = tuple[View, str]
"""A page without the shell around it."""


def _rendered_until(
    ready: Callable[[], bool], site: Site, renderer: Renderer, pages: Iterable[Page]
) -> dict[str, Rendered]:
    """Render pages until something else is ready. What is wrong with one is said when its turn comes."""
    found: dict[str, Rendered] = {}
    for page in pages:
        if ready():
            break
        with suppress(Exception):
            found[page.url] = _rendered(site, renderer, page)
    return found


def _clashes(site: Site, targets: Iterable[Target]) -> Iterator[Problem]:
    """Two files of one path (on some disks small and capital letters are one), or a file where a folder is."""
    paths = Counter(one.path.casefold() for one in targets)
    folders = {path.rpartition("/")[0] for path in paths}
    twice = {path for path, count in paths.items() if count > 1 or path in folders}
    rows = {f"{row.old_path}index.html": row.row_number for row in site.redirects}
    for path in sorted(twice):
        file = site.files.get(RedirectRow, "") if path in rows else ""
        yield problem(file or path, rows.get(path, 0), "old_path" if file else "", "address-twice", path)


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
    site: Site,
    renderer: Renderer,
    shells: dict[str, shell.Shell],
    page: Page,
    common: bytes,
    contents: dict[str, Rendered],
) -> Target:
    frame = shells[f"{page.family.section}|{page.depth}"]

    def make() -> bytes:
        ahead = contents.pop(page.url) if page.url in contents else None
        view, content = ahead or _rendered(site, renderer, page)
        return frame.pour(shell.page_values(site.settings, page, view, content)).encode()

    return Target(page.url + "index.html", page.key(site, common + frame.key).hex(), make)


def _rendered(site: Site, renderer: Renderer, page: Page) -> Rendered:
    view = page.family.view(site, page.subject)
    return view, renderer.page(page, view)


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


def worker_target(
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
    site: Site,
    bundle: Bundle,
    renderer: Renderer,
    values: dict[str, str],
    common: bytes,
    shadowed: Mapping[str, Page],
) -> Iterable[Target]:
    """Hand-written pages; `shadowed` are the generated ones, some of whose addresses they take."""
    for one in bundle.pages:
        html = shell.fill(one.html, values)
        key = digest([common, html.encode(), *reads(site, html, bundle.calls)]).hex()
        root = "../" * one.url.count("/")
        page = shadowed.get(one.url)
        make = partial(_prose, renderer, one, html, bundle, root, page)
        yield Target(one.url + "index.html", key, make)


def _needs_exit(site: Site, page: Page) -> bool:
    """Whether people may have to leave this page quickly, whatever the head of the text says that replaces it."""
    if page.family is SITUATION:
        return bool(page.subject.row.quick_exit)
    return page.family.view(site, page.subject).quick_exit


def _prose(renderer: Renderer, text: Prose, html: str, bundle: Bundle, root: str, page: Page | None) -> bytes:
    problems: list[Problem] = []
    filled = expand(renderer, html, bundle.calls, root, problems)
    exits = "data-exit" in filled and re.search(r"<body[^>]*\bquick-exit\b", filled)
    if page and not exits and _needs_exit(renderer.site, page):
        problems.append(problem(text.file, 1, "", "exit-missing", text.url))
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
