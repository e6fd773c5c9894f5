"""The doors: commands, and the events of MkDocs."""
