"""Pages of indicators and of the cost of inaction."""
