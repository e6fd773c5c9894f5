"""The miniature site as text to be compared: each page as what it says, each form around pages once.

A page is its form (the shell of its section and depth) with values poured in. Both are kept whole, but
apart: a new word in the footer changes the few forms, not each page. Copied styles, scripts and pictures
are left out, and so are the digest behind their names, the service worker and the list of the site's files,
which are made of digests.
"""

from __future__ import annotations

import json
import re

from tests.built import ROOT, Built

EXPECTED = ROOT / "tests" / "expected" / "site"
VALUES = {
    "title": re.compile(r"<title>(.*?)</title>"),
    "description": re.compile(r'<meta name="description" content="(.*?)">'),
    "canonical": re.compile(r'<link rel="canonical" href="(.*?)">'),
    "image": re.compile(r'<meta property="og:image" content="(.*?)">'),
    "robots": re.compile(r'(<meta name="robots"[^>]*>\n|<link rel="alternate"[^>]*>\n)'),
    "body": re.compile(r"<body([^>]*)>"),
    "exit": re.compile(r'(<a class="exit".*?</a>)'),
    "jsonld": re.compile(r'<script type="application/ld\+json">(.*?)</script>'),
    "main": re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL),
}


def portrait(site: Built) -> dict[str, str]:
    """Return the text of every file by the name under which it is kept."""
    found: dict[str, str] = {}
    forms: dict[str, str] = {}
    for path, raw in site.files.items():
        if path.startswith(("assets/", ".rozcestnik/")) or path == "sw.js" or b"\0" in raw:
            continue
        # Calendars end their lines as their standard wants; kept texts are compared by lines.
        text = re.sub(r"\?v=[0-9a-f]+", "?v=…", raw.decode()).replace("\r\n", "\n")
        if path.endswith(".html") and "<main" in text:
            values, form = _taken_apart(text)
            name = forms.setdefault(form, f"forms/{path.removesuffix('.html').replace('/', '.')}.html")
            found[name] = form
            found[path.removesuffix(".html") + ".txt"] = f"form: {name}\n" + "\n".join(
                f"{key}: {value}" for key, value in values.items()
            )
        elif path == "search/index.json":
            index = json.loads(text)
            found[path] = "\n".join(
                f"{key}: {json.dumps(index[key], ensure_ascii=False)}" for key in sorted(index)
            )
        elif not _copied(site, path, raw):
            found[path] = text
    found["files.txt"] = "\n".join(sorted(site.files))
    return {path: text if text.endswith("\n") else text + "\n" for path, text in found.items()}


def _taken_apart(text: str) -> tuple[dict[str, str], str]:
    """What a page says, and the form around it with a mark for each value."""
    values: dict[str, str] = {}
    form = text
    for name, pattern in VALUES.items():
        match = pattern.search(form)
        value = values[name] = match[1] if match else ""
        if match:
            form = form[: match.start(1)] + f"«{name}»" + form[match.end(1) :]
        if name in ("title", "description", "canonical"):
            form = form.replace(f'content="{value}"', f'content="«{name}»"')
        if name == "canonical":
            form = form.replace(f"<b>{value}</b>", f"<b>«{name}»</b>")  # what only paper says
    if values["jsonld"]:
        things = json.loads(values["jsonld"])["@graph"]
        values["jsonld"] = "\n".join(["", *(json.dumps(one, ensure_ascii=False) for one in things)])
    values["main"] = values["main"].replace("><", ">\n<")
    return values, form


def _copied(site: Built, path: str, raw: bytes) -> bool:
    """Whether a download is the very file of the package."""
    source = site.root / path.replace("data/", "data_packages/", 1)
    return path.startswith("data/") and source.is_file() and source.read_bytes() == raw
