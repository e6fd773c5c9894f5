"""The packages as others may download them."""
