"""Sentences of what people, households and memberships refuse and warn of: English sources, translated by gettext."""

from concierge_desk.i18n import N_

_LOST = N_("This card was said to be lost: ask who it is, then look for the name.")

MESSAGES = {
    "person.card_lost": _LOST,
    "household.card_lost": _LOST,
    "member.card_lost": _LOST,
    "person.unknown": N_("Nobody is known by that: look for the name, or scan the card."),
    "person.card_taken": N_("This card is somebody's already: take another one."),
    "person.likely_twin": N_(
        "Somebody is known by this name or this phone already: look whether it is the same person."
    ),
    "person.same_person": N_("This is one and the same person already."),
    "person.merged_already": N_("This person was put together with another one already."),
    "person.not_merged": N_("This person was put together with nobody."),
    "person.unmerge_later_first": N_(
        "Take the later one back first: it was put together with another one since."
    ),
    "person.past_end": N_("That day is over: give a later one."),
    "person.who_needed": N_("Who comes? Scan the card, or give the name."),
    "person.service_unknown": N_("No service is called “{service}”."),
    "person.note_unknown": N_("This note is not there any more."),
    "person.proxy_unknown": N_("Nobody comes by this mandate any more."),
    "household.unknown": N_("There is no such household: begin one first."),
    "household.in_another": N_("Somebody of them belongs to another household: leave that one first."),
    "household.last_one": N_("Nobody would be left in the household."),
    "member.who_needed": N_("Whose membership is it? Scan a card, or look for the name."),
    "member.unknown": N_("Nobody is known by that: look for the name, or scan the card."),
    "member.day_over": N_("That day is over: the membership begins today or later."),
    "member.joined_already": N_(
        "The household is a member until {day}: it can join again in the last 60 days."
    ),
}
