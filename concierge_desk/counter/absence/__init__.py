"""Absence: what a closure does to each deadline, and the sheet for whoever takes over."""
