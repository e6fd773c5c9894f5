"""The search index and how it is searched."""
