"""Removable volumes: find, copy, fsync, read back, eject."""
