"""Rules about strategies."""
