"""Pages of assessments and family policies."""
