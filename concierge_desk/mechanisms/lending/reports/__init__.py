"""Sentences of the entries of things lent, and their part of a day; pure.

Source: decisions 0023, 0094.
"""

from collections.abc import Mapping

from concierge_desk.counter.core.nature_texts import lines_of_nature, tellings_of_nature
from concierge_desk.counter.texts.entry_texts import Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.i18n import N_, NN_

_SAID: Mapping[str, str] = {
    "registered": N_("{object} registered"),
    "maintained+tested": N_("{object} tested"),
    "maintained+repaired": N_("{object} repaired"),
    "maintained+set_aside": N_("{object} set aside"),
    "maintained+put_back": N_("{object} put back"),
    "maintained+retired": N_("{object} lent no more"),
    "lent": N_("{object} lent until {due_day}: {loan}"),
    "returned": N_("{object} is back: {loan}"),
    "returned+incomplete": N_("{object} is back, and something lacks: {loan}"),
    "returned+damaged": N_("{object} is back, damaged: {loan}"),
    "renewed": N_("{loan} renewed until {due_day}"),
    "reserved": N_("{sought} reserved from {from_day} to {to_day}"),
    "unreserved": N_("{sought} reserved no more from {from_day} on"),
    "waited": N_("Somebody waits for {sought}"),
    "waiting_stopped": N_("Somebody waits no more for {sought}"),
    "called": N_("Somebody called: {object} is kept until {kept_until}"),
    "released": N_("{object} kept no more"),
    "moved": N_("{object} moved from {from_place} to {place}"),
    "reminded": N_("Somebody reminded of {object}"),
    "incident_noted+damaged": N_("{object} is damaged"),
    "incident_noted+not_found": N_("{object} cannot be found"),
    "incident_noted+found": N_("{object} is found"),
    "incident_noted+lost": N_("{object} is lost"),
    "authorised": N_("Somebody may have {object}"),
    "authority_ended": N_("Somebody may have {object} no more"),
    "counted": N_("Keys counted: {seen} of {expected}"),
    "reversed": N_("{thing} as before"),
    "day_reported": N_("Out: {out}; late: {late}; reserved: {reserved}"),
}
"""By kind, what is told of an entry, filled with what it says; of some kinds by what came of it."""
_COUNTED: Mapping[str, tuple[str, str]] = {
    "kinds_set": NN_("{count} kind of things lent set", "{count} kinds of things lent set"),
    "dues_moved": NN_("{count} loan due on another day", "{count} loans due on another day"),
}
"""By kind, what is told of so many rows."""


def _told(posted: Posted, lang: str) -> str:
    data, kind = dict(posted.data), posted.kind.partition(".")[2]
    if kind in _COUNTED:
        return Speech(lang).count(*_COUNTED[kind], len(data["rows"]))
    ends = [f"{kind}+{data[name]}" for name in ("what", "incident", "state") if name in data]
    said = next(_SAID[end] for end in (*ends, kind) if end in _SAID)
    data["sought"] = data.get("object") or data.get("kind")
    data["thing"] = data.get("loan") or data.get("object") or data.get("of")
    return say(said, lang, **data)


def tellings_of(code: str) -> Tellings:
    """Return how the entries of a nature are told."""
    telling = Telling(_told, words={"note": N_("Remark")})
    return tellings_of_nature(code, (*_COUNTED, *_SAID), telling, of_the_shop=("kinds_set", "registered"))


_LINES: Mapping[str, tuple[str, str]] = {
    "lent": (N_("Things lent"), N_("Keys handed out")),
    "returned": (N_("Things returned"), N_("Keys brought back")),
    "renewed": (N_("Loans renewed"), N_("Loans renewed")),
    "lost": (N_("Things lost"), N_("Keys lost")),
    "out": (N_("Things out"), N_("Keys out")),
    "late": (N_("Things late"), N_("Keys late")),
    "reserved": (N_("Reservations"), N_("Reservations")),
    "kept": (N_("Things kept for somebody"), N_("Keys kept for somebody")),
    "here": ("", N_("Keys here")),
    "missing": ("", N_("Keys missing")),
}
"""By figure, what it is called: of things, and of keys; some are of keys alone."""
_STANDS = frozenset({"out", "late", "here", "missing"})
"""Figures that are told of every day; of the others there is a line where there is something to tell."""


def lines(part: Data, lang: str, code: str, trade: str) -> tuple[tuple[str, str], ...]:
    """Return a day's figures as lines, label and figure: what is nought is told of what is out, late or here alone.

    Of keys that were not counted that is said.

    Args:
        part: The day.
        lang: The language.
        code: Of the nature.
        trade: English source of its name.
    """
    found = part.get(code)
    if found is None:
        return ()
    of_keys = "counted" in found
    told = [
        (say(label[of_keys], lang), str(found[name]))
        for name, label in _LINES.items()
        if label[of_keys] and (name in _STANDS or found[name])
    ]
    if of_keys:
        told.append((say("Keys counted", lang), say("Yes" if found["counted"] else "No", lang)))
    return lines_of_nature(trade, lang, told)
