"""Acts of a demo or a lesson, given to the counter one after the other as a hand would.

Source: decision 0018.
"""

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import TypeVar

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.demo.demo import DemoAct, DemoAnswer
from concierge_desk.desk.desk import Desk
from concierge_desk.store.day import drawer_cents

T = TypeVar("T")


def _unnoted(_act: DemoAct, _answer: Answer) -> None:
    """Note nothing."""


def _at_once(_act: DemoAct) -> None:
    """Let no time pass."""


def play_acts(
    desk: Desk,
    acts: Generator[DemoAct, DemoAnswer, T],
    note: Callable[[DemoAct, Answer], None] = _unnoted,
    before: Callable[[DemoAct], None] = _at_once,
) -> T:
    """Play acts until there is none any more, each answered before the next is given, and return what came of them.

    Args:
        desk: The open desk.
        acts: What is done.
        note: Told of each act and its answer.
        before: Called before each act, and before it is taken back.

    Raises:
        EnvironmentFailure: Disk; what was played before stands.
        RuntimeError: An act was answered otherwise than expected: it or the program is wrong.
    """
    drawer, told = desk.settings.drawer, None
    while True:
        try:
            act = next(acts) if told is None else acts.send(told)
        except StopIteration as ended:
            return ended.value  # type: ignore[no-any-return]
        told = _act(desk, act, note, before)
        told = replace(told, drawer_cents=desk.store.read(lambda rows: drawer_cents(rows, drawer)))


def _act(
    desk: Desk,
    act: DemoAct,
    note: Callable[[DemoAct, Answer], None],
    before: Callable[[DemoAct], None],
) -> DemoAnswer:
    told, op = _command(desk, act, note, before)
    if act.taken_back is not None:
        undone = DemoAct("journal.reverse", {"op_of": op, "reason": act.taken_back})
        _command(desk, undone, note, before)
    return told


def _command(
    desk: Desk,
    act: DemoAct,
    note: Callable[[DemoAct, Answer], None],
    before: Callable[[DemoAct], None],
) -> tuple[DemoAnswer, str]:
    before(act)
    op = desk.new_op()
    answer = desk.counter.execute({**act.fields, "op": op, "do": act.do})
    desk.store.rest()
    refused = answer.refused
    if (None if refused is None else refused.code) != act.refused and (refused or act.certain):
        raise RuntimeError(f"not as expected: {act.do} {act.refused} {refused and refused.code}")
    note(act, answer)
    return told_of(answer), op


def told_of(answer: Answer) -> DemoAnswer:
    """Return an answer of the counter as the part that asked is told of it."""
    refused = answer.refused
    return DemoAnswer(
        None if refused is None else refused.code,
        {} if refused is None else refused.params,
        tuple(entry.seq for entry in answer.posted),
        answer.ticket,
        answer.result or {},
    )
