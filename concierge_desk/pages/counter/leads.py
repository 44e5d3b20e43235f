"""Leads that an act of a card follows at the counter, with no command: who is there now, a file that is written."""

from pathlib import Path

from concierge_desk.i18n import N_
from concierge_desk.pages.counter.board import Board
from concierge_desk.pages.counter.inputs import DisputeInput, LeadInput, PartnerDaysInput


def follow_lead(board: Board, given: LeadInput) -> None:
    """Do what an act leads to, and say at the foot what came of it."""
    if isinstance(given, DisputeInput):
        _write_dispute(board, given)
    elif isinstance(given, PartnerDaysInput):
        _write_days(board, given)
    else:
        _change_operator(board, given.code)


def _change_operator(board: Board, code: str) -> None:
    """Let somebody else be at the counter."""

    def done(name: str) -> None:
        board.remark(N_("{name} is at the counter now."), "good", name=name)

    board.work(lambda: board.face.operators.change(code), done)


def _write_dispute(board: Board, given: DisputeInput) -> None:
    """Write all that the journal says of a thing into a file."""

    def done(path: Path) -> None:
        words = N_("The dispute file {file} lies in the folder {folder}: hand it on as it is.")
        board.remark(words, "good", file=path.name, folder=path.parent.name)

    board.work(lambda: board.face.disputes.about(given.principal, given.number), done)


def _write_days(board: Board, given: PartnerDaysInput) -> None:
    """Write what is a partner's of some days into a file."""

    def done(path: Path) -> None:
        words = N_("The file {file} lies in the folder {folder}: hand it on as it is.")
        board.remark(words, "good", file=path.name, folder=path.parent.name)

    board.work(lambda: board.face.partner_files.of_days(given.partner, given.first_day, given.last_day), done)
