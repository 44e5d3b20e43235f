"""Acts of somebody's card: each a command with what it still asks.

Source: decision 0085.
"""

from dataclasses import replace

from concierge_desk.counter.cards.leads import CARD_OF, WHO_NOW
from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Kind, Now, OfferedAct, Option
from concierge_desk.counter.cards.words import agreed, say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.settings.values import in_force
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.model.fields import ALL, ALWAYS
from concierge_desk.mechanisms.people.model.household import GOES, STAYS
from concierge_desk.mechanisms.people.model.kept import CONSENT_WORDS, CONSENTS, YEAR
from concierge_desk.mechanisms.people.model.membership import JOIN, RENEWAL_DAYS
from concierge_desk.mechanisms.people.model.person import SEX_WORDS, KeptPerson
from concierge_desk.mechanisms.people.model.settings import CENTS
from concierge_desk.mechanisms.people.tables import kept, people
from concierge_desk.mechanisms.people.tables.household import household, memberships_of


def serve(one: KeptPerson, lang: str) -> OfferedAct:
    """Return what says that somebody is served now."""
    # By the key: a card may be lost during the visit.
    return OfferedAct(say("Serve this person", lang), leads=f"{WHO_NOW}{one.person}")


MORE = "people.more:"
"""Begins by what the card is found of all that may be done with somebody; the key follows."""


def at_hand(rows: Rows, one: KeptPerson, now: Now) -> tuple[OfferedAct, ...]:
    """Return what is done with somebody most often: below it stands what waits for the person."""
    first = _first(rows, one, now)
    fix = correct(one, people.phones_of(rows, one.person), now.lang)
    rest = OfferedAct(say("Everything else", now.lang), leads=f"{CARD_OF}{MORE}{one.person}")
    return (*first, fix, rest)


def _first(rows: Rows, one: KeptPerson, now: Now) -> list[OfferedAct]:
    lang, key = now.lang, one.person
    found = [serve(one, lang)]
    memberships = memberships_of(rows, key)
    if not memberships or (memberships[0].until_day - now.today).days <= RENEWAL_DAYS:
        found.append(OfferedAct(membership_words(rows, lang), JOIN, {"person": key}, charged=True))
    return found


def of_person(rows: Rows, one: KeptPerson, now: Now) -> tuple[OfferedAct, ...]:
    """Return everything that may be done with somebody, the likeliest first."""
    lang, key = now.lang, one.person
    found = _first(rows, one, now)
    found += [
        correct(one, people.phones_of(rows, key), lang),
        *_cards(rows, key, lang),
        *_notes(rows, key, now),
    ]
    found += [_allow(key, now), *_disallow(rows, key, now), *_consents(rows, key, lang)]
    found += [*_households(rows, key, lang), *_merges(rows, one, lang), figures(one, lang)]
    return (*found, *_erase(key, lang))


def membership_words(rows: Rows, lang: str) -> str:
    """Return what takes a membership, with what it costs."""
    return say("Take the membership, {amount}", lang, amount=format_amount(in_force(rows, CENTS)))


def create(card: str, lang: str, typed: str = "") -> OfferedAct:
    """Return how somebody is kept; of two words that were typed the first is taken for the given name."""
    known = {"card": card} if card else {}
    given, _, family = typed.rpartition(" ") if not any(map(str.isdigit, typed)) else ("", "", "")
    asks = (
        Ask("family", say("Family name?", lang), "text", proposal=family.strip() or None, names=True),
        Ask(
            "given",
            say("Given name?", lang),
            "text",
            proposal=given.strip() or None,
            optional=True,
            names=True,
        ),
        Ask("phones", say("Phone?", lang), "text", optional=True),
        Ask("street", say("Number and street?", lang), "text", optional=True),
        Ask("stair", say("Stair, entrance or floor?", lang), "text", optional=True),
    )
    return OfferedAct(say("Keep this person", lang), "person.create", known, asks, entered=True)


