"""Rules about texts that people write: their heads can be read."""

from __future__ import annotations

from collections.abc import Iterator

from macros.check import Check, Data, check
from macros.data.heads import HEAD_RULES
from macros.data.problems import Problem


@check(*HEAD_RULES)
def heads(data: Data) -> Iterator[Problem]:
    """The head of a text is right."""
    for text in data.texts():
        yield from text.problems


RULES: tuple[Check, ...] = (heads,)
