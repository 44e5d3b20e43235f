"""Copies in the words of a neighbour: what one holds, what putting it back would do, whether it opens. Pure.

Source: docs/contract.md, "Epochs", "Backup"; decisions 0024, 0027.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.short_dates import short_day, short_hour, whole_day
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain import anchors
from concierge_desk.domain.contents import Contents
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.epochs import rank
from concierge_desk.i18n import N_, translate

_KB, _MB = 1000, 1_000_000


def size_words(size_bytes: int, lang: str) -> str:
    """Return how large a file is, such as ``1,2 Mo``."""
    if size_bytes < _MB:
        return say("{size} kB", lang, size=-(-size_bytes // _KB))
    whole, tenth = divmod(size_bytes * 10 // _MB, 10)
    return say("{whole}.{tenth} MB", lang, whole=whole, tenth=tenth)


def dated(day: str | None, lang: str) -> str:
    """Return a day as it is said, with its year; a dash for none."""
    return "—" if day is None else f"{whole_day(date.fromisoformat(day), lang)} {day[:4]}"


def made_words(made: datetime, lang: str) -> str:
    """Return when a copy was made, as a band says it; local time of the shop."""
    when = N_("{day}, {hour}")
    return say(when, lang, day=short_day(made.date(), lang), hour=short_hour(made.time(), lang))


def contents_lines(held: Contents, software: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yield label and value of what a copy holds.

    Args:
        held: What it holds.
        software: Version of the program that made it.
        lang: Language of the labels.
    """
    last = dated(held.last_day, lang)
    yield (
        translate(N_("Last closed day"), lang),
        f"{last} · {held.last_number}" if held.last_number else last,
    )
    yield translate(N_("Anchor"), lang), held.anchor
    yield translate(N_("Epoch"), lang), held.epoch
    yield translate(N_("Entries of the journal"), lang), str(held.entries)
    yield translate(N_("Tickets"), lang), str(held.tickets)
    yield translate(N_("Closed days"), lang), str(held.days)
    yield translate(N_("Made by version"), lang), software


def key_lines(fingerprint: str, lang: str, *, signed: bool, own: bool | None) -> Iterator[str]:
    """Yield what is said of the key of a copy: whose it is, and what nobody compared yet.

    Args:
        fingerprint: Of the key; empty where it is not known.
        lang: Language of the sentences.
        signed: The copy is signed with it.
        own: It is the key of the desk at hand; None where nothing can be compared.
    """
    if signed:
        yield say("Signed with the key {key}.", lang, key=fingerprint)
    else:
        words = N_("This copy is not signed: it is of an older version, and does not say itself whose it is.")
        yield say(words, lang)
        if fingerprint:
            yield say("The key inside it is {key}.", lang, key=fingerprint)
    if own:
        yield say("It is the key of the desk that is here.", lang)
    elif own is None and fingerprint:
        words = N_(
            "A key vouches for nothing by itself: compare it with the one printed on the recovery sheet, on a Z or "
            "on the commissioning record."
        )
        yield say(words, lang)


def unread_line(name: str, shown: str, lang: str) -> str:
    """Return what is told of a list beside copies that has a line which cannot be read.

    Args:
        name: Of the file.
        shown: How it is named to whoever reads this.
        lang: Language of the sentence.
    """
    return say(_UNREAD[name], lang, file=shown)


def left_out_line(day: str, lang: str) -> str:
    """Return what is told once of a medium that knows of entries which a restore left out.

    Args:
        day: Of the restore, ISO; a dash is said where it cannot be read any more.
        lang: Language of the sentence.
    """
    return say(_LEFT_OUT, lang, day=dated(day, lang))


_LEFT_OUT = N_(
    "There it was still written what the restore of {day} left out: that stands on paper alone. The copies of it stay."
)
_UNREAD = {
    anchors.FILE: N_(
        "A line of {file} cannot be read: the copy is good, and an anchor is missing there. Its paper is kept; make "
        "the next copy on another stick."
    ),
    ERASURES: N_(
        "A line of {file} cannot be read: the copy is good, but a restore from there stops, for that line may say "
        "which name stays erased. Make the next copy on another stick, and call whoever looks after the program."
    ),
}


