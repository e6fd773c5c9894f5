"""What every page says: to whom it stands open, how to leave it, where the reader is. Czech, in one place."""

from __future__ import annotations

QUICK_EXIT = "Rychle opustit stránku"
TRACES = "Návštěva zůstane v\u00a0historii prohlížeče."
HOW_TO_REMOVE = "Jak smazat stopy"
HOME = "Úvod"
BREADCRUMBS = "Drobečková navigace"
PAGE = "Stránka"
DID_IT_HELP, IS_IT_RIGHT = "Pomohlo vám to?", "Sedí to?"
HELPED = ("Ano, pomohlo", "Pomohlo", "Co pomohlo nejvíc?")
WRONG = ("Něco chybí nebo nesedí", "Nesedí", "Co chybí nebo nesedí? Odkud to víte?")
"""What a link says, the first word of what people send, and what they are asked."""
