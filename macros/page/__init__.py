"""What a page is, and how it becomes HTML."""
