"""Daily files that leave this PC by themselves: their tables."""
