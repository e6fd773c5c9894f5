"""Rows as they stand in the files, typed: codelists, services, situations. Written by `python -m tests.rows`.

Columns are those of the schemas, in their order, and two more: the number of the row as a spreadsheet
counts it, and the line itself, from which the keys of the build are made. Lists in one cell stay one string.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.


class KindRow(NamedTuple):
    """One row of codelists/kinds."""

    id: str
    name: str
    everyday_name: str
    family: str
    law: str
    section: str
    parent: str
    rpss_code: str
    plain: str
    form_hint: str
    source_url: str
    source_date: dt.date | None
    role: str
    row_number: int
    line: str


class FormRow(NamedTuple):
    """One row of codelists/forms."""

    id: str
    name: str
    plain: str
    rpss_code: str
    position: int
    reach: str
    row_number: int
    line: str


class AudienceRow(NamedTuple):
    """One row of codelists/audiences."""

    id: str
    name: str
    plain: str
    position: int
    row_number: int
    line: str


class TargetGroupRow(NamedTuple):
    """One row of codelists/target_groups."""

    id: str
    name: str
    plain: str
    rpss_code: str
    row_number: int
    line: str


class LanguageRow(NamedTuple):
    """One row of codelists/languages."""

    id: str
    name: str
    native_name: str
    row_number: int
    line: str


class LawRow(NamedTuple):
    """One row of codelists/laws."""

    id: str
    number: str
    title: str
    plain: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class TermRow(NamedTuple):
    """One row of codelists/terms."""

    id: str
    term: str
    full_form: str
    explanation: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class SourceRow(NamedTuple):
    """One row of codelists/sources."""

    id: str
    begins: str
    ends: str
    title: str
    relation: str
    original_url: str
    row_number: int
    line: str


class RedirectRow(NamedTuple):
    """One row of codelists/redirects."""

    old_path: str
    new_path: str
    changed_on: dt.date
    reason: str
    row_number: int
    line: str


class ProviderRow(NamedTuple):
    """One row of services/providers."""

    id: str
    name: str
    kind: str
    ico: str
    web: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class ServiceRow(NamedTuple):
    """One row of services/services."""

    id: str
    name: str
    provider: str
    kind: str
    status: str
    closed_reason: str
    closed_until: dt.date | None
    summary: str
    forms: str
    audiences: str
    target_groups: str
    not_for: str
    narrow: bool | None
    age_from: int | None
    age_to: int | None
    languages: str
    cost: str
    cost_note: str
    conditions: str
    bring: str
    anonymous: bool | None
    barrier_free: str
    capacity: int | None
    capacity_unit: str
    registration: str
    places: str
    updated_on: dt.date
    verified_on: dt.date | None
    verified_by_role: str
    source_url: str
    source_date: dt.date | None
    confidence: str
    row_number: int
    line: str


class PlaceRow(NamedTuple):
    """One row of services/places."""

    id: str
    name: str
    municipality_code_csu: str
    street: str
    postcode: str
    lat: float | None
    lon: float | None
    coordinates_basis: str
    confidential: bool
    barrier_free: str
    note: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class ContactRow(NamedTuple):
    """One row of services/contacts."""

    service: str
    kind: str
    value: str
    label: str
    level: str
    rank: int
    place: str
    note: str
    source_url: str
    source_date: dt.date | None
    verified_on: dt.date | None
    verified_by_role: str
    row_number: int
    line: str


class HoursRow(NamedTuple):
    """One row of services/hours."""

    service: str
    place: str
    nonstop: bool
    weekday: str
    opens: str
    closes: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    note: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class AreaRow(NamedTuple):
    """One row of services/areas."""

    service: str
    level: str
    territory_code: str
    basis: str
    note: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class EvidenceRow(NamedTuple):
    """One row of services/evidence."""

    service: str
    column: str
    note: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class ThemeRow(NamedTuple):
    """One row of situations/themes."""

    id: str
    title: str
    plain: str
    icon: str
    tint: str
    position: int
    row_number: int
    line: str


class SituationRow(NamedTuple):
    """One row of situations/situations."""

    id: str
    theme: str
    title: str
    official_title: str
    summary: str
    first_step: str
    danger: bool
    quick_exit: bool
    audiences: str
    related: str
    on_home: int | None
    position: int
    reviewed_on: dt.date
    role: str
    first_line: str
    row_number: int
    line: str


class SituationKindRow(NamedTuple):
    """One row of situations/situation_kinds."""

    situation: str
    kind: str
    how: str
    rank: int
    row_number: int
    line: str


class ServiceSituationRow(NamedTuple):
    """One row of situations/service_situations."""

    service: str
    situation: str
    how: str
    row_number: int
    line: str


class SynonymRow(NamedTuple):
    """One row of situations/synonyms."""

    situation: str
    phrase: str
    row_number: int
    line: str


class PhenomenonRow(NamedTuple):
    """One row of situations/phenomena."""

    id: str
    name: str
    plain: str
    row_number: int
    line: str


class PhenomenonSituationRow(NamedTuple):
    """One row of situations/phenomenon_situations."""

    phenomenon: str
    situation: str
    rank: int
    row_number: int
    line: str


ROWS: dict[tuple[str, str], type[NamedTuple]] = {
    ("codelists", "kinds"): KindRow,
    ("codelists", "forms"): FormRow,
    ("codelists", "audiences"): AudienceRow,
    ("codelists", "target_groups"): TargetGroupRow,
    ("codelists", "languages"): LanguageRow,
    ("codelists", "laws"): LawRow,
    ("codelists", "terms"): TermRow,
    ("codelists", "sources"): SourceRow,
    ("codelists", "redirects"): RedirectRow,
    ("services", "providers"): ProviderRow,
    ("services", "services"): ServiceRow,
    ("services", "places"): PlaceRow,
    ("services", "contacts"): ContactRow,
    ("services", "hours"): HoursRow,
    ("services", "areas"): AreaRow,
    ("services", "evidence"): EvidenceRow,
    ("situations", "themes"): ThemeRow,
    ("situations", "situations"): SituationRow,
    ("situations", "situation_kinds"): SituationKindRow,
    ("situations", "service_situations"): ServiceSituationRow,
    ("situations", "synonyms"): SynonymRow,
    ("situations", "phenomena"): PhenomenonRow,
    ("situations", "phenomenon_situations"): PhenomenonSituationRow,
}
"""The class of each table."""
