"""Sheets that leave the window by a queue of the system."""