def correct(one: KeptPerson, phones: tuple[str, ...], lang: str) -> OfferedAct:
    """Return how what is known of somebody is set right."""
    asks = (
        Ask("family", say("Family name?", lang), "text", proposal=one.family),
        _fact("given", say("Given name?", lang), one.given),
        _fact("called", say("What is the person called?", lang), one.called),
        _fact("phones", say("Phone?", lang), ", ".join(phones) or None),
        _fact("street", say("Number and street?", lang), one.street),
        _fact("stair", say("Stair, entrance or floor?", lang), one.stair),
        _fact("email", say("Address of mail?", lang), one.email),
    )
    return OfferedAct(say("Set right", lang), "person.correct", {"person": one.person}, asks)


def _fact(field: str, question: str, known: str | int | None, kind: Kind = "text") -> Ask:
    """Return the question for what may be known of somebody, or be known no more."""
    return Ask(field, question, kind, proposal=known, optional=True, clears=known is not None)


def figures(one: KeptPerson, lang: str) -> OfferedAct:
    """Return how is noted what funders ask the figures of: never asked at the counter, each of it left out at will."""
    sexes = tuple(Option(say(label, lang), code) for code, label in SEX_WORDS.items())
    yes_or_no = (Option(say("Yes", lang), True), Option(say("No", lang), False))
    asks = (
        _fact("birth_year", say("Year of birth? May stay empty.", lang), one.birth_year, "count"),
        replace(_fact("sex", say("Woman, man? May stay empty.", lang), one.sex, "choice"), options=sexes),
        replace(
            _fact(
                "qpv",
                say("Lives in a priority neighbourhood (QPV)? May stay empty.", lang),
                one.qpv,
                "choice",
            ),
            options=yes_or_no,
        ),
        _fact("language", say("Which language is easiest? May stay empty.", lang), one.language),
    )
    return OfferedAct(say("For the statistics", lang), "person.correct", {"person": one.person}, asks)


def _cards(rows: Rows, key: str, lang: str) -> tuple[OfferedAct, ...]:
    card = people.card_of(rows, key)
    paper = (OfferedAct(say("The card, on paper", lang), paper=f"card:{card}"),) if card is not None else ()
    lost = (agreed(N_("The cards so far open nothing any more. Are they lost?"), lang),)
    return (
        *paper,
        OfferedAct(
            say("A new card: the old one is lost", lang), "person.card", {"person": key, "lost": True}, lost
        ),
    )


def _notes(rows: Rows, key: str, now: Now) -> tuple[OfferedAct, ...]:
    lang = now.lang
    asks = (
        Ask("text", say("What is to be known?", lang), "text"),
        Ask("until_day", say("Until which day?", lang), "day", proposal=(now.today + YEAR).isoformat()),
    )
    add = OfferedAct(say("Note something", lang), "person.note", {"person": key, "shows": ALWAYS}, asks)
    notes = tuple(Option(one.text, one.note) for one in kept.notes_of(rows, key, now.today))
    if not notes:
        return (add,)
    which = Ask("note", say("Which note is dropped?", lang), "choice", notes, whom=True)
    return (add, OfferedAct(say("Drop a note", lang), "person.drop_note", asks=(which,)))


def _allow(key: str, now: Now) -> OfferedAct:
    lang = now.lang
    asks = (
        Ask(
            "proxy",
            say("Who comes for this person? Scan the card, or type the name.", lang),
            "who",
            scanned=True,
            whom=True,
        ),
        Ask("mandate", say("By what was it given?", lang), "choice", listed_options("mandate", lang)),
        Ask("until_day", say("Until which day?", lang), "day", proposal=(now.today + YEAR).isoformat()),
    )
    return OfferedAct(
        say("Somebody comes for this person", lang), "person.allow", {"person": key, "reach": [ALL]}, asks
    )


def _disallow(rows: Rows, key: str, now: Now) -> tuple[OfferedAct, ...]:
    held = [one for one in kept.proxies_of(rows, key) if not one.is_over(now.today)]
    if not held:
        return ()
    names = [(one, people.person(rows, one.who) if one.who is not None else None) for one in held]
    options = tuple(
        Option(who.full_name if who is not None else one.name or "", one.proxy) for one, who in names
    )
    ask = Ask("proxy", say("Who comes no more?", now.lang), "choice", options, whom=True)
    return (OfferedAct(say("Somebody comes no more", now.lang), "person.disallow", asks=(ask,)),)


