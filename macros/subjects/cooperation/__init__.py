"""Who works with whom, by which rules, and who looks for what: the map of cooperation, agreements, needs and offers."""
