"""Lender at the counter: what all cards of a nature are made with, and the words that they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from concierge_desk.counter.cards.nature_cards import NatureCards
from concierge_desk.counter.cards.offers import Ask, Now, Option
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.model.facts import LentKind
from concierge_desk.mechanisms.lending.nature import LendingNature
from concierge_desk.mechanisms.lending.tables import looks


@dataclass(frozen=True, slots=True)
class Lender(NatureCards):
    """A nature at the counter: the store, the day, the language."""

    nature: LendingNature
    rows: Rows
    now: Now

    @property
    def code(self) -> str:
        """Code of its service."""
        return self.nature.code

    def kinds(self) -> Mapping[str, LentKind]:
        """Return the kinds of the day."""
        return looks.kinds_on(self.rows, self.nature, self.now.today)

    def day(self, iso: str) -> str:
        """Return a day as it is said."""
        return short_day(date.fromisoformat(iso), self.now.lang)

    def who(self, question: str = N_("Who takes it? Scan the card, or type the name.")) -> Ask:
        """Return the question of whom something is for: whoever is served, where somebody is."""
        return self.ask("who", question, "who", optional=True, whom=True, scanned=True, spared=True)

    def checklist(self, counts: Mapping[str, int], question: str) -> tuple[Ask, ...]:
        """Return the list of what belongs to a thing: all is ticked; of what is left out she says how many there are."""
        if not counts:
            return ()
        options = tuple(
            Option(
                f"{name.capitalize()} × {count}",
                {"checks": {name: count}},
                asks=(
                    self.ask(
                        f"checks.{name}",
                        self.say(N_("How many of these: {what}?"), what=name.capitalize()),
                        "count",
                        least=0,
                    ),
                ),
            )
            for name, count in counts.items()
        )
        return (self.ask("", question, "ticks", options=options, optional=True),)
