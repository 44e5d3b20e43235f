"""Sentences of the counter: codes, entries, days, numbers, in the language asked."""
