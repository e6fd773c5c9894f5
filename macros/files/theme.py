"""Where the theme of a portal lies."""

from __future__ import annotations

import os
from pathlib import Path


def theme_folder(root: Path) -> str:
    """The theme's folder as mkdocs.yml names it: a portal may use the one of another."""
    file, text = root / "mkdocs.yml", ""
    if file.is_file():  # a pipe would wait for ever
        text = file.read_text(encoding="utf-8", errors="replace")
    for line in text.splitlines():
        if line.strip().startswith("custom_dir:"):
            return os.path.realpath(root / line.split(":", 1)[1].strip())
    return str(root / "overrides")
