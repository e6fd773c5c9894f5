"""Pages of strategies, of coordinators, grants and events."""
