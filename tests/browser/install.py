"""Makes sure that there is a browser for the tests; plain Python, before anything is installed.

    python3 tests/browser/install.py

Says nothing where Chromium is there. As root on Debian and Ubuntu it installs it, elsewhere it says
what to install and ends with code 1: browser tests are never left out quietly.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A bare container has no font at all; without one a page is a row of empty boxes.
PACKAGES = ("chromium", "fonts-dejavu-core")
HELP = """\
The browser tests need Chromium or Chrome, and none of these is on PATH: {names}.
  Debian, Ubuntu:  sudo apt-get install {packages}
  Fedora:          sudo dnf install chromium dejavu-sans-fonts
  macOS:           brew install --cask google-chrome
  elsewhere:       install Chrome and name its program: export ROZCESTNIK_CHROMIUM=/path/to/chrome"""


def find() -> str | None:
    """Return the program of the browser: ROZCESTNIK_CHROMIUM if that is set, else the first on PATH."""
    named = os.environ.get("ROZCESTNIK_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)


def main() -> int:
    """Find the browser or install it; return the exit code."""
    if find():
        return 0
    if os.environ.get("ROZCESTNIK_CHROMIUM"):
        print(f"ROZCESTNIK_CHROMIUM={os.environ['ROZCESTNIK_CHROMIUM']} is not a program.", file=sys.stderr)
        return 1
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' and '.join(PACKAGES)} for the browser tests…", file=sys.stderr, flush=True)
        log = _install()
        if find():
            return 0
        print(log, file=sys.stderr)
    print(HELP.format(names=", ".join(NAMES), packages=" ".join(PACKAGES)), file=sys.stderr)
    return 1


def _install() -> str:
    """Install the packages, with one more try for a mirror that stumbles. Return what apt-get said."""
    log = ""
    for pause in (5, 0):
        done, log = _apt("update")
        if done:
            done, log = _apt("install", "--yes", "--no-install-recommends", *PACKAGES)
        if done:
            return log
        time.sleep(pause)
    return log


def _apt(*words: str) -> tuple[bool, str]:
    command: Sequence[str] = ["apt-get", "--quiet", "--quiet", "-o", "Acquire::Retries=3", *words]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode == 0, f"$ {' '.join(command)}\n{done.stdout}{done.stderr}"


if __name__ == "__main__":
    sys.exit(main())
