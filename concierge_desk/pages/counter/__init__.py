"""Page of the counter: scans and words in, cards, a visit and its money."""
