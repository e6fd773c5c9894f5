"""Pages of cases and of projects."""
