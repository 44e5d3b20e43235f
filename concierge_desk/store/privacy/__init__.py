"""Personal data in the store: when their period began, how they go, and that nothing of them is left behind."""
