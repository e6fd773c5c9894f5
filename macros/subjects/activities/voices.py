"""What people from practice told: by theme, with what answers it, and of what nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, Origin, View
from macros.page.family import Family, single
from macros.subjects.activities import words
from macros.subjects.activities.addresses import EXAMPLES, NO_THEME, UNANSWERED, VOICES
from macros.subjects.activities.model import Activities, Voice
from macros.subjects.strategy.model import node_url
from macros.subjects.strategy.rows import InputRow
from macros.words import czech


class Answer(NamedTuple):
    """What answers an input: address, name, and whose it is ("" where that is clear)."""

    url: str
    title: str
    whose: str


class Line(NamedTuple):
    """An input: what it is in a word, where and when it was told, what answers it."""

    voice: Voice
    kind: str
    heard: str
    answers: tuple[Answer, ...]


class Part(NamedTuple):
    """Inputs of a kind."""

    id: str
    title: str
    lines: tuple[Line, ...]


class ThemeLink(NamedTuple):
    """The page of a theme: address, name, how many inputs of each kind, in words."""

    url: str
    title: str
    said: str


class VoicesPage(Struct, frozen=True, kw_only=True):
    """What the list of themes is given."""

    themes: tuple[ThemeLink, ...]
    count: int
    unanswered: str
    """How many nothing answers, in words; "" where there are none."""
    unanswered_url: str


class ThemeVoices(Struct, frozen=True, kw_only=True):
    """What the page of a theme is given."""

    parts: tuple[Part, ...]
    count: int


class UnansweredPage(Struct, frozen=True, kw_only=True):
    """What the page of inputs without an answer is given: by theme."""

    parts: tuple[Part, ...]
    count: int


def _themes(site: Site) -> dict[str, list[Voice]]:
    """Inputs by the id of their theme, in the order of themes; those without one come last."""
    voices = sorted(
        site[Activities].voices,
        key=lambda voice: (voice.theme is None, voice.theme.row.position if voice.theme else 0),
    )
    found: dict[str, list[Voice]] = {}
    for one in voices:
        found.setdefault(one.row.theme, []).append(one)
    return found


def _title(voices: Sequence[Voice]) -> str:
    theme = voices[0].theme
    return theme.row.title if theme else words.NO_THEME


def theme_url(theme: str) -> str:
    """Where inputs of a theme stand, given as its id; "" for those without one."""
    return f"{VOICES}{theme or NO_THEME}/"


def _line(voice: Voice) -> Line:
    row = voice.row
    heard = (row.heard_at, czech.date(row.heard_on) if row.heard_on else "")
    answers = (
        *(Answer(one.url, one.row.title, "") for one in voice.activities),
        *(Answer(f"{EXAMPLES}#{one.row.id}", one.row.title, words.PRACTICE) for one in voice.practices),
        *(
            Answer(node_url(one), f"{one.row.code} {one.row.title}".strip(), one.strategy.row.title)
            for one in voice.nodes
        ),
    )
    return Line(voice, words.KINDS[row.kind][2], ", ".join(filter(None, heard)), answers)


def voices_view(site: Site, subject: None) -> View:
    """All themes with their counts."""
    without = sum(not one.answered for one in site[Activities].voices)
    return View(
        title=words.VOICES_TITLE,
        description=words.VOICES_DESCRIPTION,
        crumbs=(),
        data=VoicesPage(
            themes=tuple(
                ThemeLink(theme_url(code), _title(voices), _counts(voices))
                for code, voices in _themes(site).items()
            ),
            count=len(site[Activities].voices),
            unanswered=czech.plural(without, *words.UNANSWERED) if without else "",
            unanswered_url=UNANSWERED,
        ),
        origin=_origin(site),
    )


def _counts(voices: Sequence[Voice]) -> str:
    counted = ((sum(one.row.kind == kind for one in voices), forms) for kind, forms in words.COUNTS.items())
    return ", ".join(czech.plural(count, *forms) for count, forms in counted if count)


def _origin(site: Site) -> Origin | None:
    file = site.files.get(InputRow)
    return Origin(file, 0) if file else None


def theme_view(site: Site, theme: str) -> View:
    """Inputs of a theme by kind."""
    voices = _themes(site)[theme]
    title = words.VOICES_OF.format(_title(voices))
    return View(
        title=title,
        description=words.VOICES_DESCRIPTION,
        crumbs=(Crumb(words.VOICES_TITLE, VOICES),),
        data=ThemeVoices(parts=tuple(_by_kind(voices)), count=len(voices)),
        origin=_origin(site),
    )


def _by_kind(voices: Iterable[Voice]) -> Iterator[Part]:
    for kind, (anchor, title, _) in words.KINDS.items():
        lines = tuple(_line(one) for one in voices if one.row.kind == kind)
        if lines:
            yield Part(anchor, title, lines)


def unanswered_view(site: Site, subject: None) -> View:
    """Inputs that nothing answers, by theme."""
    parts = tuple(
        Part(code or NO_THEME, _title(voices), tuple(map(_line, left)))
        for code, voices in _themes(site).items()
        if (left := [one for one in voices if not one.answered])
    )
    return View(
        title=words.UNANSWERED_TITLE,
        description=words.UNANSWERED_DESCRIPTION,
        crumbs=(Crumb(words.VOICES_TITLE, VOICES),),
        data=UnansweredPage(parts=parts, count=sum(len(one.lines) for one in parts)),
        origin=_origin(site),
    )


def _voices(site: Site) -> Sequence[Voice]:
    return site[Activities].voices


def _reads(site: Site, subject: object) -> Iterable[bytes]:
    return (one.key for one in _voices(site))


VOICE_LIST = Family(
    name="voices",
    section="strategie",
    source=words.VOICES_SOURCE,
    **single(VOICES, _voices),
    view=voices_view,
    shows=VoicesPage,
    reads=_reads,
)
VOICE_THEME = Family(
    name="voices_of_theme",
    section="strategie",
    source=words.VOICES_SOURCE,
    of=_themes,
    url=theme_url,
    view=theme_view,
    shows=ThemeVoices,
    reads=_reads,
)
VOICE_UNANSWERED = Family(
    name="voices_unanswered",
    section="strategie",
    source=words.VOICES_SOURCE,
    **single(UNANSWERED, _voices),
    view=unanswered_view,
    shows=UnansweredPage,
    reads=_reads,
)
PAGES = (VOICE_LIST, VOICE_THEME, VOICE_UNANSWERED)
