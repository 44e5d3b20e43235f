"""Whoever comes, the parcel is theirs: visits of namesakes, twins, companies, people without a name on their parcel.

A real desk, her hands at the front's keys. Who a parcel is for is known to the test alone; whether several people
are meant is judged by a rule of the test's own.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.inputs import Chosen, Key, Pressed, Scan, Typed
from concierge_desk.pages.counter.presenter import Front
from concierge_desk.pages.counter.state import State
from concierge_desk.pages.counter.veil import Veil
from concierge_desk.ui.presenter.answers import is_pending
from tests.counter.desks import Desks, Play
from tests.front_face.asked import at_hand
from tests.ui.front.desk import run_now

PEOPLE = (
    "Mme Martin Claire",
    "M. Martin Claude",
    "Martin Claire",
    "M. Martin",
    "Mme Martin",
    "Martinez Léa",
    "Martinez Léo",
    "Marty Jean-Paul",
    "MARTIN CLAUDE",
    "Boulangerie Martin",
    "SARL Martin & Fils",
    "Mme Muller",
    "M. Mulhaupt",
)
SHELF = st.lists(
    st.tuples(st.sampled_from((*PEOPLE, None)), st.sampled_from(("colissimo", "letter", "registered"))),
    min_size=1,
    max_size=7,
)
VISITS = 10
FEWER = settings(
    max_examples=settings().max_examples // 10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""Each shelf has a desk of its own: the full size makes a thousand visits, the small one fifty."""

_MEN, _WOMEN = {"m", "mr"}, {"mme"}


def test_visits_that_wait_are_told_apart_by_hour_and_name(desks: Desks) -> None:
    """Whose parcel was in hand, hidden by F11; a name in nobody's hand is none."""
    with desks.desk() as play:
        play.open()
        face = FrontFace(at_hand(play), "fr")
        try:
            received = play.do(
                "relay.receive", tracking="6A15602676300", shelf="A3", addressee={"name": "Mme Martin Claire"}
            )
            hand = Hand(play, face, {str(received.result["custody"]): "Mme Martin Claire"})
            hand.type("martin")
            hand.press("enter")
            hand.press("right")
            hand.press("slash")
            assert hand.state.asking is not None
            hand.press("park")
            play.hands.set("2026-11-25T09:12")
            hand.type("café")
            hand.press("enter")
            hand.press("slash")
            hand.press("park")
            hand.press("park")
            cards = hand.state.offers
            assert [card.person for card in cards] == ["Mme Martin Claire", None]
            assert [card.detail for card in cards] == [
                "0,00\u00a0€ · depuis 8\u00a0h",
                "1,20\u00a0€ · depuis 9\u00a0h\u00a012",
            ]
            veiled = Veil().over(hand.state)
            assert "Martin" not in repr(veiled.offers)
        finally:
            face.close()


