"""The imports of the portal: files of others that it can take, each a command `rozcestnik import NAME`.

Not in `portal`, as builds have no use for them.
"""

from __future__ import annotations

from typing import Any

from macros.imports.assessment import ASSESSMENT
from macros.imports.boundaries import BOUNDARIES
from macros.imports.reachability import REACHABILITY
from macros.imports.report import REPORT
from macros.imports.road import Import
from macros.imports.rpss import RPSS

IMPORTS: tuple[Import[Any], ...] = (ASSESSMENT, BOUNDARIES, REACHABILITY, REPORT, RPSS)
