"""Ways to the commands of bikes on loan in the window."""

from tests.ui.ways.way import Ways

WAYS: Ways = {}
