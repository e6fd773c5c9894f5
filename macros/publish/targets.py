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

from macros.data.problems import BadData, Problem, problem
from macros.files.code import code_key
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.page import shell
from macros.page.common import View
from macros.page.family import Family, Page, pages_of
from macros.page.render import Renderer
from macros.portal import MACROS, SUBJECTS, all_pages, called, families
from macros.publish.offline import MANIFEST, WORKER, manifest, precached, worker
from macros.publish.site_wide import icons, robots, search_entries, search_regions, sitemap
from macros.publish.style import STYLE, sources, style
from macros.publish.writing import Entry, Target, WrongMacros
from macros.search import index as search
from macros.subject import Moved
from macros.texts.bundle import Bundle, Gathering, Prose
from macros.texts.prose import expand, reads
from macros.words import czech


@dataclass(slots=True)
class Summary:
    """What a build did: number of pages and files, and how many of them were written or removed."""

    pages: int = 0
    files: int = 0
    written: int = 0
    removed: int = 0
    unmade: dict[str, int] = field(default_factory=dict)
    """Number of files that `rozcestnik leaflets` and `rozcestnik sheets` have to make, by these names."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """What the manifest says of each file."""


def all_targets(
    site: Site, gathered: Callable[[], Bundle], renderer: Renderer, ahead: bool = False
) -> tuple[list[Target], Summary, Bundle]:
    """Every file of the site but the service worker, how many pages there are, and what MkDocs made.

    With `ahead` pages are rendered as long as MkDocs is at work.
    """
    code = code_key()
    common = digest([code, _shared_key(site)])
    # Files come first: pages name those that are there.
    targets = [
        made_target(made, common) for subject in SUBJECTS for make in subject.makers() for made in make(site)
    ]
    everything = list(all_pages(site))
    values = {name: make(site) for subject in SUBJECTS for name, make in subject.slots.items()}
    values["icons"] = _icons_version(site)
    contents: dict[str, Rendered] = {}
    if ahead and isinstance(gathered, Gathering):
        contents = _rendered_until(gathered.ready, site, renderer, everything)
    bundle = gathered()
    prose = {page.url for page in bundle.pages}
    pages = [page for page in everything if page.url not in prose]
    summary = Summary(pages=len(pages) + len(bundle.pages), unmade=site.unmade)
    shells = {name: shell.cut(html, values) for name, html in bundle.shells.items()}
    targets += [_page_target(site, renderer, shells, page, common, contents) for page in pages]
    shadowed = {page.url: page for page in everything}
    targets += _prose_targets(site, bundle, renderer, values, common, shadowed)
    targets += [
        _anywhere_target(site, renderer, shells["|0"], common, family)
        for family in families()
        if family.anywhere
    ]
    targets += _search_targets(site, bundle, common)
    targets += [_bytes_target(path, raw) for path, raw in _site_wide(site, pages, bundle)]
    copied = [_copy_target(path, file) for path, file in bundle.files()]
    if all(one.path != STYLE for one in copied):
        # Making it smaller takes longer than all other keys of files that subjects give: only where it changed.
        copied.append(Target(STYLE, digest([code, sources().encode()]).hex(), style))
    targets += copied
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


def made_target(made: Made, common: bytes = b"") -> Target:
    """A file that a subject gives, as the manifest knows it. `common` stands for code, settings and code lists."""
    key = made.key if made.alone else digest([common, made.key])
    return Target(made.path, key.hex(), made.make)


def _clashes(site: Site, targets: Iterable[Target]) -> Iterator[Problem]:
    """Two files of one path (on some disks small and capital letters are one), or a file where a folder is."""
    paths = Counter(one.path.casefold() for one in targets)
    folders = {path.rpartition("/")[0] for path in paths}
    twice = {path for path, count in paths.items() if count > 1 or path in folders}
    rows = {f"{one.old}index.html": one.origin for one in _moved(site)}
    for path in sorted(twice):
        file, row = rows.get(path, (path, 0))
        yield problem(file, row, "old_path" if path in rows else "", "address-twice", path)


def _moved(site: Site) -> Iterator[Moved]:
    for subject in SUBJECTS:
        if subject.moved:
            yield from subject.moved(site)


def _shared_key(site: Site) -> bytes:
    """Settings, numbers that sentences name, and all that subjects show anywhere (`Subject.shared`)."""
    files = [_file(site, *table) for subject in SUBJECTS for table in subject.shared if _there(site, *table)]
    numbers = " ".join(sorted(called(site)))
    said = "\n".join(subject.everywhere(site) for subject in SUBJECTS if subject.everywhere)
    return digest(
        [
            repr(site.settings).encode(),
            numbers.encode(),
            said.encode(),
            *(path.read_bytes() for path in files),
        ]
    )


def _there(site: Site, package: str, table: str) -> bool:
    return package in site.packages and table in site.packages[package].schemas


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
    site: Site, renderer: Renderer, frame: shell.Shell, common: bytes, family: Family
) -> Target:
    """A page that may be shown at any address."""
    page = Page("", family, None)

    def make() -> bytes:
        view = family.view(site, None)
        content = renderer.page(page, view, urlsplit(site.settings.site_url).path or "/")
        values = shell.page_values(site.settings, page, view, content)
        values["crumbs"] = ""
        return frame.pour(values).encode()

    return Target(family.anywhere, page.key(site, common + frame.key).hex(), make)


def worker_target(
    site: Site,
    bundle: Bundle,
    targets: Iterable[Target],
    old: Mapping[str, Entry],
    entries: Mapping[str, Entry],
) -> Target:
    """The service worker, which names the digests of what it keeps."""
    kept = pages_of(site, (family for family in families() if family.offline))
    core, rest = precached((one.path for one in targets), (f"{page.url}index.html" for page in kept))
    digests = {path: (entries.get(path) or old[path])[1] for path in (*core, *rest)}
    versions = {"": bundle.version, ICONS: _icons_version(site)}
    days = [day for subject in SUBJECTS if subject.edition and (day := subject.edition(site))]
    edition = czech.date(max(days)) if days else ""
    chosen = "".join(subject.chosen for subject in SUBJECTS)
    return _bytes_target(WORKER, worker(core, rest, digests, versions, edition, chosen))


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
        key = digest([common, html.encode(), *reads(site, html, bundle.calls, MACROS)]).hex()
        root = "../" * one.url.count("/")
        page = shadowed.get(one.url)
        make = partial(_prose, renderer, one, html, bundle, root, page)
        yield Target(one.url + "index.html", key, make)


def _prose(renderer: Renderer, text: Prose, html: str, bundle: Bundle, root: str, page: Page | None) -> bytes:
    problems: list[Problem] = []
    filled = expand(renderer, html, bundle.calls, root, problems, MACROS)
    exits = "data-exit" in filled and re.search(r"<body[^>]*\bquick-exit\b", filled)
    if page and not exits and page.family.view(renderer.site, page.subject).quick_exit:
        problems.append(problem(text.file, 1, "", "exit-missing", text.url))
    if problems:
        raise WrongMacros(problems)
    before, start, rest = filled.partition("<article")
    content, end, after = rest.partition("</article>")
    return (before + renderer.glossary.html(start + content) + end + after).encode()


def _search_targets(site: Site, bundle: Bundle, common: bytes) -> Iterable[Target]:
    """The search index is costly to make, so its key is what goes into it: no telephone, no opening hour."""
    entries = search_entries(site, bundle)
    regions = search_regions(site, entries)
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
    listed = {page.url for page in pages if page.family.listed(page.subject)}
    urls = sorted(listed | {one.url for one in bundle.pages})
    yield "sitemap.xml", sitemap(site.settings, urls)
    yield "robots.txt", robots(site.settings)
    yield (
        "_headers",
        f"/*\n  Content-Security-Policy: {shell.CSP}; frame-ancestors 'none'\n{HEADERS}".encode(),
    )
    yield ICONS, icons(site)
    yield MANIFEST, manifest(site.settings, (one for subject in SUBJECTS for one in subject.shortcuts))
    for one in _moved(site):
        yield f"{one.old}index.html", redirect(one.old, one.new)


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
