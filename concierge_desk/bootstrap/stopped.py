"""Start that did not come off, told where she looks: in a window, where there is none of ours in a box of the system.

A program that was started by its icon has no terminal: what it says there nobody reads.

Source: docs/contract.md, "The window"; decision 0057.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import replace

from concierge_desk.bootstrap import native_box
from concierge_desk.bootstrap.appearance import Look, this_pc_of
from concierge_desk.bootstrap.window import has_display, require_display
from concierge_desk.desk.options import Options
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure
from concierge_desk.i18n import N_, translate
from concierge_desk.paths import DataFolder
from concierge_desk.signing.passphrase import NO_PASSPHRASE
from concierge_desk.ui.kit import speech
from concierge_desk.ui.page.page import ChapterCode

LOG = logging.getLogger("concierge_desk.stopped")

_UNSEEN = frozenset({"offscreen", "minimal"})
"""Platforms of Qt that draw where nobody looks."""
_PHRASE_FILE = frozenset({"keys.passphrase_file", "keys.passphrase_empty", "keys.wrong_passphrase"})
_FINAL = frozenset(
    {
        *(
            "store.newer",
            "keys.newer",
            "keys.damaged",
            "keys.practice_mixed",
            "keys.foreign",
            "store.unreadable",
        ),
        *("window.library", "store.none", "store.migration_touched_journal"),
    }
)
"""Failures of the machine that are the same a moment later."""
_LOST = frozenset({"store.unreadable", "keys.damaged", "keys.missing"})
"""The file is no use any more: it is made anew from a copy."""
_AGAIN = N_("Try again")
_TYPE_THEM = N_("Type the words")
_IN_THE_FILE = N_("The words were read from the file {file}. They can be typed here as well.")
_UNTOUCHED = N_(
    "Nothing was changed. What was sold and kept until now is in the folder {folder}, and in the copies."
)
_PUT_BACK = N_("Whoever looks after this PC puts the last copy back: {line}")
_CALL = N_(
    "If you do not get on by yourself, call whoever looks after this PC, and read this to them: {code}"
)


def is_told(failure: DeskError, options: Options, look: Look) -> Options | None:
    """Tell why a start did not come off, and return how it is tried again; None where it is not.

    Args:
        failure: What stopped it.
        options: How the desk was to be opened.
        look: How windows look.
    """
    if not is_seen():
        return None
    LOG.info("a start was stopped: %s", failure.code)
    said, again = said_of(failure, options, look)
    if not _is_tried_again(said, again, options, look, chapter_for(failure)):
        return None
    return replace(options, passphrase=NO_PASSPHRASE) if again == _TYPE_THEM else options


def said_of(failure: DeskError, options: Options, look: Look) -> tuple[tuple[str, ...], str]:
    """Return what is told of a failure, the reason first, and the source of what a second try is called or nothing."""
    from concierge_desk.desk import catalogue  # noqa: PLC0415  (hardly any start fails)

    why = catalogue.sentence(failure.code, failure.params, look.lang)
    from_file = options.passphrase.file is not None and failure.code in _PHRASE_FILE
    more = [translate(_CALL, look.lang).format(code=failure.code)]
    if from_file:
        more.insert(0, translate(_IN_THE_FILE, look.lang).format(file=options.passphrase.file))
    elif failure.code.startswith("store."):
        more.insert(0, translate(_UNTOUCHED, look.lang).format(folder=options.data))
    if _is_lost(failure):
        more.insert(-1, translate(_PUT_BACK, look.lang).format(line=_restoring(options, look.lang)))
    foreseen = isinstance(failure, EnvironmentFailure) and failure.code not in _FINAL
    return (why, *more), _TYPE_THEM if from_file else _AGAIN if foreseen else ""


def _is_lost(failure: DeskError) -> bool:
    return failure.code in _LOST or isinstance(failure, IntegrityFailure)


def chapter_for(failure: DeskError) -> ChapterCode:
    """Return the chapter of the handbooks that fits a failure."""
    return "put_back" if _is_lost(failure) else "amiss"


def _restoring(options: Options, lang: str) -> str:
    from concierge_desk.desk.terminal import line, program  # noqa: PLC0415  (as above)

    copy = translate(N_("backup.zip"), lang)
    return line([*program(), "--data", str(options.data.absolute()), "restore", copy])


def is_seen(environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether somebody may see what is shown."""
    return environment.get("QT_QPA_PLATFORM") not in _UNSEEN and has_display(environment)


def tell_unexpected(sentence: str, options: Options, look: Look) -> None:
    """Tell what nobody foresaw, and where it was noted."""
    if is_seen():
        log = translate(N_("What happened is noted in the log, without anybody's name: {file}"), look.lang)
        noted = log.format(file=DataFolder(options.data).logs)
        _is_tried_again((sentence, noted), "", options, look)


def _is_tried_again(
    said: tuple[str, ...], again: str, options: Options, look: Look, chapter: ChapterCode = "amiss"
) -> bool:
    speech.use(look.lang)
    try:
        require_display()
        # What draws windows is what may be missing.
        from concierge_desk.frame.stopped_window import Stopped, show_stopped  # noqa: PLC0415
    except (ImportError, EnvironmentFailure):
        native_box.show("\n\n".join(said))
        return False
    why, *more = said
    return show_stopped(Stopped(why, tuple(more), again, chapter), this_pc_of(options, look))
