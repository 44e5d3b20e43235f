"""Keepers of the counter, as an open window asks about them."""
