"""The account that mails to people leave by, in tests."""

from typing import Any

from tests.counter.desks import Play


def by_mail(play: Play, **more: Any) -> None:
    """Let mails to people leave: nowhere, where no server is named."""
    fields = {"host": "courrier.example", "from": "ampere@example.fr"}
    play.do("delivery.set_channel", export="letters", channel="mail", **fields | more)
