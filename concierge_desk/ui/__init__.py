"""The window: a second face of the operations; it contains no rule of its own."""
