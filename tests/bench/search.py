"""`python -m tests.bench.search`: our search beside Material's and Pagefind's on the same pages.

Builds the real portal, gives the same pages to the three, asks each all questions of tests/search in a real
browser and prints how often the right situation comes first or among the first three, and how many bytes
(gzip) a first question loads. Needs `pip install -e .[bench]` and Chromium.
"""

from __future__ import annotations

import argparse
import csv
import functools
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, NamedTuple

from lxml import html
from playwright.sync_api import Browser, Page, Response, sync_playwright

from macros.load import load_site
from macros.publish.site_wide import search_entries
from macros.search.index import CORE, build, query, read_index
from macros.texts.bundle import Bundle
from tests import built
from tests.bench import synthetic
from tests.browser import install

ROOT = Path(__file__).parents[2]
FILES = ("queries", "unseen")
FIRST = "nemáme na splátky"
"""The question whose bytes are counted."""
DEEP = 30
"""So many results of each engine are looked at."""

# Each returns for an array of texts the addresses of the results, in the order in which people see them.
OURS = """texts => fetch("../search/index.json").then(answer => answer.json()).then(raw => {
    const search = Rozcestnik.engine, index = search.read(raw);
    return texts.map(text => {
        const hits = search.query(index, text, 200);
        return search.GROUPS.flatMap(group => hits.filter(hit => hit.group === group).map(hit => hit.url));
    });
})"""
MATERIAL = """async texts => {
    const config = JSON.parse(document.getElementById("__config").textContent);
    const base = new URL(config.base + "/", location.href);
    const worker = new Worker(new URL(config.search, base));
    const ask = message => new Promise(done => {
        worker.onmessage = event => done(event.data);
        worker.postMessage(message);
    });
    const index = await (await fetch(new URL("search/search_index.json", base))).json();
    await ask({type: 0, data: {config: index.config, docs: index.docs, options: {suggest: false}}});
    const found = [];
    for (const text of texts) {
        const items = (await ask({type: 2, data: text})).data.items;
        found.push(items.map(item => (item[0] || item).location.split("#")[0]));
    }
    return found;
}"""
PAGEFIND = """async ([texts, deep]) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const found = [];
    for (const text of texts) {
        const results = (await pagefind.search(text)).results.slice(0, deep);
        const data = await Promise.all(results.map(result => result.data()));
        found.push(data.map(one => one.url.replace(/^\\//, "")));
    }
    return found;
}"""


class Engine(NamedTuple):
    """A search over the pages: the folder to serve, the page to open, what asks it."""

    name: str
    folder: Path
    page: str
    call: str


class Question(NamedTuple):
    """What a person writes and the pages that answer it."""

    text: str
    pages: frozenset[str]


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--hidden", action="store_true", help="only hide synonyms and ask for them")
    parser.add_argument("--nation", action="store_true", help="weigh also the index of the synthetic country")
    options = parser.parse_args()
    if options.hidden:
        print(_hidden())
        return
    folder = Path(tempfile.mkdtemp(prefix="rozcestnik-search-"))
    try:
        engines = _engines(folder)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=install.find(), args=["--no-sandbox"])
            print(_table(browser, engines))
            browser.close()
        print(_phone_note(folder / "ours"))
        if options.nation:
            print(_nation(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def questions(name: str) -> list[Question]:
    """The questions of a file of tests/search."""
    with (ROOT / "tests" / "search" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Question(row["query"], frozenset(f"situace/{one}/" for one in row["situation"].split(";")))
            for row in csv.DictReader(file)
        ]


# The same pages for all three ------------------------------------------------------------------------


def _engines(folder: Path) -> list[Engine]:
    portal, ours = folder / "portal", folder / "ours"
    portal.mkdir()
    built.build(built.real_portal(portal), ours)
    return [
        Engine("ours", ours, "hledat/?q=x", OURS),
        Engine("Material for MkDocs", _material(ours, folder / "material"), "", MATERIAL),
        Engine("Pagefind", _pagefind(ours, folder / "pagefind"), "", PAGEFIND),
    ]


def _pages(site: Path) -> Iterator[Path]:
    """Pages that people search, without the page of results and those that send people on."""
    for path in sorted(site.rglob("index.html")):
        if b'http-equiv="refresh"' not in path.read_bytes() and path.parent.name != "hledat":
            yield path


def _material(ours: Path, folder: Path) -> Path:
    """Build the pages with the theme's own search: MkDocs gets the main part of each as a text of its own."""
    docs = folder / "docs"
    for path in _pages(ours):
        tree = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        body = tree.find(".//main")
        title = tree.findtext(".//h1") or tree.findtext(".//title") or ""
        for gone in body.xpath(".//nav | .//script | .//template | .//*[@class='edit']"):
            gone.drop_tree()
        # One line, so that Markdown leaves it alone.
        text = " ".join(html.tostring(body, encoding="unicode", with_tail=False).split())
        target = docs / path.relative_to(ours).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            f"---\ntitle: {json.dumps(' '.join(title.split()), ensure_ascii=False)}\n---\n\n{text}\n"
        )
    (folder / "mkdocs.yml").write_text(
        "site_name: Rozcestník\nsite_url: https://rozcestnik.example/\ndocs_dir: docs\nnav: [index.md]\n"
        "theme:\n  name: material\n  language: cs\n  font: false\nplugins: [search]\nvalidation:\n"
        "  omitted_files: ignore\n  links: {not_found: ignore, absolute_links: ignore, unrecognized_links: ignore}\n",
        encoding="utf-8",
    )
    _run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", folder / "mkdocs.yml", "-d", folder / "site")
    return folder / "site"


def _pagefind(ours: Path, folder: Path) -> Path:
    for path in _pages(ours):
        target = folder / path.relative_to(ours)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    _run(sys.executable, "-m", "pagefind", "--site", folder, "--root-selector", "main")
    return folder


def _run(*command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command[1:4]))} failed:\n{done.stdout}{done.stderr}")