def _consents(rows: Rows, key: str, lang: str) -> tuple[OfferedAct, ...]:
    given = {one.consent for one in kept.consents_of(rows, key) if one.given}
    options = tuple(
        Option(
            say(CONSENT_WORDS[consent], lang),
            {"consent": consent, "given": consent not in given},
            say("given: take it back", lang) if consent in given else say("not given", lang),
        )
        for consent in CONSENTS
    )
    ask = Ask("", say("To what does the person say yes, or no any more?", lang), "choice", options)
    return (OfferedAct(say("Consent", lang), "person.consent", {"person": key}, (ask,)),)


def _erase(key: str, lang: str) -> tuple[OfferedAct, ...]:
    """Return how all of somebody goes; where something is open it is told, and asked again."""
    really = agreed(N_("All that is kept of this person goes for good. Really?"), lang)
    return (OfferedAct(say("Erase this person", lang), "person.erase", {"person": key}, (really,)),)


def _households(rows: Rows, key: str, lang: str) -> tuple[OfferedAct, ...]:
    """Return how the household of somebody changes: begun, joined by a card, left, split."""
    home = household(rows, key)
    if home is None or len(home.people) == 1:
        with_whom = Ask(
            "household",
            say("Whose household is it? Scan that person's card, or type the name.", lang),
            "text",
            scanned=True,
            whom=True,
        )
        begin = OfferedAct(say("Begin a household", lang), "household.create", {"people": [key]})
        join = OfferedAct(
            say("Belongs to a household", lang), "household.join", {"person": key}, (with_whom,)
        )
        # Who is alone in one goes to another, and takes along what it holds.
        return (begin, join) if home is None else (join,)
    leave = OfferedAct(
        say("Leaves the household", lang),
        "household.leave",
        {"person": key},
        (agreed(N_("The membership stays with the others. Leave the household?"), lang),),
    )
    stays = Ask(
        "membership",
        say("With whom is the membership from now on?", lang),
        "choice",
        (Option(say("With those who stay", lang), STAYS), Option(say("With this person", lang), GOES)),
    )
    fields = {"household": home.household, "people": [key]}
    return (leave, OfferedAct(say("A household of its own", lang), "household.split", fields, (stays,)))


def _merges(rows: Rows, one: KeptPerson, lang: str) -> tuple[OfferedAct, ...]:
    """Return how two are one, and two again: likely twins are proposed, anybody else is shown by a card."""
    key = one.person
    twins = people.twins_of(rows, one, people.phones_of(rows, one.person))
    options = tuple(Option(twin.full_name, {"into": twin.person}, twin.home) for twin in twins)
    asked = Ask("", say("Who of them is it?", lang), "choice", options, whom=True)
    by_card = Ask(
        "into",
        say("Entered twice: scan the card of the one who stays, or type the name.", lang),
        "text",
        scanned=True,
        whom=True,
    )
    words = say("Is the same as somebody else", lang)
    merges = [OfferedAct(words, "person.merge", {"person": key}, (asked if twins else by_card,))]
    if twins:
        # A likely twin may be a homonym, and the true one somebody else.
        words = say("Is the same as another one: scan the card", lang)
        merges.append(OfferedAct(words, "person.merge", {"person": key}, (by_card,)))
    merged = [
        found
        for other in people.keys_of(rows, key)[1:]
        if (found := people.person_alone(rows, other)) is not None
    ]
    apart = tuple(Option(other.full_name, other.person, other.home) for other in merged if other.into == key)
    if not apart:
        return tuple(merges)
    ask = Ask("person", say("Who is somebody else after all?", lang), "choice", apart, whom=True)
    return (*merges, OfferedAct(say("Two people after all", lang), "person.unmerge", asks=(ask,)))
