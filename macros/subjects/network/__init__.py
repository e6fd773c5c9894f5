"""The network of services: what is missing where, who looked, what stands in for what."""
