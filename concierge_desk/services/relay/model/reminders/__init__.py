"""Reminders of items that wait: who is to be called, and by which way somebody was told."""
