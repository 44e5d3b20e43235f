"""First start: the questions that make a shop, or the copy that one is put back from, in the window (decision 0066)."""
