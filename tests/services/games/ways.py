"""Ways to the commands of games on loan in the window."""

from tests.ui.ways.way import Ways

WAYS: Ways = {}
