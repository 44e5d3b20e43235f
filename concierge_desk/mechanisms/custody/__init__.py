"""Custody: one stay of one thing on one place; the things, their states, their words and their table are a service's.

Source: decision 0092.
"""
