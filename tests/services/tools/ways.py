"""Ways to the commands of tools on loan in the window."""

from tests.ui.ways.way import Ways

WAYS: Ways = {}
