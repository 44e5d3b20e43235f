"""Checklist both ways: what belongs to a thing, how it is, how old whoever takes it; all is ticked, and asked of what is not."""

from collections.abc import Iterable, Iterator, Mapping

from concierge_desk.counter.cards.offers import Ask, Option
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.counter.lender import Lender
from concierge_desk.mechanisms.lending.model.facts import ADULT, CHILD, YOUTH, thing_words

GOOD = "good"
"""How a thing is that nothing is to be said of: the first of each list of conditions."""


def checklist(lender: Lender, question: str, lines: Iterable[Option]) -> Iterator[Ask]:
    """Yield the list as a question; nothing where nothing belongs to the thing."""
    options = tuple(lines)
    if options:
        all_there = [option.value for option in options]
        yield lender.ask("", question, "ticks", options=options, proposal=all_there)


def pieces(lender: Lender, counts: Mapping[str, int]) -> Iterator[Option]:
    """Yield what is counted, all of it there; of what is left out she says how many there are."""
    for name, count in counts.items():
        called = thing_words(name).capitalize()
        question = lender.say(N_("How many of these: {what}?"), what=called)
        asks = (lender.ask(f"checks.{name}", question, "count", least=0),)
        yield Option(f"{called} × {count}", {"checks": {name: count}}, asks=asks)


def state(lender: Lender, *, counted: bool) -> Iterator[Option]:
    """Yield how a thing is: by its parts, each good, where its nature has such; of the whole where something is `counted` too."""
    if not lender.nature.parts:
        if counted:
            asks = (condition(lender, "condition"),)
            yield Option(lender.say(N_("In good condition")), {"condition": GOOD}, asks=asks)
        return
    for part in lender.listed(lender.nature.parts):
        field = f"condition.{part.value}"
        asks = (condition(lender, field, lender.say(N_("{part}: how is it?"), part=part.label)),)
        label = lender.say(N_("{part}: good"), part=part.label)
        yield Option(label, {"condition": {part.value: GOOD}}, asks=asks)


def of_age(lender: Lender, least: int | None) -> Iterator[Option]:
    """Yield that whoever takes it is of age, where its kind asks for an age: a band, never a birthday."""
    if least is None:
        return
    answers = lender.say(N_("Somebody of age answers for it, is there and signs. Is it so?"))
    there = (lender.ask("", answers, "choice", options=(Option(lender.say(N_("Yes")), {"guardian": True}),)),)
    younger = (
        Option(lender.say(N_("16 or 17")), YOUTH, asks=there),
        Option(lender.say(N_("Younger than 16")), CHILD, asks=there),
    )
    asks = (lender.ask("age", N_("How old is whoever takes it?"), "choice", options=younger),)
    yield Option(lender.say(N_("Whoever takes it is of age")), {"age": ADULT}, asks=asks)


def condition(lender: Lender, field: str, question: str = N_("How is it?")) -> Ask:
    """Return the question of how something is."""
    return lender.ask(field, question, "choice", options=lender.listed(lender.nature.conditions))
