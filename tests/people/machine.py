"""The machine: hypothesis chooses who comes and what for; a desk and its model do it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.model.breaking import Break
from tests.model.facts import No
from tests.model.killing import Killer
from tests.model.steps import Step, step, steps_of
from tests.people.acts import Wish, visit_of
from tests.people.books import Books
from tests.people.facts import Person
from tests.people.payments import cheque, payments_of
from tests.people.played import Played
from tests.people.slate import Visit
from tests.people.tickets import due_of

T = TypeVar("T")
FAMILIES = ("Quennesson", "Zwingelstein", "Oberlechner")
GIVEN = ("Anne", "Zoé", "Ali")
BREAKS = ("failed", "power cut", "killed", "power cut after it")
MOODS = ("money", "money", "merges", "homes", "forgetting", "visits", "corrections", "breaks", "all of it")
"""What a run is about: steps of that group come four times as often."""
pick = st.integers(0, 63)
"""Which one of what there is: 0 is the latest."""


def menu(steps: Mapping[str, Step], mood: str) -> list[str]:
    """The names of the steps, each as often as it shall come; a failing run is shrunk to the first."""
    names = sorted(steps, key=lambda name: (name != "is_served", name))
    return [
        name for name in names for _ in range(steps[name].weight * (4 if steps[name].group == mood else 1))
    ]


class NeighboursMachine(RuleBasedStateMachine):
    """Random people at the counter, on a real store."""

    template: ClassVar[Path]
    killer: ClassVar[Killer | None]

    def __init__(self) -> None:
        super().__init__()
        self.begun: Played | None = None
        self.steps = steps_of(type(self))
        self.mood = ""
        self.cards = self.visits = 0

    @initialize(
        mood=st.sampled_from(MOODS),
        cents=st.sampled_from((0, 2000, 50_000)),
        morning=st.sampled_from(("2026-11-25", "2026-12-30")),
    )
    def begin(self, mood: str, cents: int, morning: str) -> None:
        """A morning, some cash, and three people: two of one name."""
        self.mood = mood
        self.begun = Played(self.template, self.killer)
        self.begun.desk.hands.set(f"{morning}T08:00")
        self.act("day.open", float_cents=cents, confirmed_day=morning)
        for n, family in ((0, FAMILIES[0]), (0, FAMILIES[0]), (1, FAMILIES[1])):
            self._comes(family, GIVEN[n])
        self._something_of_each()

    def _something_of_each(self) -> None:
        """Whatever comes first has something to go on from: what is held, what is owed, a cheque at the bank."""
        anne, twin, ali = ({"card": one.cards[0]} for one in self.people)
        coffees = {"do": "shop.sell", "article": "CAFE", "quantity": 4}
        ahead = {"do": "advance.take", "of": "D-2026-000011", "cents": 401}
        self._pays(anne, [coffees, {"do": "account.owe", "cents": 300}], 1)
        self._pays(twin, [coffees, {"do": "account.owe", "cents": 77}], 3)
        self._pays(ali, [{"do": "caution.take", "of": "L-2026-000001", "cents": 600}], 0)
        self._pays(twin, [{"do": "caution.take", "of": "L-2026-000002", "cents": 250}, coffees], 3)
        self._pays(twin, [{**ahead, "vat_code": "TVA_10", "as": "arrhes"}], 2)
        self._pays(anne, [{**ahead, "vat_code": "TVA_20", "as": "acompte"}], 0)
        self.act("till.pay_in")

    def _pays(self, who: dict[str, str], acts: list[dict[str, Any]], way: int) -> None:
        self.act("till.settle", acts=acts, who=who, payments=self._payments(acts, who, way))

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        """Take one of the steps: most often somebody is served."""
        name = data.draw(st.sampled_from(menu(self.steps, self.mood)))
        getattr(self, name)(**data.draw(self.steps[name].arguments))

    def teardown(self) -> None:
        """Compare the whole."""
        if self.begun is not None:
            self.begun.end()

    # What the steps work with.

    @property
    def played(self) -> Played:
        assert self.begun is not None
        return self.begun

    @property
    def books(self) -> Books:
        return self.played.model.books

    @property
    def people(self) -> list[Person]:
        return self.books.hood.people

    def act(self, do: str, **fields: Any) -> bool:
        return self.played.act(do, **fields)

    def choose(self, items: Sequence[T], n: int) -> T | None:
        """One of some, the latest for 0; None where there is none."""
        return items[-1 - n % len(items)] if items else None

    def code(self, n: int) -> str:
        """A card or a key; now and then of nobody."""
        one = self.choose(self.people, n)
        if one is None or n == 63:
            return "p-99999999999a"
        return one.cards[-1] if n % 2 else one.key

    def card(self, n: int) -> str:
        """A card, the newest or the first of somebody; now and then of nobody."""
        one = self.choose(self.people, n)
        if one is None or n == 63:
            return "p-99999999999a"
        return one.cards[0 if n % 5 == 0 else -1]

    def _comes(self, family: str, given: str) -> None:
        self.cards += 1
        n = self.cards
        phone = f"06 98 7{n // 1000 % 10} {n // 100 % 10}4 {n % 100:02d}"
        told = {"family": family, "given": given, "phones": [phone], "street": f"{n} rue des Glaieuls{n:03d}"}
        self.act("person.create", card=f"p-7{n:011d}", **told)

    # People.

    @step("people", 2, family=st.sampled_from((*FAMILIES, None)), given=st.sampled_from(GIVEN))
    def somebody_new(self, family: str | None, given: str) -> None:
        """Of a name that others bear, or of one that nobody else does."""
        self._comes(family or f"Hapax{self.cards + 1:03d}", given)

    @step("people", 1, n=pick, family=st.sampled_from(FAMILIES))
    def is_called_otherwise(self, n: int, family: str) -> None:
        self.act("person.correct", person=self.code(n), family=family)

    @step("people", 1, n=pick, lost=st.booleans())
    def new_card(self, n: int, lost: bool) -> None:
        self.act("person.card", person=self.code(n), lost=lost)

    @step("people", 1, family=st.sampled_from(FAMILIES), cut=st.integers(2, 12))
    def a_name_is_typed(self, family: str, cut: int) -> None:
        """By the begin of a name, whatever its case."""
        hood = self.books.hood
        begun = family[:cut].upper()
        named = [one for one in self.people if one.family.upper().startswith(begun)]
        assert self.played.finds(begun) == {hood.stayed(one).key for one in named}

    @step("merges", 2, n=pick, into=pick)
    def are_one(self, n: int, into: int) -> None:
        self.act("person.merge", person=self.code(n), into=self.code(into))

    @step("merges", 2, n=pick)
    def are_two_again(self, n: int) -> None:
        merged = [one for one in self.people if one.into is not None]
        one = self.choose(merged, n)
        self.act("person.unmerge", person=self.code(n) if one is None else one.key)

    @step("homes", 1, ns=st.lists(pick, min_size=1, max_size=3))
    def live_together(self, ns: list[int]) -> None:
        self.act("household.create", people=[self.code(n) for n in ns])

    @step("homes", 1, n=pick, other=pick)
    def moves_in(self, n: int, other: int) -> None:
        self.act("household.join", household=self.code(other), person=self.code(n))

    @step("homes", 1, n=pick)
    def moves_out(self, n: int) -> None:
        self.act("household.leave", person=self.code(n))

    @step("homes", 1, n=pick, how=st.sampled_from(("stays", "goes")))
    def parts(self, n: int, how: str) -> None:
        one = self.choose([one for one in self.people if one.home is not None], n)
        if one is not None and one.home is not None:
            self.act("household.split", household=one.home, people=[one.key], membership=how)

    @step("forgetting", 1, n=pick, sure=st.sampled_from((True, True, None)))
    def is_forgotten(self, n: int, sure: bool | None) -> None:
        self.act("person.erase", person=self.code(n), confirmed=sure)

    # Visits.

    @step("money", 14, wishes=visit_of(), n=pick, way=pick)
    def is_served(self, wishes: list[Wish], n: int, way: int) -> None:
        """Somebody comes, says what for, and pays: all in one."""
        acts, who = self._acts(wishes), self._who(n)
        if acts:
            self.act("till.settle", acts=acts, who=who, payments=self._payments(acts, who, way))

    def _acts(self, wishes: Sequence[Wish]) -> list[dict[str, Any]]:
        found = [wish.act(self.books, self.card) for wish in wishes]
        return [act for act in found if act is not None]

    def _who(self, n: int) -> dict[str, str] | None:
        """Whose the visit is: of a card, a name that is typed (that of somebody known too), nobody."""
        if n % 7 == 3:
            return None
        if n % 7 == 5:
            one = self.choose(self.people, n)
            return {"name": one.name if one is not None and n % 2 else "Mme Passereau"}
        return {"card": self.card(n)}

    def _payments(
        self, acts: Sequence[Mapping[str, Any]], who: Mapping[str, Any] | None, way: int
    ) -> list[dict[str, Any]]:
        try:
            deeds = Visit(self.books, who).play(acts)
        except No:
            return []
        if any(deed.bounced for deed in deeds) and way % 8:
            return []
        # A cheque of the safe pays what was left as it; now and then it is forgotten.
        kept = [deed.cents for deed in deeds if deed.takes_in] if way % 8 else []
        rest = due_of(deeds) - sum(kept)
        if rest < 0:
            return payments_of(due_of(deeds), way)
        return [*(cheque(cents, n) for n, cents in enumerate(kept, start=20)), *payments_of(rest, way)]

    @step("visits", 2, wishes=visit_of(), n=pick, new=st.booleans())
    def is_noted(self, wishes: list[Wish], n: int, new: bool) -> None:
        """A card is scanned, a name typed: what is wanted is saved, and nothing of it has happened."""
        draft = self.choose(self.books.drafts, n)
        if new or draft is None:
            self.visits += 1
            code = f"v-{self.visits}"
        else:
            code = draft.code
        acts = self._acts(wishes)
        one = self.choose(self.people, n)
        typed = {"typed": one.name} if one is not None and n % 3 == 0 else {"at": "till"}
        if acts:
            self.act("visit.save", visit=code, acts=acts, who=self._who(n), step=typed)

    @step(
        "visits",
        1,
        n=pick,
        what=st.sampled_from(("visit.park", "visit.resume", "visit.park", "visit.abandon")),
    )
    def is_set_aside(self, n: int, what: str) -> None:
        draft = self.choose(self.books.drafts, n)
        if draft is not None:
            self.act(what, visit=draft.code)

    @step("visits", 2, n=pick, way=pick)
    def pays_what_was_noted(self, n: int, way: int) -> None:
        draft = self.choose(self.books.drafts, n)
        if draft is not None:
            self.act("till.settle", visit=draft.code, payments=self._payments(draft.acts, draft.who, way))

    @step("money", 1, n=pick, of=st.integers(1, 3), cents=st.integers(1, 900))
    def leaves_a_cheque(self, n: int, of: int, cents: int) -> None:
        """It lies in the safe: no ticket."""
        of_ = f"L-2026-00000{of}"
        self.act("caution.take", of=of_, cents=cents, who=self._who(n), cheque={"bank": "Banque"})

    @step("money", 1, n=pick, whole=st.booleans())
    def has_the_cheque_back(self, n: int, whole: bool) -> None:
        safe = [one for one in self.books.there("caution") if self.books.in_safe(one)]
        one = self.choose(safe, n)
        if one is not None:
            self.act("caution.return", of=one.code, cents=None if whole else 1)

    @step("money", 3, n=pick, way=pick)
    def comes_back_unpaid(self, n: int, way: int) -> None:
        """The bank gives a cheque back; then somebody wants back what it had paid, or what that had paid."""
        books = self.books
        at_bank = [code for code, cheque in books.cheques.items() if cheque.state == "paid_in"]
        code = self.choose(at_bank, n)
        if code is None:
            return
        who = {"card": self.card(n)}
        self.act("till.settle", acts=[{"do": "account.unpaid_cheque", "cheque": code}], who=who, payments=[])
        if way % 3 == 0:
            act = {"do": ("account.pay", "account.write_off")[n % 2], "reason": "agreed", "cents": 1 + way}
            self._wants([act if n % 2 else {**act, "reason": None}], who, way)
        held = [one for one in books.things if one.ticket == books.cheques[code].ticket and books.left(one)]
        for one in held if way % 2 else ():
            if one.sort in ("caution", "advance"):
                self._wants([{"do": f"{one.sort}.return", "of": one.code}], who, 0)
        sold = [ticket for ticket in books.tickets if ticket.number == books.cheques[code].ticket]
        for ticket in sold if way % 4 else ():
            line = 1 + n % len(ticket.deeds)
            asked = {"ticket": ticket.number, "lines": [{"line": line}], "reason": "returned"}
            self.act("till.refund", **asked, means="cash")

    def _wants(self, acts: list[dict[str, Any]], who: dict[str, str], way: int) -> None:
        said = [{name: value for name, value in act.items() if value is not None} for act in acts]
        self.act("till.settle", acts=said, who=who, payments=self._payments(said, who, way))

    # What never was.

    @step("corrections", 3, n=pick)
    def takes_back(self, n: int) -> None:
        """F9: most often the last thing done."""
        ops = [raw["op"] for raw, _ in self.played.done if raw["do"] not in ("day.open", "day.close")]
        ops = [op for op in ops if op in self.played.model.done]
        op = self.choose(ops, n if n > 40 else n % 3)
        if op is not None:
            self.act("journal.reverse", op_of=op, reason="wrong_key")

    @step(
        "corrections",
        4,
        n=pick,
        lines=st.lists(st.integers(1, 5), min_size=1, max_size=3),
        quantity=st.sampled_from((None, None, 1)),
    )
    def wants_it_back(self, n: int, lines: list[int], quantity: int | None) -> None:
        """Whole lines of a ticket, or one piece of each."""
        ticket = self.choose(self.books.tickets, n)
        if ticket is None:
            return
        more = {} if quantity is None else {"quantity": quantity}
        asked = [{"line": 1 + (line - 1) % max(1, len(ticket.deeds)), **more} for line in lines]
        means = None if n % 4 == 0 else "cash"
        self.act("till.refund", ticket=ticket.number, lines=asked, reason="returned", means=means)

    # The shop.

    @step("money", 1)
    def goes_to_the_bank(self) -> None:
        self.act("till.pay_in")

    @step("days", 1)
    def tomorrow(self) -> None:
        """The day is closed and another one opened."""
        self.act("day.close", counted_cents=self.books.cash, parked="keep")
        hands = self.played.desk.hands
        day = (hands.at + timedelta(days=1)).date().isoformat()
        hands.set(f"{day}T08:00")
        self.act("day.open", confirmed_day=day)

    @step("breaks", 2, how=st.sampled_from(BREAKS), steps=st.integers(1, 120))
    def something_breaks(self, how: str, steps: int) -> None:
        """In the middle of the next act."""
        self.played.broken = Break(how, steps if how == "killed" else 1 + steps % 25)
