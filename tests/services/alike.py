"""Commands that are one act of one mechanism, under the name of each service that has it."""

from functools import cache

from tests.services.lent import every_lent
from tests.services.natures import every_trade


def service_of(command: str) -> str:
    """Return the code of a command's service."""
    return command.partition(".")[0]


def act_of(command: str) -> str:
    """Return the command itself, but of what is entrusted or lent the act, which each nature of it has."""
    trades, lent = _natures()
    service, _, act = command.partition(".")
    return f"trade.{act}" if service in trades else f"lent.{act}" if service in lent else command


@cache
def _natures() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(every_trade()), frozenset(every_lent())
