"""What every page says: to whom it stands open, how to leave it, where the reader is. Czech, in one place."""

from __future__ import annotations

QUICK_EXIT = "Rychle opustit stránku"
TRACES = "Návštěva zůstane v\u00a0historii prohlížeče."
HOW_TO_REMOVE = "Jak smazat stopy"
HOME = "Úvod"
BREADCRUMBS = "Drobečková navigace"
