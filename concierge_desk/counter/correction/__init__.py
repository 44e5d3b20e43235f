"""Corrections: a negated amount, a state that comes back, a wrong means. Pure rules and their commands."""
