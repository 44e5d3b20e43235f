"""Files and letters that leave this PC by themselves, and erasures that are to be noted beside it: their tables."""