class Hand:
    """Her hands, and somebody who looks over them: what is handed over, on what she had seen and chosen."""

    def __init__(self, play: Play, face: FrontFace, owners: dict[str, str | None]) -> None:
        self.play = play
        self.owners = owners
        self.at = 100.0
        self.text = ""
        self.front = Front(face, run_now, lambda _state: None)
        self.front.start()
        self.handed: list[str] = []
        self._chosen: str | None = None
        self._names: set[str | None] = set()
        self._seen: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        return self.front.state

    def type(self, text: str) -> None:
        for letter in text:
            self._feed(Typed(self.text + letter, self.at + 0.1), 0.1, self.text + letter)

    def press(self, key: Key, after: float = 3.0) -> None:
        text = self.text
        if key in ("plus", "star", "minus") and not is_pending(text):
            return
        self._feed(
            Pressed(key, text, self.at + after), after, text if key in ("up", "down", "right") else "", key
        )

    def scan(self, code: str) -> None:
        self._feed(Scan(code, "", self.at + 3.0), 3.0, "")

    def touch(self, place: int) -> None:
        self._feed(Chosen("card", place, self.at + 3.0), 3.0, self.text, "card")

    def _feed(self, given: Any, after: float, text: str, key: str = "") -> None:
        self.at += after
        before, head = self.state, self.play.head()
        self.front.feed(given)
        self.text = text
        if self.state.text and key == "enter":
            self.text = self.state.text
        self._look(before, key, self._handed(head))

    def _handed(self, head: int) -> list[str]:
        posted = self.play.posted(head + 1)
        return [one.data["custody"] for one in posted if one.kind == "relay.handed_over"]

    def _look(self, before: State, key: str, handed: list[str]) -> None:
        assert len(handed) <= 1, "one key is one parcel"
        for custody in handed:
            self._judge(before, custody)
        self.handed += handed
        offer, refs = self.state.offer, tuple(one.ref for one in self.state.offers)
        if handed:
            # Whoever was meant is still meant; whose names stood there is not forgotten.
            self._chosen = offer.ref if offer is not None and self._same_person(offer, handed[0]) else None
        elif refs != self._seen:
            self._chosen = None
            self._names = {self.owners[ref] for ref in refs if ref in self.owners}
        elif key in ("up", "down", "card", "slash") and offer is not None and before.offer is not offer:
            self._chosen = offer.ref
        self._seen = refs

    def _same_person(self, offer: Offer, custody: str) -> bool:
        owner = self.owners[custody]
        return owner is not None and are_one({owner, self.owners.get(offer.ref)})

    def _judge(self, before: State, custody: str) -> None:
        """No parcel leaves whose name was not on the screen, nor one that was not meant among several."""
        owner = self.owners[custody]
        offer = before.asking.offer if before.asking is not None else before.offer
        assert offer is not None and offer.ref == custody
        assert offer.person == (owner or ""), "the card says for whom it is"
        assert owner is None or owner in offer.rule, "she is told whose name to compare"
        assert are_one(self._names) or self._chosen == custody, (custody, owner, self._names)


def are_one(names: set[str | None]) -> bool:
    """Say whether names are of one person, by the rule of the shop: written otherwise is the same, else is another."""
    if len(names) > 1 and None in names:
        return False
    words = {(_title(name or ""), _words(name or "")) for name in names}
    titles = {title for title, _ in words} - {""}
    return len({rest for _, rest in words}) <= 1 and len(titles) <= 1


def _plain(name: str) -> list[str]:
    marks = unicodedata.normalize("NFKD", name.casefold().replace("-", " ").replace(".", "").replace("&", ""))
    return "".join(one for one in marks if not unicodedata.combining(one)).split()


def _title(name: str) -> str:
    first = _plain(name)[:1]
    return "m" if set(first) & _MEN else "f" if set(first) & _WOMEN else ""


def _words(name: str) -> tuple[str, ...]:
    return tuple(_plain(name)[1 if _title(name) else 0 :])


def shelved(play: Play, shelf: list[tuple[str | None, str]]) -> dict[str, str | None]:
    """Put what a test drew on the shelf; return whose each stay is."""
    owners: dict[str, str | None] = {}
    for place, (name, kind) in enumerate(shelf):
        fields: dict[str, Any] = {"shelf": f"D{place + 1}", "carrier": kind}
        if name is not None:
            fields["addressee"] = {"name": name}
        owners[str(play.do("relay.receive", **fields).result["custody"])] = name
    return owners


def at_work(desks: Desks, shelf: list[tuple[str | None, str]]) -> Iterator[Hand]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        owners = shelved(play, shelf)
        face = FrontFace(play.desk, "fr")
        try:
            yield Hand(play, face, owners)
        finally:
            face.close()


