"""Acts of people: each command with what it reads, what decides, what it keeps; how a membership is taken back.

Source: docs/architecture.md, "Adding a service"; decision 0085.
"""

from collections.abc import Callable
from typing import Any

from concierge_desk.counter.rights.table import PEOPLE, PERSONAL
from concierge_desk.counter.service import ANY_DAY, Acts, AnyCommand, Command, Reversal, never
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.messages import MESSAGES
from concierge_desk.mechanisms.people.model import household, kept, membership, merging, person
from concierge_desk.mechanisms.people.reports import answered
from concierge_desk.mechanisms.people.tables import household as households
from concierge_desk.mechanisms.people.tables import kept as kept_tables
from concierge_desk.mechanisms.people.tables import memberships, people

_RIGHTS = dict.fromkeys(("person.merge", "person.unmerge"), PERSONAL)
"""Of what does not belong to serving somebody."""


def _kept(name: str, summary: str, *steps: Callable[..., Any]) -> AnyCommand:
    """Return a command that writes no entry: what it reads, what decides, what it keeps."""
    load, decide, work = steps
    return Command(
        name=name,
        summary=summary,
        load=load,
        decide=decide,
        work=work,
        when=ANY_DAY,
        writes=False,
        right=_RIGHTS.get(name, PEOPLE),
    )


COMMANDS = (
    _kept(
        "person.create", N_("Somebody is kept, with a card."), people.load_new, person.create, people.create
    ),
    _kept(
        "person.correct",
        N_("What is known of somebody is set right."),
        people.load_person,
        person.correct,
        people.correct,
    ),
    _kept(
        "person.card", N_("Somebody gets a new card."), people.load_person, person.new_card, people.new_card
    ),
    _kept(
        "person.note",
        N_("A sentence about somebody is kept, and shown when it matters."),
        kept_tables.load_named,
        kept.note,
        kept_tables.note,
    ),
    _kept(
        "person.drop_note",
        N_("A sentence about somebody is kept no more."),
        kept_tables.load_note,
        kept.drop_note,
        kept_tables.drop_note,
    ),
    _kept(
        "person.consent",
        N_("Somebody says yes to something, or takes it back."),
        kept_tables.load_named,
        kept.consent,
        kept_tables.consent,
    ),
    _kept(
        "person.allow",
        N_("Somebody may come for another, until a day."),
        kept_tables.load_allow,
        kept.allow,
        kept_tables.allow,
    ),
    _kept(
        "person.disallow",
        N_("Somebody comes for another no more."),
        kept_tables.load_proxy,
        kept.disallow,
        kept_tables.disallow,
    ),
    _kept("person.merge", N_("Two are one person."), people.load_merge, merging.merge, people.merge),
    _kept("person.unmerge", N_("Two are two again."), people.load_unmerge, merging.unmerge, people.unmerge),
    _kept(
        "household.create",
        N_("Some people are one household."),
        households.load_create,
        household.create,
        households.create,
    ),
    _kept(
        "household.join",
        N_("Somebody belongs to a household."),
        households.load_join,
        household.join,
        households.join,
    ),
    _kept(
        "household.leave",
        N_("Somebody belongs to no household any more."),
        households.load_leave,
        household.leave,
        households.leave,
    ),
    _kept(
        "household.split",
        N_("Some people of a household are one of their own."),
        households.load_split,
        household.split,
        households.split,
    ),
    Command(
        name=membership.JOIN,
        summary=N_("A household takes its membership for a year."),
        load=memberships.load_join,
        decide=membership.join,
        charged=True,
        brings=True,
    ),
)

REVERSALS = {
    "member.joined": Reversal(membership.take_back, charged=True),
    "people.counted": never("day.stays_closed"),
}

ACTS = Acts(COMMANDS, REVERSALS, MESSAGES, told=answered)
