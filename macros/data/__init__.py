"""Packages, settings and heads of texts come in, problems come out. Knows almost no table by name."""
