"""Run MkDocs once for the hand-written pages and the shells of generated ones."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from macros.bundle import Bundle


def gather(root: Path, folder: Path) -> Bundle:
    """Build texts and theme of the portal `root` into `folder`. Raises what MkDocs raises; strict."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    # Material's notice about its end of life is for developers; ARCHITECTURE.md says what follows from it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.basicConfig(format="%(levelname)s: %(message)s")
    shutil.rmtree(folder, ignore_errors=True)
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    config.site_dir = str(folder)
    plugin = config.plugins["rozcestnik"]
    plugin.on_startup(command="build", dirty=False)
    plugin.gathering = folder  # type: ignore[attr-defined]
    build(config)
    bundle: Bundle = plugin.bundle  # type: ignore[attr-defined]
    return bundle
