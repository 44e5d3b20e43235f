"""Desks that the end-to-end tests copy."""

from tests.e2e.driver import new_shop, played_shop

__all__ = ["new_shop", "played_shop"]
