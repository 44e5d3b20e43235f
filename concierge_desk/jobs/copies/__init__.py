"""Copies of a desk: made, rehearsed, put back, looked into."""
