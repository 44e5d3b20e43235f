"""Words that were typed, read again: with the act they belong to, on the card of the thing they are about.

They stand beside the journal under a ref of its entry, and are gone after their time: that is told too. A service
declares nothing but the sentence itself (`counter/values/codelists.py: noted`), the card it is about (`Event.about`),
and what it is called (`Telling.words`).

Source: docs/requirements.md, R-4.05; decision 0046.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.domain.journal import Posted, instant_of
from concierge_desk.i18n import N_, translate
from concierge_desk.jobs.entry_texts import tellings
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.records import TypedWords, typed_words

_NOTE = re.compile(r"n-[0-9a-z]{12}")
_ON_A_CARD = 3
"""The newest of what was typed about one thing; the journal has the rest."""
_CALLED: Mapping[str, str] = {"reversal.note": N_("Why it was taken back")}
"""Of every kind of entry, by the place of the ref."""


def words_of(rows: Connection, posted: Sequence[Posted], lang: str) -> tuple[tuple[str, str], ...]:
    """Return what was typed with some entries, label and text; of what was erased that it was, and when."""
    return tuple(
        (_label(entry, place, lang), _shown(typed_words(rows, ref), lang))
        for entry in posted
        for place, ref in _refs(entry.data)
    )


def worded(
    rows: Connection, offers: Sequence[Offer], found: Sequence[tuple[str, str, int]], lang: str
) -> tuple[Offer, ...]:
    """Return cards with what was typed about their things; the newest last.

    Args:
        rows: The running transaction.
        offers: The cards.
        found: What `words_about` knows of them.
        lang: Language of the labels.
    """
    about: dict[str, list[tuple[str, int]]] = {}
    for thing, ref, seq in found:
        about.setdefault(thing, []).append((ref, seq))
    return tuple(
        replace(offer, words=(*offer.words, *_on_card(rows, about[offer.ref][-_ON_A_CARD:], lang)))
        if offer.ref in about
        else offer
        for offer in offers
    )


def _on_card(rows: Connection, found: Sequence[tuple[str, int]], lang: str) -> Iterator[tuple[str, str]]:
    for ref, seq in found:
        entry = journal.whole_at(rows, seq)
        place = next((place for place, known in _refs(entry.data) if known == ref), None) if entry else None
        # What its entry says cannot be read any more: whoever typed it knows.
        if entry is not None and place is not None:
            label = f"{_label(entry, place, lang)}, {short_day(entry.local.date(), lang)}"
            yield label, _shown(typed_words(rows, ref), lang)


def _refs(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield the refs of sentences that an entry holds: where, and the ref."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _refs(inner, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _refs(inner, place)
    elif isinstance(value, str) and _NOTE.fullmatch(value):
        yield place, value


def _label(entry: Posted, place: str, lang: str) -> str:
    words = tellings()[entry.kind].words
    return say(words.get(place) or _CALLED.get(place) or N_("In words"), lang)


def _shown(words: TypedWords, lang: str) -> str:
    if words.text is not None:
        # As it was typed: no figure of it is taken for a day.
        return translate(N_("“{words}”"), lang).format(words=words.text)
    if not words.erased_at:
        return say("erased", lang)
    # A hand may have written the day alone.
    return say("erased on {day}", lang, day=instant_of(words.erased_at).date().isoformat())
