"""Counts texts in Czech that stand in code instead of where an editor finds them: python -m tests.czech_in_code

They belong into `macros/words/`, a module `words.py` or `*_words.py` of a subject, or `macros/data/wording.py`.
What stood elsewhere when the rule was made is counted in czech_in_code.txt. The numbers may only shrink: the command
writes them anew (also after texts moved from one module to another), but never a larger sum.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.portals import ROOT

FILE = Path(__file__).with_suffix(".txt")
_LETTERS = re.compile("[áčďéěíňóřšťúůýž]", re.IGNORECASE)
_HOMES = re.compile(r"macros/(words/.*|data/wording|(.*[/_])?words)\.py")


def counted() -> dict[str, int]:
    """Return how many texts with Czech letters each module holds; those that hold none are left out."""
    found = {}
    for path in sorted((ROOT / "macros").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not _HOMES.fullmatch(name) and (count := sum(1 for _ in texts(path.read_text(encoding="utf-8")))):
            found[name] = count
    return found


def texts(source: str) -> Iterator[str]:
    """Yield the texts with Czech letters of a module, an f-string as one; no docstrings and no comments."""
    nodes = list(ast.walk(ast.parse(source)))
    done = {id(one.value) for one in nodes if isinstance(one, ast.Expr)}
    done |= {id(piece) for one in nodes if isinstance(one, ast.JoinedStr) for piece in one.values}
    for one in nodes:
        if id(one) not in done and _LETTERS.search(text := _text(one)):
            yield text


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(map(_text, node.values))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def recorded() -> dict[str, int]:
    """Return the numbers that were written down."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return {name: int(count) for name, count in (line.split("\t") for line in lines)}


def main() -> None:
    """Write the numbers down where their sum did not grow."""
    now = counted()
    if FILE.is_file() and sum(now.values()) > (before := sum(recorded().values())):
        sys.exit(f"{sum(now.values())} texts, there were {before}: move new ones to a module words.py.")
    FILE.write_text("".join(f"{name}\t{count}\n" for name, count in now.items()), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)}: {sum(now.values())} texts in {len(now)} modules")


if __name__ == "__main__":
    main()
