"""Mutants of the rules, and the tests that shall notice them."""
