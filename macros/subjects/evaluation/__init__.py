"""How municipalities rate themselves, and their family policies."""
