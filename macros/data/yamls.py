"""Reads YAML that a stranger may have written: no nesting so deep that the parser dies, and bounded in size."""

from __future__ import annotations

import re
from typing import Any

import yaml

from macros.data.parser_words import YAML

MOST = 1 << 18
"""Characters of one document."""
DEEPEST = 50
"""Levels of nesting; real ones have five. The parser written in C ends the whole process at some ten thousand."""
_MAY_NEST = re.compile(r"[\[{]|[-?:][ \t]+(?=[-?:])|^[ \t]{50}", re.MULTILINE)

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Safe(_Base):  # type: ignore[misc]
    """The safe loader, which also refuses a key that stands twice: YAML would take the last one silently."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Make a mapping of a node."""
        seen = set()
        for key, _ in node.value:
            if key.value in seen and isinstance(key.value, str) and key.value != "<<":
                raise yaml.constructor.ConstructorError(
                    None, None, f"duplicate key {key.value}", key.start_mark
                )
            if isinstance(key.value, str):
                seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(text: str, loader: Any = Safe) -> Any:
    """Return what a document says. Raises `yaml.YAMLError` for everything that is wrong with it."""
    if len(text) > MOST:
        raise yaml.YAMLError(f"je delší než {MOST >> 10} tisíc znaků")
    if sum(1 for _ in _MAY_NEST.finditer(text)) > DEEPEST // 2:
        _shallow(text, loader)
    try:
        return yaml.load(text, Loader=loader)
    except (RecursionError, ValueError, TypeError, AttributeError, OverflowError, KeyError) as error:
        raise yaml.YAMLError(f"nejde přečíst ({error})") from error


def _shallow(text: str, loader: Any) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise yaml.YAMLError("je vnořený příliš hluboko")


def why(error: yaml.YAMLError) -> tuple[str, int]:
    """What is wrong with a document and on which of its rows; row 0 where the parser does not say."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or str(error)
    return " ".join(str(said).split()), mark.line + 1 if mark else 0


def czech(reason: str) -> str:
    """What the parser says, in words that tell how to mend it."""
    return next((said for told, said in YAML.items() if told in reason), reason)
