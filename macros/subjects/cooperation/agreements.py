"""Rules of cooperation: all agreements, each as one page for a staff room, and the blank form to make one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from macros.model.site import Site
from macros.page.common import Crumb, View
from macros.page.family import Family, single
from macros.subjects.cooperation import rows, words
from macros.subjects.cooperation.addresses import AGREEMENTS, BLANK, INDEX
from macros.subjects.cooperation.mapping import names, origin_of, story_url
from macros.subjects.cooperation.model import Agreement, Cooperation
from macros.subjects.network.pages import when
from macros.words import czech

WORKBOOK = f"{INDEX}pravidla-spoluprace.xlsx"


class Card(NamedTuple):
    """An agreement in a list."""

    agreement: Agreement
    url: str
    who: str
    overdue: str
    """That its review is due, "" where it is not."""


class Rule(NamedTuple):
    """A rule: the occasion, and what is said of each of the other things, with what it is about."""

    occasion: str
    cells: tuple[tuple[str, str], ...]


class Fact(NamedTuple):
    """One heading and the lines under it."""

    title: str
    lines: tuple[str, ...]


class AgreementsPage(Struct, frozen=True, kw_only=True):
    """What the list of agreements is given."""

    cards: tuple[Card, ...]
    workbook: str


class AgreementPage(Struct, frozen=True, kw_only=True):
    """What the page of an agreement is given."""

    agreement: Agreement
    who: tuple[str, ...]
    facts: tuple[Fact, ...]
    heads: tuple[str, ...]
    rules: tuple[Rule, ...]
    emergency: str
    agreed: str
    review: str
    overdue: str
    story: str


class BlankPage(Struct, frozen=True, kw_only=True):
    """What the blank form is given."""

    heads: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    lines: tuple[int, ...]
    workbook: str


def url_of(agreement: Agreement) -> str:
    """Where an agreement stands."""
    return f"{AGREEMENTS}{agreement.row.id}/"


def overdue(site: Site, agreement: Agreement) -> str:
    """That an agreement should have been gone through again by the day of the data; else ""."""
    due = agreement.row.review_on
    late = due is not None and site.as_of is not None and due < site.as_of
    return words.OVERDUE.format(czech.date(due)) if due and late else ""


def agreements_view(site: Site, subject: None) -> View:
    """All agreements."""
    return View(
        title=words.AGREEMENTS_TITLE,
        description=words.AGREEMENTS_DESCRIPTION,
        crumbs=(Crumb(words.TITLE, INDEX),),
        data=AgreementsPage(
            cards=tuple(
                Card(one, url_of(one), names(one.actors), overdue(site, one))
                for one in site[Cooperation].agreements
            ),
            workbook=WORKBOOK,
        ),
        origin=origin_of(site, rows.AgreementRow),
    )


def agreement_view(site: Site, agreement: Agreement) -> View:
    """An agreement as one page."""
    row = agreement.row
    said = zip((title for title, _ in words.QUESTIONS), (row.principles, row.needs, row.offers), strict=True)
    late = overdue(site, agreement)
    review = words.REVIEW.format(czech.date(row.review_on)) if row.review_on and not late else ""
    return View(
        title=row.title,
        description=f"{names(agreement.actors)}. {row.place}.",
        crumbs=(Crumb(words.TITLE, INDEX), Crumb(words.AGREEMENTS_TITLE, AGREEMENTS)),
        data=AgreementPage(
            agreement=agreement,
            who=tuple(one.name for one in agreement.actors),
            facts=tuple(Fact(title, tuple(text.split(";"))) for title, text in said if text),
            heads=tuple(words.COLUMNS.values()),
            rules=tuple(map(_rule, agreement.rules)),
            emergency=row.emergency_role or words.NOT_SAID,
            agreed=when(row.agreed_on) if row.agreed_on else words.NOT_SAID,
            review=review or ("" if late else words.NOT_SAID),
            overdue=late,
            story=story_url(agreement.story),
        ),
        origin=origin_of(site, rows.AgreementRow, row.row_number),
    )


def _rule(row: rows.AgreementRuleRow) -> Rule:
    ground = ": ".join(one for one in (words.GROUNDS[row.ground], row.ground_detail) if one)
    said = {"data": row.data, "ground": ground, "how": row.how, "until": row.until}
    return Rule(
        row.occasion,
        tuple((words.COLUMNS[name], text or words.NOT_SAID) for name, text in said.items()),
    )


def blank_view(site: Site, subject: None) -> View:
    """The questions and an empty table, to be printed."""
    return View(
        title=words.BLANK_TITLE,
        description=words.BLANK_DESCRIPTION,
        crumbs=(Crumb(words.TITLE, INDEX), Crumb(words.AGREEMENTS_TITLE, AGREEMENTS)),
        data=BlankPage(
            heads=tuple(words.HEADS),
            questions=words.QUESTIONS,
            columns=tuple(words.COLUMNS.values()),
            lines=tuple(range(1, 5)),
            workbook=WORKBOOK,
        ),
    )


def _agreements(site: Site) -> Sequence[Agreement]:
    return site[Cooperation].agreements


def _reads(site: Site, subject: object) -> tuple[bytes, ...]:
    """All of cooperation, and the day against which reviews are judged."""
    return site[Cooperation].key, str(site.as_of).encode()


AGREEMENT_LIST = Family(
    name="agreements",
    section="strategie",
    source=words.AGREEMENTS_TITLE,
    **single(AGREEMENTS),
    view=agreements_view,
    shows=AgreementsPage,
    reads=_reads,
)
AGREEMENT = Family(
    name="agreement",
    section="strategie",
    source=words.AGREEMENTS_TITLE,
    of=_agreements,
    url=url_of,
    view=agreement_view,
    shows=AgreementPage,
    reads=_reads,
)
AGREEMENT_BLANK = Family(
    name="agreement_blank",
    section="strategie",
    source=words.AGREEMENTS_TITLE,
    **single(BLANK),
    view=blank_view,
    shows=BlankPage,
    reads=lambda site, subject: (),
)
PAGES = (AGREEMENT_LIST, AGREEMENT, AGREEMENT_BLANK)
