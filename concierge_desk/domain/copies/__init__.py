"""Copies of the store: what their files are called, and how long they stay."""
