"""The desk that every test of the week looks at."""

from tests.scenarios.playing import played_week

__all__ = ["played_week"]
