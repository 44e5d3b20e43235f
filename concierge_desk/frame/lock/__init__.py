"""The lock: covers the window after a while, and uncovers it for whoever may see what lies there."""
