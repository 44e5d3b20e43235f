"""Articles: what a window at rest knows of them, apart from the acts with their fields and rules."""
