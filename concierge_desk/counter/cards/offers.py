"""Offers at the counter for a scan or a word: cards, each with the acts that can be done.

A service says it in data: the window draws the cards, asks, and plays; no face of the program knows what a parcel is.

Source: docs/contract.md, "One act, file by file"; decision 0019.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from concierge_desk.counter.cards.incident import Incident
from concierge_desk.counter.cards.told_things import ToldThing
from concierge_desk.counter.rows import Rows

if TYPE_CHECKING:
    from concierge_desk.counter.context import Settings
    from concierge_desk.domain.calendar import OpeningCalendar
    from concierge_desk.domain.day import TwoDates

Kind: TypeAlias = Literal[
    "choice", "text", "who", "grams", "count", "day", "moment", "cents", "ticks", "picks"
]
"""How an answer is typed: the number of an option, words, a card or a name, whole grams, pieces, a date, a time of a day,
euros; numbers of the options that are left out, for all are ticked; of those that are meant, each as often as it is."""

TYPED: frozenset[Kind] = frozenset({"text", "who", "day", "moment", "ticks", "picks"})
"""Answers that are typed in full: no sign in them is a key."""
LISTED: frozenset[Kind] = frozenset({"ticks", "picks"})

Tone: TypeAlias = Literal["plain", "good", "warning", "bad"]


@dataclass(frozen=True, slots=True)
class Option:
    """Option of a short list: chosen by its number, the first is 1.

    Attributes:
        label: In the language asked.
        value: What the field gets; several fields at once as a mapping, where the `Ask` names none.
        detail: What is told beside it, such as a price.
        asks: What is asked once it is chosen, of ticked ones once it is left out; of several each by fields of its row.
        code: What its label says: its scan picks it.
        expected: It should be among those that are picked: it is told where it is not.
    """

    label: str
    value: Any
    detail: str = ""
    asks: "tuple[Ask, ...]" = ()
    code: str = ""
    expected: bool = False


CLEARS = "-"
"""Answer that clears a fact."""
FURTHER = "+"
"""Value of a line that is no thing: only where it is picked too, what the others ask is asked."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Question that an act still has: one field of its command.

    Attributes:
        field: Name of the command's field, dotted inside a group: ``proxy.id_document``; empty where each
            option gives its own fields.
        question: In the language asked.
        kind: How it is typed.
        options: Of a choice; of grams, the ladder of bands that is shown: `Option.value` is the heaviest weight.
        proposal: Taken when it is only confirmed; None where something has to be said.
        optional: May be left out.
        seen: Confirmed with the key of the act, never with Enter, which scanners send: what she saw, what leaves her hands.
        scanned: A scan answers it: it stands on a label. A scan during any other question begins something else.
        whom: A person's card answers it, where it is scanned. A name that is typed is looked for among those who are
            known, of whom one is chosen; left out, it is whoever is served now. Of a choice: its options are people.
        clears: A key of its own says that what is known of it is right no more, and nothing takes its place: `CLEARS`.
        names: The name of somebody new: who is known by it already is told with the next question.
        ends: Where it is left out, nothing more is asked.
        gathers: Of a list: each scan joins it, and a file that is named or dropped is read. Of `picks`: each scan picks its own.
        whole: Of `picks`: every option has to be picked.
        names_left: It follows a list that was picked from: it names what was expected and not picked, and is asked only then.
        spared: Not asked while somebody is served: it is that one.
        least: Of a count: the smallest number that is taken.
        always: Of an option of `picks`: asked of it also where nothing further is to be told (`FURTHER`).
        depth: How many answers before it brought it.
        verbatim: Every sign of it is meant, a ``/`` at its beginning too: a folder, a password.
        secret: It is a password: neither shown while it is typed, nor afterwards.
        repeats: What was answered just before, once more: where it differs both are asked anew.
    """

    field: str
    question: str
    kind: Kind
    options: tuple[Option, ...] = ()
    proposal: Any = None
    optional: bool = False
    seen: bool = False
    scanned: bool = False
    whom: bool = False
    clears: bool = False
    names: bool = False
    ends: bool = False
    gathers: bool = False
    verbatim: bool = False
    secret: bool = False
    repeats: bool = False
    whole: bool = False
    names_left: bool = False
    spared: bool = False
    always: bool = False
    least: int = 1
    depth: int = 0


@dataclass(frozen=True, slots=True)
class OfferedAct:
    """An act that a card offers: a command as far as it is known, and what is still to be asked.

    Attributes:
        label: What the button says, in the language asked.
        do: The command; empty where only a paper is shown, or where what was answered is only noted.
        fields: What is known of it.
        asks: What it still needs, in the order of the talk.
        charged: It becomes a line of the visit; else it stands alone and is played at once.
        quantity: Field that takes the number typed before; None where a number means nothing.
        paper: Paper that is shown, such as ``label:c-…``; None for a command.
        leads: What it leads to, with no command: a page by its code, a part of it behind a colon; what a key does by its
            name; who is at the counter from now on, as `AT_COUNTER_NOW` begins, or a file, as `DISPUTE` does.
        before: A command that is played first, under an op of its own: refused, nothing of the act is done.
        entered: Enter begins it where its card is all that a word brought: it pays nothing and hands nothing over.
        arrives: It takes in a thing of a carrier's bag: in a run its scan begins it, the next scan ends it.
        runs: Once it is done a run of scans begins: what comes out of a carrier's bag is taken in, one after the other.
        who: Who may do it, in the language asked, where whoever is at the counter may not at all; else empty.
        barred: Why it cannot be done here, in a sentence: nobody who may can approve of it by a code; else empty.
        joined: Of one that is charged: further charged acts that become lines of the visit with it.
        stuck: Its paper is stuck on the thing: the key of labels prints it.
        follows: Field of what it answers: what that leaves to be done at once is shown, or becomes lines of the visit; see
            `AtCounter.follows`.
    """

    label: str
    do: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    asks: tuple[Ask, ...] = ()
    charged: bool = False
    quantity: str | None = None
    paper: str | None = None
    leads: str = ""
    before: Mapping[str, Any] | None = None
    entered: bool = False
    arrives: bool = False
    runs: bool = False
    who: str = ""
    barred: str = ""
    joined: tuple[Mapping[str, Any], ...] = ()
    stuck: bool = False
    follows: str = ""

    @property
    def button(self) -> str:
        """What its button says."""
        return f"{self.label} · {self.who}" if self.who else self.label


_LABEL = "label:"


@dataclass(frozen=True, slots=True)
class Offer:
    """A card: one thing, what is known of it, what can be done with it.

    Attributes:
        service: Code of the service.
        ref: Tells one card from another: a custody, an article, a number.
        title: What it is, in the language asked.
        acts: What can be done; the first is the one most likely meant.
        detail: One more line about it.
        place: Where it lies; empty where it lies nowhere.
        tag: A few words that matter most, such as until when.
        tone: How the tag is meant; never by colour alone.
        rule: What to mind before the act, in a sentence or two.
        deadline_day: ISO date it is sorted by; None without one.
        at_once: A scan of it is the act itself, as for an article that is sold.
        at_once_for: The same where somebody is served, for that one; and somebody's card, scanned while it alone is shown, begins it.
        unknown: Nobody knows the code; the acts say what it may become. It has to be seen before money is taken.
        brought: Of what is unknown: its number says what it is, so that somebody brings it. It is no alarm.
        repeats: The same code again soon is another piece, not the same one.
        listed: What a list that is seen in the shop calls it; its title where empty.
        number: What stands on its label, to be looked for by its last characters; empty without one.
        owner: Whose it is, such as its carrier, in the language asked; empty where it is nobody else's.
        missed: It is known not to lie at its place.
        away: It is not here at all, and has to come back: it stands among the incidents, on no shelf.
        incident: What is to be settled about it; told where the service lists its shelf, None elsewhere.
        person: For whom it is, as its label says; empty where nobody is named, None where it is for nobody in particular.
            On the card alone: never in a list that is seen in the shop, a sentence or a log.
        short: What `day morning` and `look` call it, where its line says more than they do; empty where it is the same.
        state: Where it stands, such as ``held``: a code of the list ``<service>_state``. What waits for a name has one.
        slot: Last session in which the door is open for it, as an ISO interval; None without one.
        until_day: ISO date on which it ends by itself, where cards are not sorted by that; None without one.
        due: Code of the list of the morning that it stands in on `Now.today`, one of `AtCounter.lists`; empty for none.
        due_too: Codes of the other lists that it stands in then.
        things: Of which things it is the card, where it says more of them than its `state`; each is told by line.
        note: What was noted with it; never a name.
        words: What was typed about it, label and text; see `jobs/typed_words.py`. On the card alone.
        section: Of a card of the settings: the section it stands in, in the language asked; empty for its service's own.
        first: It stands before the others, whatever their deadlines: whose they are.
        whose: How `rule` begins where it tells of people: nothing of that is seen while names are hidden.
        private: It is the card of somebody: nothing of it is seen while names are hidden, and of two none is chosen.
        together: What is done with it changes the cards beside it, or its own: they are looked up again.
    """

    service: str
    ref: str
    title: str
    acts: tuple[OfferedAct, ...]
    detail: str = ""
    place: str = ""
    tag: str = ""
    tone: Tone = "plain"
    rule: str = ""
    deadline_day: str | None = None
    at_once: bool = False
    at_once_for: bool = False
    unknown: bool = False
    brought: bool = False
    repeats: bool = False
    listed: str = ""
    number: str = ""
    owner: str = ""
    missed: bool = False
    away: bool = False
    incident: Incident | None = None
    person: str | None = None
    short: str = ""
    state: str = ""
    slot: str | None = None
    until_day: str | None = None
    due: str = ""
    due_too: tuple[str, ...] = ()
    things: tuple[ToldThing, ...] = ()
    note: str | None = None
    words: tuple[tuple[str, str], ...] = ()
    section: str = ""
    first: bool = False
    whose: str = ""
    private: bool = False
    together: bool = False

    @property
    def label(self) -> str:
        """The paper that is stuck on it, as `OfferedAct.paper`; empty where it has none."""
        papers = (act.paper for act in self.acts if act.paper and (act.stuck or act.paper.startswith(_LABEL)))
        return next(papers, "")

    @property
    def line(self) -> str:
        """Name of the thing in a list that is seen in the shop."""
        return self.listed or self.title


@dataclass(frozen=True, slots=True)
class Now:
    """Circumstances that an offer may know beside the store.

    Attributes:
        today: The open business day, else that where the shop stands: the PC's own where the journal ran ahead of it.
        lang: Language of what is shown.
        settings: The shop's settings.
        calendar: Its opening hours.
        dates: What the PC says and where the journal stands, while the PC's clock is behind it.
        services: English source of the name of whatever may have something of somebody, by its code.
        marked: Says on cards which acts are for others to do.
        whose: (rows, party) -> whose a party is, as the card of a thing says it; empty where nobody knows.
    """

    today: date
    lang: str
    settings: "Settings"
    calendar: "OpeningCalendar"
    dates: "TwoDates | None" = None
    services: Mapping[str, str] = field(default_factory=dict)
    marked: Callable[[Iterable[Offer]], tuple[Offer, ...]] = field(default=tuple, compare=False)
    whose: Callable[[Rows, str], str] = field(default=lambda _rows, _party: "", compare=False)


MOST_OFFERS = 20
"""More cards of one search are not shown: whoever looks types more of it."""
