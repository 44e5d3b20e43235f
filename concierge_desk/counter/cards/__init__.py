"""Cards at the counter: what was found, and what can be done with it."""
