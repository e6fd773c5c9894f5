"""Numbers: indicators, observations, small counts, charts and maps."""
