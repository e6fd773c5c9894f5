"""Hand-written pages: MkDocs, macros, and what may stand in a text."""
