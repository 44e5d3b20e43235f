"""The window of a desk that a scene prepared."""

from tests.ui.window.conftest import hers, opened, plugged  # noqa: F401
