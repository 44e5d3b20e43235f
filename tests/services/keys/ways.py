"""Ways to the commands of keys in custody in the window."""

from tests.ui.ways.way import Ways

WAYS: Ways = {}
