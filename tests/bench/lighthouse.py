"""Lighthouse on mobile settings, on the real site: python -m tests.bench.lighthouse (needs npm and a browser).

Builds the portal, serves it as a host does (compressed, under the path of its address), and prints the
four scores of some pages. Lighthouse is installed from `lighthouse_tool/package-lock.json` into `.cache/`.
Ends with code 1 when a score is below what the portal promises. No test runs it: scores depend on the machine.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from macros.data.settings import read_settings
from tests import built

TOOL = Path(__file__).parent / "lighthouse_tool"
PAGES = ("", "situace/dluhy/", "situace/domaci-nasili/", "sluzby/nzdm-pohoda-cheb/", "obce/cheb/", "sluzby/")
PROMISED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Print a table of scores; return the exit code."""
    tool = built.ROOT / ".cache" / "lighthouse"
    shutil.copytree(TOOL, tool, dirs_exist_ok=True)
    if not (tool / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=tool, check=True)
    path = urlsplit(read_settings(built.ROOT).site_url).path or "/"
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        built.build(built.ROOT, Path(folder) / "site")
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(Path(folder) / "site", path))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print("| page | " + " | ".join(PROMISED) + " | largest paint | blocked |")
        print("|---|" + "--:|" * (len(PROMISED) + 2))
        for page in PAGES:
            report = _report(tool, f"http://127.0.0.1:{server.server_port}{path}{page}", Path(folder))
            scores = {name: round((report["categories"][name]["score"] or 0) * 100) for name in PROMISED}
            failed |= any(scores[name] < least for name, least in PROMISED.items())
            timing = [
                report["audits"][name]["displayValue"].replace("\u00a0", " ")
                for name in ("largest-contentful-paint", "total-blocking-time")
            ]
            print(f"| /{page} | " + " | ".join([*map(str, scores.values()), *timing]) + " |", flush=True)
        server.shutdown()
    return int(failed)


def _report(tool: Path, address: str, folder: Path) -> dict[str, dict[str, dict[str, float | str]]]:
    browser = next((found for one in BROWSERS if (found := shutil.which(one))), "")
    out = folder / "report.json"
    subprocess.run(
        [
            *(tool / "node_modules" / ".bin" / "lighthouse", address, "--quiet", "--output=json"),
            *(f"--output-path={out}", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"),
        ],
        env=os.environ | {"CHROME_PATH": browser},
        check=True,
        stderr=subprocess.DEVNULL,
    )
    found: dict[str, dict[str, dict[str, float | str]]] = json.loads(out.read_text(encoding="utf-8"))
    return found


def _handler(folder: Path, path: str) -> type[SimpleHTTPRequestHandler]:
    """A host that compresses texts and serves the site under the path of its address."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = urlsplit(self.path).path
            file = folder / name.removeprefix(path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not name.startswith(path) or not file.is_file():
                self.send_error(404)
                return
            raw, kind = file.read_bytes(), self.guess_type(str(file))
            self.send_response(200)
            if kind.startswith("text/") or kind.endswith(("json", "javascript", "svg+xml")):
                raw = gzip.compress(raw, mtime=0)
                kind += "; charset=utf-8"
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(raw)))
            self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    return Handler


if __name__ == "__main__":
    sys.exit(main())
