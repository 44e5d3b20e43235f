"""Deliveries of daily files, done over an open desk: what waits, what leaves, what came of it."""
