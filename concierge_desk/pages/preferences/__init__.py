"""Preferences of this PC: looks, sounds, the scanner, the printer."""
