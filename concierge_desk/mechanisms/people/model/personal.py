"""Personal columns of people: what is known of somebody, why, on which ground, how long.

Source: docs/requirements.md, R-4.02; decisions 0085, 0086.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from concierge_desk.counter.personal_columns import CONSENT, CONTRACT, INTEREST, Personal, PersonalColumn
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.i18n import N_, fr, translate
from concierge_desk.mechanisms.people.model.kept import CONSENT_WORDS
from concierge_desk.mechanisms.people.model.person import SEX_WORDS

PERSON, SAID_YES, PROXY, NOTE = "people.person", "people.consent", "people.proxy", "people.note"
SETTLED = "people.settled"
"""Codes of the periods."""

_SERVED: Final = N_("To know whose things are whose, and to tell one neighbour from another.")


def _said(row: Mapping[str, Any]) -> str:
    what, day = translate(CONSENT_WORDS[row["consent"]], "fr"), day_text(row["day"])
    told = fr("{what}: yes, {day}") if row["given"] else fr("{what}: no, {day}")
    return told.format(what=what, day=day)


def _card(row: Mapping[str, Any]) -> str:
    lost = row.get("lost_day")
    return (
        str(row["card"])
        if lost is None
        else f"{row['card']} ({fr('lost, {day}').format(day=day_text(lost))})"
    )


_TOLD: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "people_person.sex": lambda row: translate(SEX_WORDS[row["sex"]], "fr"),
    "people_person.qpv": lambda row: (
        fr("Priority neighbourhood: yes") if row["qpv"] else fr("Priority neighbourhood: no")
    ),
    "people_consent.consent": _said,
    "people_card.card": _card,
}
"""What stands there as a code, or says nothing without the day beside it."""


def _columns(places: str, holds: str, purpose: str, basis: str, kept: str) -> list[PersonalColumn]:
    table, *names = places.split()
    return [
        PersonalColumn(table, name, holds, purpose, basis, kept, told=_TOLD.get(f"{table}.{name}"))
        for name in names
    ]


PERSONAL: Final = Personal(
    columns=(
        *_columns(
            "people_person family given called",
            N_("Name of somebody who is known here."),
            _SERVED,
            CONTRACT,
            PERSON,
        ),
        *_columns("people_person street stair", N_("Street, stair or floor."), _SERVED, CONTRACT, PERSON),
        *_columns(
            "people_person email",
            N_("E-mail address of somebody who is known here."),
            N_("To write to somebody who said yes to it."),
            CONSENT,
            PERSON,
        ),
        *_columns(
            "people_person language",
            N_("Language somebody speaks."),
            N_("To speak to somebody in the own language."),
            INTEREST,
            PERSON,
        ),
        *_columns(
            "people_person birth_year sex qpv",
            N_("Year of birth, sex, whether the home lies in a priority district, where somebody said so."),
            N_("To count for those who pay for the shop how many come of each; as sums alone."),
            CONSENT,
            PERSON,
        ),
        *_columns(
            "people_contact phone",
            N_("Phone of somebody who is known here."),
            N_("To call somebody for whom something waits."),
            CONTRACT,
            PERSON,
        ),
        *_columns(
            "people_word word",
            N_("Words by which somebody is found: of the name, the street, the phone."),
            _SERVED,
            CONTRACT,
            PERSON,
        ),
        *_columns(
            "people_card card",
            N_("Code of a card, and when it was lost."),
            N_("To serve somebody by the card alone."),
            CONTRACT,
            PERSON,
        ),
        *_columns(
            "people_household household",
            N_("Who lives together, as far as that was said."),
            N_("To let a household share its membership."),
            CONTRACT,
            PERSON,
        ),
        *_columns(
            "party_link person",
            N_("Which acts were done for somebody."),
            _SERVED,
            CONTRACT,
            PERSON,
        ),
        *_columns(
            "party_link person",
            N_("For whom money was held, owed or paid for a membership, once that is settled."),
            N_("To answer who asks later about money that is settled."),
            CONTRACT,
            SETTLED,
        ),
        *_columns(
            "people_consent consent",
            N_("To what somebody said yes or no, and when."),
            N_("To be able to show that somebody said yes."),
            CONSENT,
            SAID_YES,
        ),
        *_columns(
            "people_proxy name phone",
            N_("Who may come for somebody: name and phone."),
            N_("To hand things over to whom somebody sends."),
            CONTRACT,
            PROXY,
        ),
        *_columns(
            "people_note text",
            N_("What was noted about somebody, with its last day."),
            N_("To serve somebody as it is needed."),
            INTEREST,
            NOTE,
        ),
    ),
    codes=frozenset(
        (
            *("people_person.person", "people_person.into", "people_person.since", "people_person.seen"),
            *("people_contact.person", "people_word.kind", "people_word.person"),
            *("people_card.person", "people_card.since", "people_card.lost_day"),
            *("people_household.person", "people_household.since", "people_holder.party"),
            *("people_holder.household", "people_consent.person", "people_consent.day"),
            *("people_proxy.proxy", "people_proxy.person", "people_proxy.who", "people_proxy.reach"),
            *("people_proxy.mandate", "people_proxy.since", "people_proxy.until_day"),
            *("people_note.note", "people_note.person", "people_note.shows", "people_note.since"),
            *("people_note.until_day", "party_link.ref", "party_link.since"),
        )
    ),
)
