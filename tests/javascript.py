"""Runs the site's JavaScript for tests: in node, or in the browser where there is no node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.browser import install

SCRIPTS = Path(__file__).parent.parent / "overrides" / "assets" / "js"

NAME = "const Rozcestnik = {};"
"""What tools.js begins with; it stands in for that file, which needs a page."""

# Loads scripts as a page does (no modules, one global name), then calls the function.
_LOADER = """
const vm = require("vm");
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
given.scripts.forEach((script) => vm.runInThisContext(script));
const result = vm.runInThisContext("(" + given.call + ")")(given.argument);
process.stdout.write(JSON.stringify(result === undefined ? null : result));
"""


def node() -> str | None:
    """The machine's node, else the one that playwright brings."""
    import playwright

    brought = Path(playwright.__file__).parent / "driver" / "node"
    return shutil.which("node") or (str(brought) if brought.is_file() else None)


def run(scripts: Sequence[str], call: str, argument: Any = None) -> Any:
    """Load `scripts` (names under overrides/assets/js) and return what the JS function `call` returns.

    `argument` and the result travel as JSON. Without node the browser does it; without both the test fails.
    """
    sources = [NAME, *((SCRIPTS / name).read_text(encoding="utf-8") for name in scripts)]
    if program := node():
        given = json.dumps({"scripts": sources, "call": call, "argument": argument})
        command = [program, "-e", _LOADER]
        done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
    return _in_browser(sources, call, argument)


def _in_browser(sources: Sequence[str], call: str, argument: Any) -> Any:
    chromium = install.find()
    if chromium is None:
        pytest.fail("The JavaScript twins cannot be tested: install node or chromium.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            page = browser.new_page()
            for source in sources:
                page.add_script_tag(content=source)
            return page.evaluate(call, argument)
        finally:
            browser.close()
