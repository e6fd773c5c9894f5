"""How much of what there is, how much is needed, and what came of it: capacity, reports and outcomes of services."""
