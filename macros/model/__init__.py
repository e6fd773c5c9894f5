"""How rows become linked objects."""
