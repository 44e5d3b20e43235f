"""Movements of the tables by entries: no start waits for them, and no window at rest holds them."""
