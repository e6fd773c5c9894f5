"""States, regions, ORP and municipalities, and their shapes."""
