"""The rule book of the portal: the checks that hold for any table, and those of each subject."""

from __future__ import annotations

from macros.check import (
    Check,
    addresses,
    files,
    handwritten,
    history,
    lost,
    needed,
    references,
    settings,
    texts,
)
from macros.check.addresses_kept import ENGINE, Kept
from macros.check.people import Persons
from macros.model.rows import ROWS
from macros.subjects.catalogue import addresses as catalogue_addresses
from macros.subjects.catalogue.rules import (
    confidential,
    confidential_texts,
    contacts,
    emergency,
    guides,
    hours,
    places,
    roles,
    services,
    situations,
)
from macros.subjects.catalogue.rules import (
    people as catalogue_people,
)
from macros.subjects.coverage import addresses as coverage_addresses
from macros.subjects.coverage import rules as coverage
from macros.subjects.evaluation import addresses as evaluation_addresses
from macros.subjects.evaluation import rules as evaluation
from macros.subjects.indicators import addresses as indicators_addresses
from macros.subjects.indicators.rules import counts_declared, small_counts, values
from macros.subjects.opendata import addresses as opendata_addresses
from macros.subjects.strategy import addresses as strategy_addresses
from macros.subjects.strategy.rules import record, tree
from macros.subjects.territory import rules as territory
from macros.subjects.towns import addresses as towns_addresses

ADDRESSES = Kept(
    (
        ENGINE,
        indicators_addresses.ADDRESSES,
        catalogue_addresses.ADDRESSES,
        coverage_addresses.ADDRESSES,
        strategy_addresses.ADDRESSES,
        evaluation_addresses.ADDRESSES,
        towns_addresses.ADDRESSES,
        opendata_addresses.ADDRESSES,
    )
)
"""Which addresses the portal has."""
PERSONS = Persons((territory.NAMING, catalogue_people.NAMING, tree.NAMING, evaluation.NAMING))
"""Which names are no persons."""
NEEDED = needed.Needed(
    columns={key: row._fields[:-2] for key, row in ROWS.items()},
    required=("codelists", "services", "situations", "territory"),
)
"""What the program reads: each row class has a column a field, then the number and the line of its row."""


def all_checks() -> tuple[Check, ...]:
    """Every check of the portal; the order means nothing, as problems are sorted."""
    return (
        *NEEDED.checks(),
        *ADDRESSES.checks(),
        *PERSONS.checks(),
        *needed.RULES,
        *settings.RULES,
        *references.RULES,
        *territory.RULES,
        *services.RULES,
        *contacts.RULES,
        *emergency.RULES,
        *guides.RULES,
        *addresses.RULES,
        *places.RULES,
        *confidential.RULES,
        *confidential_texts.RULES,
        *hours.RULES,
        *catalogue_people.RULES,
        *handwritten.RULES,
        *situations.RULES,
        *roles.RULES,
        *texts.RULES,
        *coverage.RULES,
        *tree.RULES,
        *record.RULES,
        *evaluation.RULES,
        *values.RULES,
        *counts_declared.RULES,
        *small_counts.RULES,
        *files.RULES,
        *history.RULES,
        *lost.RULES,
    )