@dataclass(frozen=True, slots=True)
class Fork:
    """Way on for the desk from a copy.

    Attributes:
        epoch: Letter of the numbers from then on.
        lost_until: The last day that is known to have been lived since the copy, ISO; None where none is.
        waiting: Visits of the desk as it is now that are not settled.
    """

    epoch: str
    lost_until: str | None
    waiting: int = 0


def effects(held: Contents, present: Contents, fork: Fork, lang: str) -> tuple[str, ...]:
    """Return what putting a copy back would do, one sentence each.

    Args:
        held: What the copy holds.
        present: What the desk holds now.
        fork: How it would go on.
        lang: Language of the sentences.
    """
    return tuple(_effects(held, present, fork, lang))


def _effects(held: Contents, present: Contents, fork: Fork, lang: str) -> Iterator[str]:
    if (rank(present.epoch), present.seq) <= (rank(held.epoch), held.seq):
        yield say("Nothing was written since this copy: nothing would be lost.", lang)
    elif present.epoch == held.epoch:
        words = N_("Lost: the {count} entries that were written since this copy.")
        yield say(words, lang, count=present.seq - held.seq)
    else:
        yield say("Lost: all that was written since this copy. It is older than the last restore.", lang)
    if fork.lost_until is not None:
        yield say("Days lived since then: up to {until}.", lang, until=dated(fork.lost_until, lang))
    yield say("Kept: the desk as it is now, in its folder on this PC, before anything is replaced.", lang)
    if fork.waiting:
        yield Speech(lang).count(
            "A visit is not settled: it stays in the desk as it is now. Settle it first, or do it anew.",
            "{count} visits are not settled: they stay in the desk as it is now. Settle them first, or do them anew.",
            fork.waiting,
        )
    words = N_("Numbers go on after those of the copy, and bear the letter {epoch} from then on.")
    yield say(words, lang, epoch=fork.epoch)


@dataclass(frozen=True, slots=True)
class PutBack:
    """A copy that was put back.

    Attributes:
        made: When the copy was made, in words.
        fork: How the desk goes on.
        last_z: Number of the last closing after the copy that lies there on paper; None where none is known.
        kept: Where the desk that was there before is kept, in the folder of the desk; None where there was none.
        visits: Saved visits of the copy that were dropped, for they may hold a name erased since.
        faults: How much of the copy's journal is not as it was written.
    """

    made: str
    fork: Fork
    last_z: str | None = None
    kept: str | None = None
    visits: int = 0
    faults: int = 0


def put_back_lines(done: PutBack, lang: str) -> Iterator[str]:
    """Yield what she has to know once a copy was put back, one sentence each.

    Args:
        done: What was done.
        lang: Language of the sentences.
    """
    yield say("The desk is now as it was on {when}, when the copy was made.", lang, when=done.made)
    if done.fork.lost_until is None:
        yield say("What was done after it is not in it any more.", lang)
    else:
        words = N_("What was done after it, up to {until}, is not in it any more.")
        yield say(words, lang, until=dated(done.fork.lost_until, lang))
    yield say(
        "Take the papers since then, and do again what really happened: what came in, what was handed over.",
        lang,
    )
    if done.last_z is not None:
        words = N_("Keep the closing {number} and the papers before it: its day has to be closed anew.")
        yield say(words, lang, number=done.last_z)
    yield say("Numbers bear the letter {epoch} from now on.", lang, epoch=done.fork.epoch)
    if done.kept is not None:
        words = N_("The desk as it was before is kept on this PC for a month at least: {path}")
        yield say(words, lang, path=done.kept)
    if done.visits:
        words = N_("Visits of the copy that were not settled, and are not in it any more: {count}.")
        yield say(words, lang, count=done.visits)
    if done.faults:
        yield say("Not all of the copy is as it was written: verify the journal, F4 then F5.", lang)


def opens_words(entries: int, faults: Sequence[object], lang: str) -> str:
    """Return whether a copy is good.

    Args:
        entries: How many it holds.
        faults: What does not hold.
        lang: Language of the sentence.
    """
    if not faults:
        words = N_(
            "The copy is good: it opens, and its {entries} entries and all their signatures hold. It could be put back."
        )
    else:
        words = N_("The copy opens, but not all of it is as it was written:")
    return say(words, lang, entries=entries)
