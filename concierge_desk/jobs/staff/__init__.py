"""Who keeps the counter, as an open window asks about it."""
