"""Codes of the pages behind the rail."""

COUNTER, DAY, JOURNAL, COPIES = "counter", "day", "journal", "copies"
