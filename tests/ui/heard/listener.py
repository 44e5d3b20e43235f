"""A listener on the accessibility bus, in a process of its own: writes down what is announced, a line of JSON each.

``python -m tests.ui.heard.listener ADDRESS``: ``ready`` first, then ``[text, urgent]`` for each announcement.
"""

import json
import sys

from jeepney import DBusAddress, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

_REGISTRY = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
_ASSERTIVE = 2
"""``ATSPI_LIVE_ASSERTIVE``."""


def main(address: str) -> None:
    bus = open_dbus_connection(address)
    rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
    bus.send_and_get_reply(message_bus.AddMatch(rule))
    # As every screen reader says what it wants to hear.
    bus.send_and_get_reply(
        new_method_call(_REGISTRY, "RegisterEvent", "sass", ("object:announcement", [], ""))
    )
    _say("ready")
    while True:
        heard = bus.receive()
        if heard.header.message_type is MessageType.signal and rule.matches(heard):
            _detail, politeness, _none, (_kind, text), _more = heard.body
            _say(json.dumps([text, politeness == _ASSERTIVE]))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
