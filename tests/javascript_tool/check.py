"""Checks types and rules of the site's scripts; plain Python, part of `make lint`.

    python3 tests/javascript_tool/check.py

Installs TypeScript and ESLint as package-lock.json pins them into `.cache/javascript` (once, and again when the
lock changes), then runs both. Ends with code 1 for a mistake, and where Node.js is missing or too old: it says
what to install, so that scripts are never left unchecked quietly.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

TOOL = Path(__file__).resolve().parent
ROOT = TOOL.parents[1]
PLACE = ROOT / ".cache" / "javascript"
LEAST = (20, 19)
HELP = """\
The site's scripts are checked by TypeScript and ESLint, which need Node.js {least} or newer with npm.
  Debian 13, Ubuntu 25.10 and newer:  sudo apt-get install nodejs npm
  Fedora:                             sudo dnf install nodejs npm
  macOS:                              brew install node
  elsewhere:                          https://nodejs.org/
Building the site and `make test` do not need them."""
STUMBLED = """\
npm could not install what tests/javascript_tool/package-lock.json names (see above). The first `make lint` and
the first one after a change of that file need the net."""
SCRIPTS = ("overrides/assets/js", "macros/**/sw.js")


def main() -> int:
    """Install what is missing and check; return the exit code."""
    if not ready():
        print(HELP.format(least=".".join(map(str, LEAST))), file=sys.stderr)
        return 1
    if not installed():
        print(STUMBLED, file=sys.stderr)
        return 1
    codes = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands()]
    return int(any(codes))


def ready() -> bool:
    """Say whether there are npm and a Node.js that is not too old."""
    if not shutil.which("npm") or not shutil.which("node"):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, encoding="utf-8", check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)\.", said)
    return found is not None and (int(found[1]), int(found[2])) >= LEAST


def installed() -> bool:
    """Bring the tool into its place, with the packages of the lock; say whether that worked."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for file in TOOL.iterdir():
        if file.is_file() and file.suffix != ".py":
            shutil.copyfile(file, PLACE / file.name)
    lock = (TOOL / "package-lock.json").read_bytes()
    # Written last: what broke off is installed again.
    stamp = PLACE / "installed.json"
    if stamp.is_file() and stamp.read_bytes() == lock:
        return True
    print("Installing TypeScript and ESLint into .cache/javascript…", file=sys.stderr, flush=True)
    npm = shutil.which("npm") or "npm"
    done = subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=PLACE, check=False)
    if done.returncode == 0:
        stamp.write_bytes(lock)
    return done.returncode == 0


def commands() -> Iterator[list[str]]:
    """The checks, to be run in the folder of the project."""
    node = shutil.which("node") or "node"
    modules = PLACE / "node_modules"
    for project in ("tsconfig.json", "tsconfig.worker.json"):
        yield [node, str(modules / "typescript" / "bin" / "tsc"), "--project", str(PLACE / project)]
    config = ["--config", str(PLACE / "eslint.config.mjs"), "--max-warnings", "0"]
    yield [node, str(modules / "eslint" / "bin" / "eslint.js"), *config, *SCRIPTS]


if __name__ == "__main__":
    sys.exit(main())
