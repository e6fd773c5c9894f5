"""One class a table of the packages: the row as it stands in the file, typed.

Columns are those of the schemas, in their order (a test holds both together), and two more: the number
of the row as a spreadsheet counts it, and the line itself, from which the keys of the build are made.
Lists in one cell stay one string here; `link` resolves them.
"""

import datetime as dt
from typing import NamedTuple

# No postponed annotations: hundreds of them would be compiled at every start.
from macros.subjects.evaluation import rows as evaluation_rows
from macros.subjects.indicators.rows import INDICATOR_ROWS
from macros.subjects.strategy import rows as strategy_rows


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
    row_number: int
    line: str


class FormRow(NamedTuple):
    """One row of codelists/forms."""

    id: str
    name: str
    plain: str
    rpss_code: str
    position: int
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


class RedirectRow(NamedTuple):
    """One row of codelists/redirects."""

    old_path: str
    new_path: str
    changed_on: dt.date
    reason: str
    row_number: int
    line: str


class StateRow(NamedTuple):
    """One row of territory/states."""

    code_iso: str
    name: str
    slug: str
    row_number: int
    line: str


class RegionRow(NamedTuple):
    """One row of territory/regions."""

    code_nuts3: str
    name: str
    locative: str
    slug: str
    state_iso: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class OrpRow(NamedTuple):
    """One row of territory/orp."""

    code_csu: str
    name: str
    slug: str
    region_nuts3: str
    seat_code_csu: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class MunicipalityRow(NamedTuple):
    """One row of territory/municipalities."""

    code_csu: str
    name: str
    slug: str
    orp_code_csu: str
    pou_code_csu: str
    district_lau1: str
    region_nuts3: str
    postcode: str
    lat: float | None
    lon: float | None
    population: int | None
    population_date: dt.date | None
    population_source: str
    row_number: int
    line: str


class OfficeRow(NamedTuple):
    """One row of territory/offices."""

    municipality_code_csu: str
    address: str
    phone: str
    email: str
    web: str
    source_url: str
    source_date: dt.date | None
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
    summary: str
    forms: str
    audiences: str
    target_groups: str
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


class StrategyRow(NamedTuple):
    """One row of strategy/strategies."""

    id: str
    title: str
    summary: str
    goal: str
    result: str
    result_section: str
    next: str
    next_section: str
    level: str
    territory_code: str
    level_names: str
    publisher: str
    origin: str
    period: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    source_document: str
    source_url: str
    source_date: dt.date | None
    row_number: int
    line: str


class NodeRow(NamedTuple):
    """One row of strategy/nodes."""

    id: str
    strategy: str
    parent: str
    depth: int
    code: str
    title: str
    plain: str
    position: int
    weight: float | None
    deadline: dt.date | None
    deadline_text: str
    themes: str
    source_section: str
    row_number: int
    line: str


class ActorRow(NamedTuple):
    """One row of strategy/actors."""

    id: str
    name: str
    kind: str
    row_number: int
    line: str


class NodeActorRow(NamedTuple):
    """One row of strategy/node_actors."""

    node: str
    actor: str
    role: str
    source_section: str
    row_number: int
    line: str


class NodeServiceRow(NamedTuple):
    """One row of strategy/node_services."""

    node: str
    kind: str
    service: str
    how: str
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
    ("codelists", "redirects"): RedirectRow,
    ("territory", "states"): StateRow,
    ("territory", "regions"): RegionRow,
    ("territory", "orp"): OrpRow,
    ("territory", "municipalities"): MunicipalityRow,
    ("territory", "offices"): OfficeRow,
    ("services", "providers"): ProviderRow,
    ("services", "services"): ServiceRow,
    ("services", "places"): PlaceRow,
    ("services", "contacts"): ContactRow,
    ("services", "hours"): HoursRow,
    ("services", "areas"): AreaRow,
    ("situations", "themes"): ThemeRow,
    ("situations", "situations"): SituationRow,
    ("situations", "phenomena"): PhenomenonRow,
    ("situations", "phenomenon_situations"): PhenomenonSituationRow,
    ("situations", "situation_kinds"): SituationKindRow,
    ("situations", "service_situations"): ServiceSituationRow,
    ("situations", "synonyms"): SynonymRow,
    ("strategy", "strategies"): StrategyRow,
    ("strategy", "nodes"): NodeRow,
    ("strategy", "actors"): ActorRow,
    ("strategy", "node_actors"): NodeActorRow,
    ("strategy", "node_services"): NodeServiceRow,
    **strategy_rows.ROWS,
    **evaluation_rows.ROWS,
}
"""The class of each table."""
ROWS |= INDICATOR_ROWS
