"""Ways to the acts of dry cleaning in the window."""

from concierge_desk.services.pressing import SERVICE
from tests.ui.ways.way import NotThere, Ways

WAYS: Ways = {command.name: NotThere("the cards of dry cleaning come next.") for command in SERVICE.commands}
