"""State of the page of the people: one unmoving picture after another.

Source: decision 0085.
"""

from dataclasses import dataclass

from concierge_desk.ui.presenter.told import Message


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody, as a row and as what stands beside the list.

    Attributes:
        person: Key.
        name: With all that is known of it.
        home: Street and stair: homonyms are told apart by it.
        tag: What is said of the membership.
        holds: It holds.
        facts: What else is known, each a line.
        card: The newest one that is not lost; empty where there is none.
    """

    person: str
    name: str
    home: str = ""
    tag: str = ""
    holds: bool = False
    facts: tuple[str, ...] = ()
    card: str = ""


@dataclass(frozen=True, slots=True)
class PeopleState:
    """Everything the page shows.

    Attributes:
        text: What is looked for.
        rows: Who was found; the newest where nothing is looked for.
        chosen: Key of who is chosen; empty where nobody is.
        told: The last sentence.
        busy: The desk is at work.
    """

    text: str = ""
    rows: tuple[PersonRow, ...] = ()
    chosen: str = ""
    told: Message | None = None
    busy: bool = False

    @property
    def row(self) -> PersonRow | None:
        """Who is chosen."""
        return next((row for row in self.rows if row.person == self.chosen), None)
