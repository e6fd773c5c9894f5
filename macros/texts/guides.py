"""The form of a guide: plain Markdown sections become steps, roles, a danger box and folded rights.

Authors write headings; everything that makes a guide look and work like one is added here, so that all
guides stay alike. Works on HTML that Markdown made, before any data are poured in.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_H2 = re.compile(r"<h2 id=\"([^\"]*)\">(.*?)</h2>", re.DOTALL)
_H3 = re.compile(r"<h3 id=\"([^\"]*)\">(.*?)</h3>", re.DOTALL)


_FOLDED = re.compile(
    r'<(h[23])(?=[^>]* class="fold")[^>]* id="([^"]*)"[^>]*>(.*?)</\1>(.*?)(?=<h[23]\b|\Z)', re.DOTALL
)


def fold(html: str) -> str:
    """Return the HTML of a text whose sections marked with the class `fold` are panels, closed at first."""
    return _FOLDED.sub(
        r'<details class="role"><summary><\1>\3</\1></summary>'
        r'<div class="role__text" id="\2">\4</div></details>\n',
        html,
    )


def arrange(html: str, call: str = "", jumps: str = "") -> str:
    """Return the body of a guide with its sections dressed by their headings.

    `call` is the line to call first: it begins the first box. `jumps` are short cuts: they follow the boxes, so that
    nothing stands between the title and what to do.
    """
    pieces = _H2.split(html)
    body = [pieces[0]]
    for at in range(1, len(pieces), 3):
        anchor, title, content = pieces[at : at + 3]
        if title.strip() in _BOXES:
            content, call = f"\n{call}{content}" if call else content, ""
        elif jumps:
            body, jumps = [*body, jumps], ""
        body.append(_DRESS.get(title.strip(), _plain)(anchor, title, content))
    return "\n".join([*body, jumps] if jumps else body)


def _section(css: str) -> Callable[[str, str, str], str]:
    def dress(anchor: str, title: str, content: str) -> str:
        return f'<section class="{css}" aria-labelledby="{anchor}"><h2 id="{anchor}">{title}</h2>{content}</section>'

    return dress


_plain = _section("part")


def _steps(anchor: str, title: str, content: str) -> str:
    first, *pieces = _H3.split(content)
    items = [
        f'<li><h3 id="{pieces[at]}">{pieces[at + 1]}</h3>{pieces[at + 2]}</li>'
        for at in range(0, len(pieces), 3)
    ]
    return _plain(anchor, title, f'{first}<ol class="steps">{"".join(items)}</ol>')


def _roles(anchor: str, title: str, content: str) -> str:
    """Roles as panels of which one is open at a time, by the browser's own means.

    The anchor stands on the text, not on the heading: a browser opens a panel for what is hidden in it.
    """
    first, *pieces = _H3.split(content)
    panels = [
        f'<details class="role" name="role"><summary><h3>{pieces[at + 1]}</h3></summary>'
        f'<div class="role__text" id="{pieces[at]}">{pieces[at + 2]}</div></details>'
        for at in range(0, len(pieces), 3)
    ]
    return _plain(anchor, title, f'{first}<div class="roles">{"".join(panels)}</div>')


def _folded(anchor: str, title: str, content: str) -> str:
    return f'<details class="rights"><summary><h2 id="{anchor}">{title}</h2></summary>{content}</details>'


_DRESS: dict[str, Callable[[str, str, str], str]] = {
    "Hned teď": _section("now"),
    "První krok dnes": _section("first"),
    "Krok za krokem": _steps,
    "Podle toho, kdo jste": _roles,
    "Na co máte právo": _folded,
}
HEADINGS = (
    "Hned teď",
    "První krok dnes",
    "Krok za krokem",
    "Podle toho, kdo jste",
    "Co si vzít s sebou",
    "Co to stojí",
    "Na co máte právo",
    "Kdo ještě pomůže",
    "Co s tím souvisí",
)
"""Sections that a guide may have, in this order."""
_BOXES = HEADINGS[:2]
"""Sections that stand out at the top; the first of them holds the line to call."""