def serve(hand: Hand, name: str, way: int) -> None:
    """Serve whoever stands there as she would: by a beginning of the name, by all of it, for somebody else, in a hurry."""
    words = [word for word in name.replace("&", " ").split() if len(word) > 3] or name.split()
    hand.type(words[0][: 3 + way % 4] if way % 2 else " ".join(words))
    if way % 3 == 0:
        hand.press("enter")
    elif way % 3 == 1:
        # Before anybody can have read it: nothing is done but to look.
        done = len(hand.handed)
        hand.press("slash", after=0.1)
        assert len(hand.handed) == done
    for _ in range(8):
        offer = hand.state.offer
        meant = [at for at, one in enumerate(hand.state.offers) if one.person == name]
        if hand.state.asking is not None or not meant:
            break
        if offer is None:
            # Nothing is chosen: she reads the names, and says which.
            done = len(hand.handed)
            hand.press("slash")
            assert len(hand.handed) == done and hand.state.offer is None
            hand.type(str(meant[0] + 1))
            hand.press("slash")
            assert hand.state.offer is not None and hand.state.offer.person == name
        elif offer.person != name:
            hand.touch(meant[0])
        elif way % 5 == 4:
            for_somebody_else(hand, name)
        else:
            hand.press("slash")
    while hand.state.asking is not None:
        hand.press("escape")
    # The same key once more, though nothing of theirs is left.
    hand.press("slash")
    while hand.state.asking is not None:
        hand.press("escape")
    hand.press("escape")
    hand.press("escape")


def for_somebody_else(hand: Hand, name: str) -> None:
    """Hand over to a proxy: their name, their document, and the addressee's."""
    hand.press("right")
    hand.press("slash")
    for _ in range(6):
        asking = hand.state.asking
        if asking is None or asking.ask is None:
            return
        if asking.ask.kind == "text":
            hand.type("Zoé Roth")
            hand.press("enter")
        else:
            hand.press("slash" if asking.ask.seen else "enter")
    while hand.state.asking is not None:
        hand.press("escape")


@FEWER
@given(
    SHELF, st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 59)), min_size=VISITS, max_size=VISITS)
)
def test_a_thousand_visits(
    desks: Desks, shelf: list[tuple[str | None, str]], visits: list[tuple[str, int]]
) -> None:
    """No parcel of another person is handed over, by whatever way she serves; and whoever is served gets theirs."""
    for hand in at_work(desks, shelf):
        for name, way in visits:
            serve(hand, name, way)
        came = {name for name, _ in visits}
        left = {owner for custody, owner in hand.owners.items() if custody not in hand.handed}
        unserved = {owner for owner in left if owner in came}
        assert not unserved, "whoever came has got what waited for them"


KEYS: tuple[Key, ...] = ("slash", "slash", "slash", "enter", "escape", "down", "up", "right", "undo")
DEEDS = st.lists(
    st.one_of(
        st.sampled_from(["mar", "martin", "mul", "1", "2", "3", "boulangerie", "claire", "leo", "sarl"]).map(
            lambda text: ("type", text)
        ),
        st.sampled_from(KEYS).map(lambda key: ("press", key)),
        st.sampled_from(KEYS).map(lambda key: ("hurry", key)),
        st.integers(0, 6).map(lambda place: ("scan", place)),
        st.integers(0, 6).map(lambda place: ("touch", place)),
    ),
    min_size=8,
    max_size=60,
)


@FEWER
@given(SHELF, DEEDS)
def test_whatever_keys_are_pressed(
    desks: Desks, shelf: list[tuple[str | None, str]], deeds: list[tuple[str, Any]]
) -> None:
    """Nothing that can be pressed gives away what was not meant."""
    for hand in at_work(desks, shelf):
        codes = list(hand.owners)
        for how, what in deeds:
            if how == "type":
                hand.type(what)
            elif how == "press":
                hand.press(what)
            elif how == "hurry":
                hand.press(what, after=0.1)
            elif how == "scan":
                hand.scan(codes[what % len(codes)])
            elif hand.state.offers:
                hand.touch(what % len(hand.state.offers))