# Asking ----------------------------------------------------------------------------------------------


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def _asked(browser: Browser, engine: Engine, texts: list[str]) -> tuple[list[list[str]], int]:
    """Addresses of the results of each text, and bytes that the first question loaded."""
    with served(engine.folder) as address:
        first = _opened(browser, address + engine.page)
        loaded: list[Response] = []
        first.on("response", lambda response: loaded.append(response))
        if engine.name == "ours":
            # The page itself loads the engine and the index.
            first.goto(f"{address}hledat/?q={FIRST}")
            first.locator("[data-search-results] a").first.wait_for()
            loaded = [
                one for one in loaded if "search" in one.url or one.url.rpartition("/")[2].startswith("czech")
            ]
        else:
            _call(first, engine, [FIRST], 10)
        weight = sum(_weight(one) for one in loaded if one.url != first.url and "assets/css" not in one.url)
        found = _call(_opened(browser, address + engine.page), engine, texts, DEEP)
    return found, weight


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    return page


def _call(page: Page, engine: Engine, texts: list[str], deep: int) -> list[list[str]]:
    given = [texts, deep] if engine.call is PAGEFIND else texts
    return [list(map(str, urls[:200])) for urls in page.evaluate(engine.call, given)]


def _weight(response: Response) -> int:
    """Bytes as a server sends them: compressed where that helps (Pagefind's files already are)."""
    body = response.body()
    return min(len(body), len(gzip.compress(body, 9)))


# What is printed -------------------------------------------------------------------------------------


def _table(browser: Browser, engines: list[Engine]) -> str:
    lines = [
        "| | questions | hit@1 | hit@3 | situations only: hit@1 | hit@3 | first question |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    asked = {name: questions(name) for name in FILES}
    for engine in engines:
        found, weight = _asked(browser, engine, [one.text for rows in asked.values() for one in rows])
        answers = iter(found)
        for name, rows in asked.items():
            mine = [(one, next(answers)) for one in rows]
            all_pages = [_share(mine, most, only=False) for most in (1, 3)]
            situations = [_share(mine, most, only=True) for most in (1, 3)]
            cells = " | ".join(f"{value:.1%}" for value in (*all_pages, *situations))
            lines.append(f"| {engine.name} | {name}, {len(rows)} | {cells} | {weight / 1000:.0f} KB |")
    return "\n".join(lines)


def _share(answers: list[tuple[Question, list[str]]], most: int, only: bool) -> float:
    """How many questions have their page among the first `most`, of all results or of situations `only`."""
    good = 0
    for question, urls in answers:
        counted = [url for url in urls if not only or (url.startswith("situace/") and url != "situace/")]
        good += not question.pages.isdisjoint(counted[:most])
    return good / len(answers)


def _phone_note(site: Path) -> str:
    index = (site / "search" / "index.json").read_bytes()
    return f"\nOur index: {len(gzip.compress(index, 9)) / 1000:.0f} KB compressed for the two regions (≤ 150 KB)."


def _hidden(folds: int = 10) -> str:
    """Hide each tenth of the synonyms in turn, without the texts of guides, and ask for them."""
    entries = search_entries(load_site(ROOT).site, Bundle(Path()))
    pairs = [(one.url, alias) for one in entries if one.group == "situation" for alias in one.aliases[1:]]
    Random(1).shuffle(pairs)
    first = third = 0
    for at in range(folds):
        hidden = set(pairs[at::folds])
        seen = [
            replace(one, aliases=tuple(alias for alias in one.aliases if (one.url, alias) not in hidden))
            for one in entries
        ]
        index = read_index(build(seen)[CORE])
        for url, alias in hidden:
            found = [hit.url for hit in query(index, alias, 60) if hit.group == "situation"]
            first, third = first + (found[:1] == [url]), third + (url in found[:3])
    return f"{len(pairs)} hidden synonyms: hit@1 {first / len(pairs):.1%}, hit@3 {third / len(pairs):.1%}"


def _nation(folder: Path) -> str:
    portal, site = folder / "nation", folder / "nation-site"
    synthetic.make(ROOT, portal, synthetic.NATION, 1)
    built.build(portal, site)
    sizes = {
        path.name: len(gzip.compress(path.read_bytes(), 9)) for path in (site / "search").glob("index*.json")
    }
    core = sizes.pop("index.json")
    rest = sorted(sizes.values(), reverse=True)
    return (
        f"The synthetic country: {core / 1000:.0f} KB for everybody, {len(rest)} regions of "
        f"{rest[-1] / 1000:.0f}–{rest[0] / 1000:.0f} KB (median {median(rest) / 1000:.0f}); a first question "
        f"loads at most {(core + sum(rest[:2])) / 1000:.0f} KB (≤ 300 KB)."
    )


if __name__ == "__main__":
    main()
