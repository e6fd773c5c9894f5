"""The pages of municipalities, ORP and regions, on which all subjects meet."""
