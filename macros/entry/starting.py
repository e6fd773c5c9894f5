"""What commands that start something have in common: `new municipality`, `new meeting`, `new case`, `new project`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from macros.entry.saying import say
from macros.publish.lock import hold

if TYPE_CHECKING:
    from macros.data.drafts import Started
    from macros.model.site import Site


def start(root: Path, made_of: Callable[[Site], Started]) -> None:
    """Start something in a portal and say what was written, what stays, and what people do next.

    Ends with exit code 1 and a sentence where the portal or what was asked for is not right.
    """
    from macros.data import draft_words as words
    from macros.data.drafts import ScaffoldError
    from macros.data.edit import Unfit
    from macros.data.problems import BadData
    from macros.load import load_site

    hold(root)
    try:
        made = made_of(load_site(root).site)
    except (BadData, ScaffoldError, Unfit) as error:
        say(str(error), err=True)
        sys.exit(1)
    for path in made.written:
        say(words.WRITTEN.format(path))
    for path in made.kept:
        say(words.STAYS.format(path))
    say(words.NEXT)
    for number, step in enumerate(made.steps, start=1):
        say(f"  {number}. {step}")
