"""Announcements of the counter: what became other between two of its pictures, for whoever hears it.

Whose or what it is first, then what was or can be done, then the money; each once. They are made of the picture that
may be seen, so that what is veiled is not spoken either.

Source: decision 0047.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_, NN_
from concierge_desk.pages.counter.paid import Paid
from concierge_desk.pages.counter.payment_words import means_words, paying_title, way_words
from concierge_desk.pages.counter.state import State
from concierge_desk.pages.counter.view import whose, written_words
from concierge_desk.ui.kit.screen_reader.announcement import is_urgent
from concierge_desk.ui.kit.speech import count, say
from concierge_desk.ui.page.card_layout import detail_of, title_of
from concierge_desk.ui.presenter.asking import Asking

MOST_TITLES = 5
"""Of more cards nobody keeps the numbers in mind: their names are typed further."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be heard of a picture.

    Attributes:
        text: In the language shown; empty where nothing is.
        urgent: Something was not taken: it breaks off what is being read.
        passing: More letters may follow: it is heard once they have.
    """

    text: str = ""
    urgent: bool = False
    passing: bool = False


def announced(before: State, now: State) -> Announcement:
    """Return what became other from one picture to the next, as it is heard."""
    parts = [
        *_told(before, now),
        *_written(before, now),
        *_money(before, now),
        *_cards(before, now),
        *_question(before, now),
        *_paying(before, now),
        *_marked(before, now),
        *_waiting(before, now),
    ]
    text = " ".join(dict.fromkeys(_sentence(part) for part in parts if part))
    refused = _is_told(before, now) and now.told is not None and is_urgent(now.told.tone)
    return Announcement(
        text, urgent=refused or bool(_complaint(before, now)), passing=now.typing and not refused
    )


def card_words(offer: Offer, act: int = 0) -> str:
    """Return a card in words: whose it is, what is known of it, what to mind, and what its button does."""
    known = (title_of(offer), offer.place, offer.tag, detail_of(offer))
    label = offer.acts[act].button if act < len(offer.acts) else ""
    return " ".join(_sentence(part) for part in (", ".join(filter(None, known)), offer.rule, label) if part)


def _is_told(before: State, now: State) -> bool:
    return now.told is not None and (before.told is None or now.told.serial != before.told.serial)


def _told(before: State, now: State) -> Iterator[str]:
    """What the foot says, after whose it was; and what could not be acted on, where the foot says something else."""
    told = now.told
    if told is not None and _is_told(before, now):
        yield told.who
        yield told.text
    known = before.missed
    for missed in now.missed:
        if missed not in known:
            yield missed.text


def _written(before: State, now: State) -> Iterator[str]:
    """That what is done from now on was written on a line of a sheet; that it is left, the foot says, or the act."""
    if now.written is not None and now.written != before.written:
        yield written_words(now.written)


def _money(before: State, now: State) -> Iterator[str]:
    """What goes back, or what is due by now."""
    if now.paid is not None and now.paid != before.paid:
        yield _back(now.paid)
    elif now.lines and now.rest_cents != before.rest_cents and (now.rest_cents or not now.parts):
        yield f"{say(N_('Still to pay') if now.parts else N_('To pay'))} {format_amount(now.rest_cents)}"


def _back(paid: Paid) -> str:
    if paid.back_cents:
        return f"{say('To give back')} {format_amount(paid.back_cents)}"
    return say("Exact sum, nothing to give back") if paid.given_cents else ""


def _cards(before: State, now: State) -> Iterator[str]:
    """What was found, or which of it is chosen by now."""
    if now.mode != before.mode and now.mode == "arrivals":
        yield say("Arrival of the bag")
    if now.asking is not None or not now.offers:
        return
    known = {offer.ref for offer in before.offers}
    if any(offer.ref not in known for offer in now.offers):
        yield from _found(now)
    elif now.offer is not None and (before.offer is None or now.offer.ref != before.offer.ref):
        # Another one is chosen, or the one before is done.
        yield card_words(now.offer, now.act)
    elif now.chosen is not None and now.act != before.act and before.asking is None:
        yield now.chosen.button


def _found(now: State) -> Iterator[str]:
    offers = now.offers
    if len(offers) > 1:
        one, many = NN_("{count} card", "{count} cards")
        titles = [f"{place}. {title_of(offer)}" for place, offer in enumerate(offers[:MOST_TITLES], start=1)]
        yield f"{count(one, many, len(offers))}\N{NO-BREAK SPACE}: {', '.join(titles)}"
    if now.offer is not None:
        yield card_words(now.offer, now.act)
    elif now.whom:
        yield whose(now)


def _question(before: State, now: State) -> Iterator[str]:
    """Why an answer was not taken, and the question that stands."""
    asking = now.asking
    if asking is None or asking.ask is None:
        return
    yield _complaint(before, now)
    if before.asking is not None and _place(before.asking) == _place(asking):
        return
    ask = asking.ask
    if before.asking is None and asking.offer not in before.offers:
        yield title_of(asking.offer)
    if before.asking is None and before.chosen != asking.act:
        # Of the chosen act it was heard when it was chosen.
        yield asking.act.label
    yield asking.note
    yield ask.question
    # A band of weight is no answer by its number: the weight is typed.
    numbers = ask.kind == "choice"
    yield ", ".join(
        " ".join(filter(None, (f"{place}." if numbers else "", option.label, option.detail)))
        for place, option in enumerate(ask.options, start=1)
    )


def _place(asking: Asking) -> tuple[str, str, int]:
    return asking.op, asking.act.label, len(asking.answers)


def _complaint(before: State, now: State) -> str:
    asking = now.asking
    if asking is None or not asking.complaint:
        return ""
    same = before.asking is not None and before.asking.complaint == asking.complaint
    return "" if same and not _is_told(before, now) else asking.complaint


def _paying(before: State, now: State) -> Iterator[str]:
    """The question for another means, or the one that is confirmed next."""
    paying = now.paying
    if now.giving and not before.giving:
        yield say("Cash given, change")
    if paying is None:
        return
    if before.paying is None or before.paying.means != paying.means:
        yield paying_title(paying)
        yield ", ".join(
            f"{place}. {way_words(paying, place - 1)}" for place in range(1, len(paying.means) + 1)
        )
    elif paying.selected != before.paying.selected:
        yield means_words(paying)


def _marked(before: State, now: State) -> Iterator[str]:
    """The line that is chosen among those of the visit."""
    if now.line is not None and now.line != before.line and now.lines == before.lines:
        line = now.lines[now.line]
        yield f"{line.label}, {format_amount(line.cents)}" if line.cents is not None else line.label


def _waiting(before: State, now: State) -> Iterator[str]:
    if len(now.waiting) > len(before.waiting):
        yield say("Scanned meanwhile, read after the answer: {codes}", codes=", ".join(now.waiting))


def _sentence(text: str) -> str:
    """Return a text that ends: else one voice reads two of them as one."""
    return text if text[-1] in ".!?…" else f"{text}."
