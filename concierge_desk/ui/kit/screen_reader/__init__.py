"""Screen reader: what is announced to it, and what it finds of the window."""
