"""Cards of natures: what a mechanism makes all cards of one of its natures with.

Source: decisions 0093, 0094.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concierge_desk.counter.cards.listed_options import listed_options
from concierge_desk.counter.cards.offers import Ask, Now, OfferedAct, Option
from concierge_desk.counter.cards.words import say
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service_nature import ServiceNature
from concierge_desk.counter.texts.short_dates import short_day
from concierge_desk.counter.texts.speech import Speech


@dataclass(frozen=True)
class NatureCards:
    """Words, acts, questions and papers of one nature.

    Attributes:
        nature: As its mechanism has it.
        rows: The store.
        now: The day, the language.
    """

    nature: ServiceNature
    rows: Rows
    now: Now

    @property
    def code(self) -> str:
        """Code of its service."""
        return self.nature.code

    @property
    def today(self) -> str:
        """ISO date of the day."""
        return self.now.today.isoformat()

    def day(self, iso: str) -> str:
        """Return a day as it is said."""
        return short_day(date.fromisoformat(iso), self.now.lang)

    def whose(self, party: str) -> str:
        """Return whose a party is, as the card of a thing says it; empty where nobody knows."""
        return self.now.whose(self.rows, party)

    def say(self, message: str, **values: object) -> str:
        """Return a sentence in the language asked."""
        return say(message, self.now.lang, **values)

    def count(self, words: tuple[str, str], number: int, **values: str) -> str:
        """Return a sentence for one or for several."""
        return Speech(self.now.lang).count(*words, number, **values)

    def act(self, label: str, do: str, fields: Mapping[str, Any], *asks: Ask, **more: Any) -> OfferedAct:
        """Return an act of the nature: its label said already, its command without the nature's code."""
        return OfferedAct(label, f"{self.code}.{do}", fields, asks, **more)

    def paper(self, label: str, name: str, **more: Any) -> OfferedAct:
        """Return what shows a paper of the nature."""
        return OfferedAct(self.say(label), paper=f"{self.code}_{name}", **more)

    def ask(self, field: str, question: str, kind: Any, **more: Any) -> Ask:
        """Return a question."""
        return Ask(field, self.say(question), kind, **more)

    def choice(
        self, field: str, question: str, options: Mapping[str, str], proposal: str | None = None
    ) -> Ask:
        """Return the question for one of some words, each with what it is called."""
        return self.ask(field, question, "choice", options=self.options(options), proposal=proposal)

    def options(self, words: Mapping[str, str]) -> tuple[Option, ...]:
        """Return words as options, each with what it is called."""
        return tuple(Option(self.say(label), value) for value, label in words.items())

    def listed(self, name: str) -> tuple[Option, ...]:
        """Return a list of codes as options."""
        return listed_options(name, self.now.lang)
