"""Documents and pictures by typst."""
