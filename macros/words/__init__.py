"""The Czech language, and nothing of the portal."""
