"""Whom help reaches, and where it is missing."""
