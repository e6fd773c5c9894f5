"""A real browser over the real site, which is served as the host serves it: under a path, with its headers."""

from __future__ import annotations

import functools
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import install
from tests.built import Built

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


Headers = dict[str, list[tuple[str, str]]]
"""Headers by the pattern of addresses that have them."""


@dataclass
class Line:
    """The way to the host: up, down (nobody answers), slow (ten seconds) or broken (the host says 503)."""

    state: str = "up"


class Host(SimpleHTTPRequestHandler):
    """Serves a site under the path of its address, with the headers of `_headers` and its page 404."""

    def __init__(self, *words: Any, path: str, headers: Headers, line: Line, directory: str) -> None:
        self.base, self.extra, self.line = path, headers, line
        super().__init__(*words, directory=directory)

    def do_GET(self) -> None:
        if self.line.state == "down":
            self.close_connection = True
            return
        if self.line.state == "slow":
            time.sleep(10)
        if self.line.state == "broken":
            super().send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        super().do_GET()

    def translate_path(self, path: str) -> str:
        inside = urlsplit(path).path
        if not inside.startswith(self.base):
            return "/nowhere"
        return super().translate_path(inside[len(self.base) - 1 :])

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(self.base):
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        inside = "/" + urlsplit(self.path).path.removeprefix(self.base)
        for pattern, found in self.extra.items():
            if fnmatch(inside, pattern):
                for name, value in found:
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _headers(site: Built) -> Headers:
    found: Headers = {}
    for line in site.files["_headers"].decode().splitlines():
        if line.startswith("/"):
            found[line] = group = []
        elif match := re.fullmatch(r"  ([A-Za-z-]+): (.+)", line):
            group.append((match[1], match[2]))
    return found


@contextmanager
def serving(site: Built, line: Line | None = None) -> Iterator[str]:
    """Serve a site on this machine; gives the address of its home page. `line` may be cut meanwhile."""
    path = urlsplit(site.site.settings.site_url).path
    handler = functools.partial(
        Host, path=path, headers=_headers(site), line=line or Line(), directory=str(site.out)
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{path}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# Server and browser live for one test file: the builds of others fork, and a second Playwright (see
# tests/javascript.py) may not start beside this one.
@pytest.fixture(scope="module")
def address(real: Built) -> Iterator[str]:
    with serving(real) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = install.find()
    assert program, "There is no browser: python3 tests/browser/install.py"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@dataclass
class Watch:
    """What pages asked for and what the browser had to complain about."""

    home: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on(
            "dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss())
        )

    def _heard(self, message: Any) -> None:
        missing = "status of 404" in message.text and message.location.get("url", "").endswith("/neni-tu/")
        blocked = message.text.startswith("Service Worker registration blocked by Playwright")
        if message.type in ("error", "warning") and not missing and not blocked:
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def foreign(self) -> list[str]:
        mine = urlsplit(self.home).netloc
        return [url for url in self.asked if not url.startswith("data:") and urlsplit(url).netloc != mine]


Opened = Callable[..., Page]


@pytest.fixture
def watch(address: str) -> Watch:
    return Watch(address)


@pytest.fixture
def opened(browser: Browser, watch: Watch) -> Iterator[Opened]:
    """Opens a page of given settings; at the end nothing may have come from elsewhere or been refused.

    Without the service worker, which test_away tries: what it keeps would stand between tests and pages.
    """
    contexts: list[BrowserContext] = []

    def new(**settings: Any) -> Page:
        context = browser.new_context(
            base_url=watch.home, locale="cs-CZ", **{"service_workers": "block"} | settings
        )
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield new
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert watch.foreign() == []
    assert watch.complaints == []
    assert cookies == []


def _size(width: int, height: int) -> dict[str, int]:
    return {"width": width, "height": height}


@pytest.fixture
def phone(opened: Opened) -> Page:
    return opened(viewport=_size(360, 740), device_scale_factor=2, has_touch=True, is_mobile=True)


@pytest.fixture
def desk(opened: Opened) -> Page:
    return opened(viewport=_size(1280, 900))


@pytest.fixture
def plain(opened: Opened) -> Page:
    """A browser without JavaScript."""
    return opened(viewport=_size(360, 740), java_script_enabled=False)
