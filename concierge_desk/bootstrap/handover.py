"""Handover of a window: a copy is put back, or looked into, while no window has the desk open.

Whatever goes wrong on the way is told by the next window, on the desk as it is then.

Source: docs/contract.md, "Processes and threads", "Restore"; decision 0027.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from concierge_desk.bootstrap.appearance import Look, this_pc_of
from concierge_desk.bootstrap.copy_window import CopyFace
from concierge_desk.bootstrap.opening import forget_looks
from concierge_desk.counter.texts.copies import Fork, PutBack, key_lines, put_back_lines
from concierge_desk.desk import catalogue
from concierge_desk.desk.options import Options
from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.frame.handover_window import Doing, meanwhile
from concierge_desk.frame.pages import WindowDesk
from concierge_desk.frame.program import show_window
from concierge_desk.i18n import N_, translate
from concierge_desk.jobs.copies.inspection import Inspection, look_at
from concierge_desk.jobs.copies.restore import Restoring, look_into, restore
from concierge_desk.jobs.copies.unpack import HeldBackup
from concierge_desk.pages import PAGES
from concierge_desk.paths import DataFolder
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.store.copies import Watch
from concierge_desk.ui.kit.preferences import ThisPc
from concierge_desk.ui.presenter.handover import Errand, Handover, HandoverNews

LOG = logging.getLogger("concierge_desk.going_on")

_PUTTING_BACK = N_("The copy is being put back…")
_LEAVE_IT_ON = N_("Do not switch the PC off. If the power goes all the same, nothing is lost.")
_OPENING = N_("The copy is being opened…")
_FORGOTTEN = N_("It is only looked at: the desk stays as it is.")
_STOPPED = "backup.cancelled"
_WHOSE = N_("Whose copy is this?")
_DONE = N_("The copy is in place")
_NOT_DONE: Mapping[Errand, str] = {
    "restore": N_("The copy was not put back"),
    "look": N_("The copy could not be looked into"),
    "renew": N_("The practice shop was not made anew"),
}
_ANCHORS_UNKNOWN = "restore.anchors_unknown"


@dataclass(frozen=True, slots=True)
class After:
    """Beginning of the next window after a handover.

    Attributes:
        news: What it tells first; None where nothing is to be told.
        page: The page she comes back to.
    """

    news: HandoverNews | None
    page: str


def go_on(going: Handover, page: str, options: Options, look: Look) -> After:
    """Do what a window was closed for, and return what the next one begins with; no window has the desk open now.

    Nothing is raised for it: what fails leaves the desk as it was, and is told.

    Args:
        going: What it was closed for.
        page: The page that was open then.
        options: How the desk is opened.
        look: How windows look, and who is at the counter.
    """
    try:
        if going.errand == "restore":
            return _put_back(going, options, look)
        if going.errand == "renew":
            return _renew(options, look, page)
        _look_into(going, options, look)
        return After(None, page)
    except DeskError as failure:
        LOG.info("not gone on: %s", failure.code)
        if failure.code == _STOPPED:
            return After(None, page)
        return After(_not_done(going, failure, look.lang), page)
    finally:
        going.opener.drop()


def _put_back(going: Handover, options: Options, look: Look) -> After:
    def job(step: Callable[[int, int], None], _stopping: Callable[[], bool]) -> tuple[HeldBackup, Restoring]:
        held = look_into(going.copy, options)
        return held, restore(held, going.opener.take(), options, look.operator, Watch(step))

    held, done = meanwhile(Doing(this_pc_of(options, look), _PUTTING_BACK, _LEAVE_IT_ON), job)
    LOG.info("put back as epoch %s", done.forked.epoch)
    return After(put_back_news(going.when, held, done, look.lang), "")


def _renew(options: Options, look: Look, page: str) -> After:
    # Hardly any window is a practice desk's.
    from concierge_desk.bootstrap.lived_practice import make_lived  # noqa: PLC0415

    make_lived(options, look)
    return After(None, page)


def _look_into(going: Handover, options: Options, look: Look) -> None:
    """Show the window of a copy until it is closed; what it ran in is forgotten then, or by the next window."""
    folder = DataFolder(options.data)
    opener = replace(options, passphrase=PassphraseSource(prompt=going.opener.take))
    try:
        folder.looked_at.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure("folder.cannot_make", folder=str(folder.looked_at)) from error
    try:
        show_copy(
            CopyAt(going.copy, folder.looked_at, compared=True), opener, look, this_pc_of(options, look)
        )
    finally:
        forget_looks(folder)


@dataclass(frozen=True, slots=True)
class CopyAt:
    """A copy to look into.

    Attributes:
        path: The file.
        beside: Where what it runs in lies; the system's folder for what is temporary by default.
        compared: Whose it is was told before; else its window tells it first.
        at_hand: Public key of the desk at hand, with which it is compared then.
    """

    path: Path
    beside: Path | None = None
    compared: bool = False
    at_hand: str | None = None


def show_copy(copy: CopyAt, options: Options, look: Look, this_pc: ThisPc) -> int:
    """Show the window of a copy that is only looked at until it is closed, and return its exit status.

    Args:
        copy: Which, and where.
        options: The passphrase is the copy's.
        look: How the window looks.
        this_pc: How it looks, sounds and hears here.

    Raises:
        EnvironmentFailure, IntegrityFailure: As `looked_at.look_at`; ``backup.cancelled``.
    """
    with ExitStack() as held:

        def job(step: Callable[[int, int], None], stopping: Callable[[], bool]) -> Inspection:
            return held.enter_context(look_at(copy.path, options, Watch(step, stopping), copy.beside))

        doing = Doing(this_pc, _OPENING, _FORGOTTEN, stoppable=True)
        looked = meanwhile(doing, job)

        def opened() -> WindowDesk:
            face = CopyFace(looked, look.lang, look.operator)
            held.callback(face.close)
            return (
                face.opened()
                if copy.compared
                else replace(face.opened(), news=_whose(looked, copy, look.lang))
            )

        return show_window(PAGES, opened, this_pc=this_pc, data=None).status


def _whose(looked: Inspection, copy: CopyAt, lang: str) -> HandoverNews | None:
    """Return what is told of the key of a copy; nothing where it is that of the desk at hand."""
    key = looked.key(copy.at_hand)
    if key.own:
        return None
    lines = tuple(key_lines(key.fingerprint, lang, signed=key.signed, own=key.own))
    if key.own is False:
        lines = (catalogue.sentence("copy.other_key", {}, lang), *lines)
    return HandoverNews(translate(_WHOSE, lang), lines, "bad" if key.own is False else "warning")


def _not_done(going: Handover, failure: DeskError, lang: str) -> HandoverNews:
    why = catalogue.sentence(failure.code, failure.params, lang)
    untouched = translate(N_("The desk is as it was: nothing was changed."), lang)
    return HandoverNews(translate(_NOT_DONE[going.errand], lang), (why, untouched), "warning")


def put_back_news(when: str, held: HeldBackup, done: Restoring, lang: str) -> HandoverNews:
    """Return what is told of a copy that was put back.

    Args:
        when: When the copy was made, in words.
        held: What it holds.
        done: What became of it.
        lang: Language of the sentences.
    """
    known, copied = done.known, held.contents
    # The day it was made on is known from the copy itself.
    later = known.lost_until if (known.lost_until or "") > held.file.manifest.made_at[:10] else None
    put = PutBack(
        when,
        Fork(done.forked.epoch, later),
        known.last_z_on_paper if known.last_z_on_paper != copied.last_number else None,
        None if done.kept is None else f"{done.kept.parent.name}/{done.kept.name}",
        done.forked.visits,
        len(done.faults),
    )
    alone = [catalogue.sentence(_ANCHORS_UNKNOWN, {}, lang)] if done.alone else []
    return HandoverNews(translate(_DONE, lang), (*put_back_lines(put, lang), *alone))
