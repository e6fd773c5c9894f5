"""The site as an app: its manifest, and the service worker that keeps a part of it for times without a net.

    core    what must be at hand at once: the emergency page, the home page, the page for all that is not
            kept, and what they are drawn with
    rest    the pages of families that say so (`Family.offline`), what draws them, search with its index

The worker names each file with a digest of its bytes, so that a phone loads again only what changed. It is
therefore made last, when the digests of all files are known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from macros.data.settings import Settings
from macros.files.code import CODE

WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
_SOURCE = CODE / "publish" / "templates" / WORKER

_SCRIPTS = "assets/js/"
CORE = (
    "index.html",
    "pomoc-v-nouzi/index.html",
    "pro-deti/index.html",
    "offline.html",
    "assets/css/icons.css",
    "assets/css/site.css",
    "assets/img/icon.svg",
    *(f"{_SCRIPTS}{name}.js" for name in ("place", "search", "site", "tools")),
)
REST = (
    "search/index.json",
    "search/places.json",
    "search/services.json",
    "search/sheet.json",
    *(
        f"{_SCRIPTS}{name}.js"
        for name in (
            "czech",
            "my-list",
            "near",
            "qr",
            "search-engine",
            "search-meaning",
            "search-results",
            "sheet",
        )
    ),
)


def precached(paths: Iterable[str], pages: Iterable[str]) -> tuple[list[str], list[str]]:
    """Choose core and rest from the files of a site; `pages` are those that are kept (`Family.offline`).

    A portal may lack some of them.
    """
    known = set(paths)
    return [path for path in CORE if path in known], sorted(known.intersection((*REST, *pages)))


def address(path: str, versions: Mapping[str, str]) -> str:
    """The address of a file as pages link it: `versions` are the digests behind styles and scripts.

    `versions` holds digests by path, and under "" that of all other styles and scripts.
    """
    if path.endswith((".css", ".js")):
        return f"{path}?v={versions.get(path, versions[''])}"
    return path.removesuffix("index.html")


def worker(
    core: Iterable[str],
    rest: Iterable[str],
    digests: Mapping[str, str],
    versions: Mapping[str, str],
    edition: str,
    chosen: str,
) -> bytes:
    """The service worker of one build; `edition` is the day of the data, "" where it is not known.

    `chosen` is where the pages of places stand of which the reader's own is kept.

    `digests` are those of the bytes, by path. KeyError for a file without one.
    """
    source = _SOURCE.read_text(encoding="utf-8")
    build = {
        "edition": edition,
        "chosen": chosen,
        "core": {address(path, versions): digests[path] for path in core},
        "rest": {address(path, versions): digests[path] for path in rest},
    }
    seal = blake2b((json.dumps(build, sort_keys=True) + source).encode(), digest_size=8).hexdigest()
    build_line = json.dumps(build | {"version": seal}, ensure_ascii=False)
    return f'"use strict";\nconst BUILD = {build_line};\n{source}'.encode()


def manifest(settings: Settings, shortcuts: Iterable[tuple[str, str]]) -> bytes:
    """What a phone needs to know to install the site, by addresses relative to this file.

    `shortcuts` are names and addresses of what a long press on the icon offers.
    """
    things = {
        "name": settings.name,
        "short_name": settings.name if len(settings.name) <= SHORT else settings.name.split()[0],
        "description": settings.description,
        "lang": "cs",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": "#0b5351",
        "background_color": "#fffdf8",
        "categories": ["social", "education", "health"],
        "icons": [
            {"src": f"assets/img/{name}", "sizes": sizes, "type": kind, "purpose": purpose}
            for name, sizes, kind, purpose in ICONS
        ],
        "shortcuts": [
            {"name": name, "url": url, "icons": [{"src": "assets/img/icon-192.png", "sizes": "192x192"}]}
            for name, url in shortcuts
        ],
    }
    return (json.dumps(things, ensure_ascii=False, indent=1) + "\n").encode()


SHORT = 12
"""Phones cut longer names under icons."""
ICONS = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable.svg", "any", "image/svg+xml", "maskable"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
)
"""File, size, type and purpose. The PNG are drawn from the SVG: python -m tests.browser.icons"""
