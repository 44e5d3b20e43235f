"""The demo: days of a practice shop, lived through the counter's own commands."""
