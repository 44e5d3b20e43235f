"""Personal columns of people: what is known of somebody, why, on which ground, how long.

Source: docs/requirements.md, R-4.02; decisions 0085, 0086.
"""

from typing import Final

from concierge_desk.counter.personal_columns import CONSENT, CONTRACT, INTEREST, Personal, PersonalColumn
from concierge_desk.i18n import N_

PERSON, SAID_YES, PROXY, NOTE = "people.person", "people.consent", "people.proxy", "people.note"
SETTLED = "people.settled"
"""Codes of the periods."""

_SERVED: Final = N_("To know whose things are whose, and to tell one neighbour from another.")


def _columns(places: str, holds: str, purpose: str, basis: str, kept: str) -> list[PersonalColumn]:
    table, *names = places.split()
    return [PersonalColumn(table, name, holds, purpose, basis, kept) for name in names]


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
