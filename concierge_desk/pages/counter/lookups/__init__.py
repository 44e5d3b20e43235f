"""Lookups of the counter: what it finds at an open desk."""
