"""Makes sure that there is a browser for the tests; plain Python, before anything is installed.

    python3 tests/browser/install.py

Says nothing where Chromium is there. As root on Debian and Ubuntu it installs it, elsewhere it says
what to install and ends with code 1: browser tests are never left out quietly.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A bare container has no font at all; without one a page is a row of empty boxes.
# The driver of the browser tests brings a node that needs libatomic.
PACKAGES = ("chromium", "fonts-dejavu-core", "libatomic1")
HELP = """\
The browser tests need Chromium or Chrome (one of these on PATH: {names}) and, on Linux, libatomic.
  Debian, Ubuntu:  sudo apt-get install {packages}
  Fedora:          sudo dnf install chromium dejavu-sans-fonts libatomic
  macOS:           brew install --cask google-chrome
  elsewhere:       install Chrome and name its program: export ROZCESTNIK_CHROMIUM=/path/to/chrome"""


def find() -> str | None:
    """Return the program of the browser: ROZCESTNIK_CHROMIUM if that is set, else the first on PATH."""
    named = os.environ.get("ROZCESTNIK_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)


def driven() -> bool:
    """Say whether the library is there that the driver of the browser needs on Linux."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def main() -> int:
    """Find the browser or install it; return the exit code."""
    if find() and driven():
        return 0
    if find() is None and os.environ.get("ROZCESTNIK_CHROMIUM"):
        print(f"ROZCESTNIK_CHROMIUM={os.environ['ROZCESTNIK_CHROMIUM']} is not a program.", file=sys.stderr)
        return 1
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(PACKAGES)} for the browser tests…", file=sys.stderr, flush=True)
        log = _install()
        if find() and driven():
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
