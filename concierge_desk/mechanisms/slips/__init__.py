"""Slips: what leaves is listed, then signed for or cancelled; the things, their words and their table are a service's.

Source: decision 0092.
"""
