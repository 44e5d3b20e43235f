"""Approval of an act that is for others to do, over the window."""
