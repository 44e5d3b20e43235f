"""Kinds of what is handed in already paid for."""

LETTER = "letter"
CHRONOPOST = "chronopost"
