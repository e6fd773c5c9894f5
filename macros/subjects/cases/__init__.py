"""Cases to walk through stop by stop, and small projects to take over."""
