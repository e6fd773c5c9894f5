"""Makes a Hugo site whose pages show what ours show: the same shell, sections and related lists.

Everything here runs before the clock starts: checking, linking, sorting, Czech typography and JSON-LD
come to Hugo ready in JSON files. Hugo joins lists of services, situations and measures by id, escapes,
renders and writes. Pages that are not one of a large family (lists, themes, prose) bring ready HTML.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

from macros.load import load_site
from macros.model.site import Site
from macros.portal import all_pages
from macros.subjects.catalogue.leaflets import SHARE, share_name
from macros.subjects.catalogue.model import Catalogue
from macros.subjects.catalogue.subject import edition, emergency
from macros.subjects.indicators.model import Indicators
from macros.subjects.strategy.model import Strategies
from macros.words.czech import typeset
from tests.bench.hugo_nodes import node
from tests.bench.hugo_pages import RECORDS, Blocks, Json, node_link, service_line, tile

LAYOUTS = Path(__file__).parent / "hugo_site"


def prepare(portal: Path, built: Path, folder: Path) -> None:
    """Write a Hugo site into the new folder `folder` for the portal, which was just built into `built`."""
    shutil.copytree(LAYOUTS, folder)
    site = load_site(portal).site
    kept = json.loads((portal / ".cache/rozcestnik/bundle.json").read_text(encoding="utf-8"))
    _static(built, folder / "static")
    _configure(site, folder / "hugo.toml")
    (folder / "layouts" / "baseof.html").write_text(_baseof(kept["shells"]["|1"], site), encoding="utf-8")
    blocks = Blocks(site)
    prose = {one["url"] for one in kept["pages"]}
    pages = _pages(site, built, blocks, prose)
    home = pages.pop("")
    _write(folder / "content" / "_index.md", {name: home[name] for name in ("type", "title", "params")})
    tables: dict[str, Any] = {
        "pages": list(pages.values()),
        "blocks": blocks.known,
        "services": {code: service_line(one) for code, one in site[Catalogue].services.items()},
        "situations": {code: tile(one) for code, one in site[Catalogue].situations.items()},
        "nodes": {
            each.row.id: node_link(each) for one in site[Strategies].strategies.values() for each in one.nodes
        },
        "indicators": {code: typeset(one.row.short) for code, one in site[Indicators].indicators.items()},
        "missing": _head(built / "404.html") | _ready(built / "404.html") | {"root": _root(site)},
    }
    for name, value in tables.items():
        _write(folder / "data" / f"{name}.json", value)


def _write(path: Path, value: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")


def _static(built: Path, static: Path) -> None:
    """Styles, scripts, downloads and other data: Hugo copies them."""
    made = {built / name for name in ("404.html", "robots.txt", "sitemap.xml", "search/index.json")}
    for path in built.rglob("*"):
        part = path.match("search/index-*.json")  # of our search index, which Hugo writes its own way
        if path.is_file() and path.name != "index.html" and path not in made and not part:
            target = static / path.relative_to(built)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _configure(site: Site, toml: Path) -> None:
    own = f'baseURL = "{site.settings.site_url}"\ntitle = "{site.settings.name}"\n'
    toml.write_text(own + toml.read_text(encoding="utf-8"), encoding="utf-8")


def _root(site: Site) -> str:
    """The address of the site without its host: the page for wrong addresses needs it."""
    return re.sub(r"^https?://[^/]+", "", site.settings.site_url) or "/"


# The shell ---------------------------------------------------------------------------------------

SLOTS = {
    "title": "{{ $p.head }}",
    "description": "{{ $p.description }}",
    # Two pages have a feed; they are among those that bring ready HTML.
    "feed": "",
    "canonical": "{{ $p.canonical }}",
    "robots": '{{ if $p.noindex }}<meta name="robots" content="noindex">\n{{ end }}',
    "jsonld": "{{ $p.jsonld | safeHTML }}",
    "body": '{{ with $p.body }} class="{{ . }}"{{ end }}',
    "exit": "{{ $p.exit | safeHTML }}",
    "crumbs": '{{ with $p.crumbs }}<nav class="crumbs" aria-label="Drobečková navigace"><ol>{{ range . }}<li>'
    '<a href="{{ $root }}{{ index . 0 }}">{{ index . 1 }}</a></li>{{ end }}'
    '<li aria-current="page">{{ $p.here }}</li></ol></nav>{{ end }}{{ $p.traces | safeHTML }}',
    "content": '{{ block "main" . }}{{ end }}',
    "source": "{{ $p.edit | safeHTML }}",
}
"""What stands in Hugo's template where our shell has a slot."""
TOP = '{{ $p := .Params }}{{ if eq .Kind "404" }}{{ $p = hugo.Data.missing }}{{ end }}{{ $root := $p.root }}'


