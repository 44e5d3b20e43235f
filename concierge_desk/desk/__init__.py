"""The open desk: opened, migrated, wired, and read for whoever works at it; no window."""
