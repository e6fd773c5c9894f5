"""Cases on paper: cards of stops and roles to be cut, what is answered, and a blank case (PDF/UA), as data for typst.

Builds make them, as there are few, and keep them under the digest of their data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from macros.files.kept import cache_of, discard
from macros.files.made import Made
from macros.model.keys import digest
from macros.model.site import Site
from macros.print.press import Job, job, kept, qr
from macros.subjects.cases import words
from macros.subjects.cases.addresses import CASES as FOLDER
from macros.subjects.cases.model import Actor, Case, Cases, Stop
from macros.subjects.cases.pages.cases import BLANK, all_of, cards_url, case_facts, time_of
from macros.subjects.catalogue.paper import said

TEMPLATE = "walk"
BLANK_ROLES = 4


def card_files(site: Site) -> Iterator[Made]:
    """The cards of all cases."""
    folder, cases = cache_of(site.root, "cases"), site[Cases].cases
    for file in sorted(folder.glob("*.*")):
        if file.name.partition(".")[0] not in (*cases, _BLANK):
            discard(file)
    day = str(site.as_of).encode()
    for case in cases.values():
        yield Made(cards_url(case), digest([case.key, day]), partial(_made, folder, case.row.id, site, case))


def blank_files(site: Site) -> Iterator[Made]:
    """A blank case, where there are cases."""
    if site[Cases].cases:
        make = partial(_made, cache_of(site.root, "cases"), _BLANK, site, None)
        yield Made(BLANK, digest([str(site.as_of).encode()]), make)


_BLANK = "_blank"
"""Name of the blank case in the cache: no id of a case looks like it."""


def _made(folder: Path, name: str, site: Site, case: Case | None) -> bytes:
    wanted = cards_job(site, case)
    file = folder / f"{name}.{wanted.key}.pdf"
    raw = kept(file, wanted)
    for old in sorted(folder.glob(f"{name}.*")):
        if old != file:
            discard(old)
    return raw


def cards_job(site: Site, case: Case | None) -> Job:
    """What is to be printed for a case; for None a blank one."""
    day = (case and case.row.source_date) or site.as_of or dt.date(1970, 1, 1)
    document = _case(case) if case else _blank()
    url = f"{site.settings.site_url}{case.url if case else FOLDER}" if site.settings.site_url else ""
    shown = url.partition("://")[2].rstrip("/")
    common = {
        "site": said(site.settings.name),
        "tint": "teal",
        "how-to-title": words.HOW_TO_TITLE,
        "how-to": [said(one) for one in words.HOW_TO],
        "questions-title": words.QUESTIONS_TITLE,
        "questions": [said(one) for one in words.QUESTIONS],
        "stops-title": words.STOPS_TITLE,
        "roles-title": words.ROLES_TITLE,
        "answers-title": words.ANSWERS_TITLE,
        "lead": said(words.CARDS_LEAD),
        "url": url,
        "more": said(words.MORE.format(shown)),
        "qr_alt": said(words.QR_ALT.format(shown)),
        "icons": {"qr": qr(url)},
        "page": words.PAGE,
    }
    return job(cards_url(case) if case else BLANK, TEMPLATE, common | document, day)


def _case(case: Case) -> dict[str, Any]:
    row = case.row
    source = (
        words.SOURCE_SECTION.format(row.source_document, row.source_section)
        if row.source_section
        else words.SOURCE.format(row.source_document)
    )
    return {
        "title": said(words.TEXT_LINE.format(words.CARDS_TITLE, row.title)),
        "place": said(row.place),
        "made-up": said(words.MADE_UP),
        "facts": [{"title": said(one.title), "said": said(one.said)} for one in case_facts(case)],
        "stops": [_stop(one) for one in case.stops],
        "roles": [_role(one) for one in case.actors],
        "answers": [_answers(one) for one in case.stops if one.acts or one.flows or one.row.notes],
        "sources": [said(source), said(words.METHOD)],
    }


def _blank() -> dict[str, Any]:
    stop = {"title": words.BLANK_AGE, "time": words.CARD_TIME, "texts": []}
    role = {"title": words.BLANK_ROLE, "texts": [], "stops": [words.BLANK_AGE] * words.BLANK_STOPS}
    return {
        "title": words.BLANK_TITLE,
        "place": words.BLANK_PLACE,
        "made-up": words.BLANK_MADE_UP,
        "facts": [],
        "stops": [stop] * words.BLANK_STOPS,
        "roles": [role] * BLANK_ROLES,
        "answers": [],
        "sources": [said(words.METHOD)],
    }


def _stop(stop: Stop) -> dict[str, Any]:
    row = stop.row
    texts = [row.happens or words.NO_HAPPENING, *([words.ASK.format(row.open)] if row.open else [])]
    return {
        "title": said(words.CARD_STOP.format(row.age)),
        "time": said(time_of(stop) or words.CARD_TIME),
        "texts": [said(one) for one in texts],
    }


def _role(actor: Actor) -> dict[str, Any]:
    row = actor.row
    return {
        "title": said(words.CARD_ROLE.format(row.title)),
        "texts": [said(one) for one in (row.asks, row.told) if one],
        "stops": [said(one.row.age) for one in actor.case.stops],
    }


def _answers(stop: Stop) -> dict[str, Any]:
    notes = [words.TEXT_LINE.format(words.NOTES, stop.row.notes)] if stop.row.notes else []
    return {
        "title": said(words.CARD_STOP.format(stop.row.age)),
        "texts": [said(one) for one in notes],
        "parts": [
            {
                "title": said(part.title),
                "lines": [
                    {
                        "strong": said(one.strong),
                        "said": said(one.said),
                        "more": [said(it) for it in one.more],
                    }
                    for one in part.lines
                ],
            }
            for part in all_of(stop)
        ],
    }