def slots_of(site: Site) -> dict[str, str]:
    """What stands in Hugo's template for each slot of our shell."""
    image = f"{site.settings.site_url}{SHARE}{share_name()}"
    return SLOTS | {
        "emergency": emergency(site),
        "edition": edition(site),
        "icons": "0" * 8,
        "image": image,
    }


def _baseof(shell: str, site: Site) -> str:
    """Our own shell, as MkDocs rendered it, turned into Hugo's template."""
    slots = slots_of(site)
    shell = shell.replace('="../', '="{{ $root }}')
    shell = re.sub("\ue000([a-z]+)\ue001", lambda match: slots[match[1]], shell)
    # The home page has a larger search of its own.
    shell = re.sub(r'(?s)<form class="find".*?</form>\n?', r"{{ if not .IsHome }}\g<0>{{ end }}", shell)
    for name in ("situace", "sluzby", "obce", "strategie"):
        link = f'<li><a href="{{{{ $root }}}}{name}/"'
        current = f'{{{{ if eq $p.section "{name}" }}}} aria-current="true"{{{{ end }}}}'
        shell = shell.replace(link, link + current, 1)
    return f"{TOP}\n{shell}"


# Pages -------------------------------------------------------------------------------------------


def _pages(site: Site, built: Path, blocks: Blocks, prose: set[str]) -> dict[str, Json]:
    """What Hugo is told of each page, by address: those of large families as data, others ready.

    `prose` are the addresses of hand-written pages; such a page wins over a generated one.
    """
    urls = [path.parent.relative_to(built).as_posix() + "/" for path in sorted(built.rglob("index.html"))]
    urls = ["" if url == "./" else url for url in urls]
    parents = {url.rsplit("/", 2)[0] + "/" for url in urls}
    found = {url: _page(built, url, "section" if url in parents else "page") for url in urls}
    records = RECORDS | {"node": node}
    for page in all_pages(site):
        make = records.get(page.family.name)
        view = page.family.view(site, page.subject)
        if make is not None and page.url not in prose:
            found[page.url]["type"] = page.family.name
            found[page.url]["params"] |= make(site, view, page.subject, blocks)
    for url, one in found.items():
        if one["type"] == "article":
            one["params"] |= _ready(built / url / "index.html")
    return found


def _page(built: Path, url: str, kind: str) -> Json:
    head = _head(built / url / "index.html") | {"root": "../" * url.count("/")}
    title = head.pop("title")
    return {"path": url.rstrip("/"), "kind": kind, "type": "article", "title": title, "params": head}


_META = {
    "head": r"<title>(.*?)</title>",
    "description": r'<meta name="description" content="(.*?)">',
    "canonical": r'<link rel="canonical" href="(.*?)">',
    "here": r'<li aria-current="page">(.*?)</li>',
    "body": r'<body class="([^"]*)">',
    "section": r'<a href="(?:\.\./)*([a-z]+)/" aria-current="true">',
}
_READY = {
    "jsonld": r'(<script type="application/ld\+json">.*?</script>\n?)',
    "exit": r'(<a class="exit".*?</a>)',
    "traces": r'(<p class="traces">.*?</p>)',
    "edit": r'<p class="edit">(.*?)</p>\n</main>',
}


def _head(path: Path) -> Json:
    """What our shell says around the content of a page: text, and HTML where it is ready."""
    text = path.read_text(encoding="utf-8")
    head: Json = {name: html.unescape(_first(rule, text)) for name, rule in _META.items()}
    head |= {name: _first(rule, text) for name, rule in _READY.items()}
    trail = re.search(r'<nav class="crumbs".*?</nav>', text, re.DOTALL)
    links = re.findall(r'<a href="(?:\.\./)*(.*?)">(.*?)</a>', trail[0]) if trail else []
    head["crumbs"] = [[url, html.unescape(title)] for url, title in links]
    head["noindex"] = '<meta name="robots" content="noindex">' in text
    return {name: value for name, value in head.items() if value} | {"title": head["here"] or head["head"]}


def _first(rule: str, text: str) -> str:
    found = re.search(rule, text, re.DOTALL)
    return found[1] if found else ""


def _ready(path: Path) -> Json:
    """The content of a page as it is."""
    text = path.read_text(encoding="utf-8")
    content = _first(r'<main[^>]*>(.*?)<p class="edit">', text)
    return {"html": re.sub(r'^<nav class="crumbs".*?</nav>', "", content, flags=re.DOTALL)}


# Likeness ----------------------------------------------------------------------------------------


def likeness(built: Path, hugos: Path) -> float:
    """The share of our pages on which Hugo's page says the same words in the same order."""
    paths = [path.relative_to(built) for path in built.rglob("index.html")]
    same = sum(
        1 for path in paths if (hugos / path).exists() and _words(built / path) == _words(hugos / path)
    )
    return same / len(paths)


def _words(path: Path) -> list[str]:
    text = re.sub(r"<(script|style).*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", text)).split()
