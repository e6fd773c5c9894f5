"""All row classes in one place, and the class of each table; each subject has its own (`python -m tests.rows`)."""

from macros.subjects.catalogue import rows as catalogue
from macros.subjects.catalogue.rows import *  # noqa: F403
from macros.subjects.evaluation import rows as evaluation
from macros.subjects.indicators import rows as indicators
from macros.subjects.strategy import rows as strategy
from macros.subjects.strategy.rows import *  # noqa: F403
from macros.subjects.territory import rows as territory
from macros.subjects.territory.rows import *  # noqa: F403

ROWS = {**catalogue.ROWS, **territory.ROWS, **strategy.ROWS, **evaluation.ROWS, **indicators.ROWS}
"""The class of each table by (package, table)."""
