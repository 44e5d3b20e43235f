"""Blocks of a paper that say more than plain words."""
