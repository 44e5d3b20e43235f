"""Sign-in of whoever types a word: an operator who has a code gives it, on the terminal or in a file; never as an option.

Source: docs/contract.md, "Operators and rights", "Options and exit statuses"; decision 0087.
"""

from collections.abc import Callable
from pathlib import Path

from concierge_desk.counter.rights.unkept import SIGN_IN
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.jobs.operators import asks_code

_MOST_BYTES = 4096


def sign_in(desk: Desk, named: str | None, typed: Callable[[str], str | None]) -> None:
    """Let whoever is named be at the counter of this process, where a code is asked and somebody gives it.

    Where nobody gives one, what is typed says that it is needed.

    Args:
        desk: The open desk.
        named: ``--operator``.
        typed: Asks for the code of an operator; returns None where nobody can be asked.

    Raises:
        Refused: ``operator.wrong_code``, ``operator.wait``.
        EnvironmentFailure: ``file.missing``.
    """
    operator = named or desk.settings.operators[0]
    # Of somebody unknown each act says it by itself: what is known already answers all the same.
    if not asks_code(desk, operator):
        return
    code = typed(operator)
    if code is None:
        return
    raw = {"op": desk.new_op(), "do": SIGN_IN, "operator": operator, "code": code}
    answer = desk.counter.execute(raw, named)
    if answer.refused is not None:
        raise answer.refused


def code_in(file: Path) -> str:
    """Return the first line of a file.

    Raises:
        EnvironmentFailure: ``file.missing`` when it cannot be read, or is no text.
    """
    try:
        with file.open("rb") as lines:
            return lines.readline(_MOST_BYTES).decode("utf-8-sig").strip()
    except (OSError, ValueError):
        raise EnvironmentFailure("file.missing", file=str(file)) from None
