"""Ways to the commands of appliances on loan in the window."""

from tests.ui.ways.way import Ways

WAYS: Ways = {}
