"""Each act is played by the model and by a real desk; after each of them both hold the same, and nobody's name is written.

The last entry's place in the chain is reckoned anew here; the whole is verified, and made anew, at the end.
"""

import hashlib
import shutil
import struct
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.jobs.copies.erasures import note_erasures
from concierge_desk.mechanisms.people.tables import household as households
from concierge_desk.mechanisms.people.tables import search
from concierge_desk.mechanisms.people.tables.parties import PEOPLE
from concierge_desk.signing.keys import load_keys
from concierge_desk.store import seals, visits
from concierge_desk.store.connection import Connection
from concierge_desk.store.held import things
from tests.counter.desks import line_of, local
from tests.model.breaking import Breakable
from tests.model.facts import No
from tests.model.killing import Killer
from tests.model.life import Life
from tests.model.played import declared
from tests.people.facts import Person
from tests.people.hood import GONE
from tests.people.naive import Neighbours
from tests.people.tickets import Outcome
from tests.store.decrypted import pages_in_clear

COMMISSIONED = "2026-03-02T07:00"
DOMAIN = b"concierge-desk/journal/1\0"


class Played(Breakable):
    """A desk, and the model of its neighbours."""

    def __init__(self, template: Path, killer: Killer | None) -> None:
        root = Path(tempfile.mkdtemp(dir=template.parent))
        super().__init__(Life(template, root, local(COMMISSIONED)), killer)
        self.model = Neighbours()
        self.done: list[tuple[Mapping[str, Any], str]] = []
        self.sound = True
        self._ops = 0
        self._read = self.desk.head()
        self._hash = bytes.fromhex(self.desk.hash_at(self._read))

    def act(self, do: str, **fields: Any) -> bool:
        """Play an act twice and compare; return whether it was accepted."""
        self.sound = False
        self._ops += 1
        self.desk.hands.move(seconds=1)
        told = {name: value for name, value in fields.items() if value is not None}
        raw = {"op": f"01970000-0000-7000-8000-{self._ops:012x}", "do": do, **told}
        outcome = self._said(raw)
        broken, before = self.broken, self._written()
        answer = self.answer(raw)
        declared(answer, raw)
        code = None if answer.refused is None else answer.refused.code
        assert code in outcome.may, f"{do}: {code} for {sorted(map(str, outcome.may))}"
        if answer.refused is None:
            outcome.learn(answer)
            self.done.append((raw, line_of(answer)))
        elif broken is None:
            assert self._written() == before, f"{do}: {code} wrote something"
        self._after(raw, answer)
        self.sound = True
        return answer.refused is None

    def _said(self, raw: Mapping[str, Any]) -> Outcome:
        try:
            return self.model.play(raw)
        except No as no:
            return Outcome(lambda _answer: None, frozenset({no.code}))

    def _written(self) -> Any:
        """What moves as soon as anybody writes to the store."""
        return self.desk.rows("PRAGMA data_version")

    def _after(self, raw: Mapping[str, Any], answer: Answer) -> None:
        if raw["do"] == "person.erase":
            self._after_erasing(answer)
        self._chain_goes_on()
        self._money_is_where_it_is()
        self._people_are_who_they_are()
        self._visits_are_saved()

    # The journal.

    def _chain_goes_on(self) -> None:
        """Each new entry hangs on the one before, and tells nobody's name."""
        asked = (
            "SELECT seq, epoch, aud, payload, digest, prev_hash, hash FROM journal WHERE seq > ? ORDER BY seq"
        )
        for seq, epoch, aud, payload, digest, before, own in self.desk.rows(asked, self._read):
            assert (seq, before) == (self._read + 1, self._hash)
            assert hashlib.sha256(payload).digest() == digest
            chain = f"{self.desk.desk.identity.desk}/{epoch}"
            parts = (DOMAIN, _sized(chain), struct.pack(">Q", seq), before, _sized(aud), digest)
            assert hashlib.sha256(b"".join(parts)).digest() == own
            self._read, self._hash = seq, own
            self._says_nobody(payload)

    def _says_nobody(self, payload: bytes) -> None:
        text = payload.decode().casefold()
        everybody = self.model.books.hood.people + self.model.books.hood.forgotten
        for one in everybody:
            for trace in (one.family, one.street, one.phone, one.phone.replace(" ", ""), one.key, *one.cards):
                assert trace.casefold() not in text, f"{trace} in {text}"

    # Money.

    def _money_is_where_it_is(self) -> None:
        books = self.model.books
        assert dict(self.desk.rows("SELECT code, cents FROM drawer")) == {"MAIN": books.cash}
        funds = dict(self.desk.rows("SELECT fund, sum(cents) FROM ticket_line GROUP BY fund"))
        lines = [deed.fund for ticket in books.tickets for deed in ticket.deeds]
        assert funds == {fund: books.fund(fund) for fund in lines}
        left: dict[str, int] = {}
        for table in ("caution", "advance", "debt"):
            left |= dict(self.desk.rows(f"SELECT code, left_cents FROM {table}"))
        assert left == {thing.code: 0 if thing.never else books.left(thing) for thing in books.things}
        cheques = dict(self.desk.rows("SELECT code, state FROM cheque"))
        assert cheques == {code: cheque.state for code, cheque in books.cheques.items()}
        money = [thing for thing in books.there("caution") if not books.in_safe(thing)]
        assert sum(map(books.left, money)) == books.fund("CAUTION")
        assert sum(map(books.left, books.there("advance"))) == books.fund("ADVANCE")
        assert sum(map(books.left, books.there("debt"))) == -books.fund("ACCOUNT")

    # People.

    def _people_are_who_they_are(self) -> None:
        hood, books = self.model.books.hood, self.model.books

        def look(rows: Connection) -> None:
            assert seals.broken(rows) == ()
            for one in hood.people:
                stays = hood.stayed(one)
                for card in one.cards:
                    assert PEOPLE.person_of(rows, card) == (None if card in one.lost else stays.key)
                if one.into is None:
                    owed = things.open_debts_of(rows, PEOPLE.people_of(rows, one.key))
                    assert {debt.code: debt.left_cents for debt in owed} == {
                        debt.code: left for debt in books.debts_of(one) if (left := books.left(debt))
                    }
                    held = {each.party for each in households.memberships_of(rows, one.key)}
                    assert held == {deed.party for deed in hood.held_by(one)}
            for home in {one.home for one in hood.people if one.home is not None}:
                found = households.household(rows, home)
                assert sorted(found.people if found else ()) == sorted(one.key for one in hood.members(home))

        self._look(look)

    def _look(self, look: Any) -> Any:
        return self.desk.desk.store.read(look)

    def finds(self, text: str) -> set[str]:
        """Who is found by what was typed."""
        found = self._look(lambda rows: search.search(rows, text, 500))
        return {one.person for one in found}

    def _visits_are_saved(self) -> None:
        saved = self._look(visits.visits)
        found = {one.visit: (list(one.acts), one.who, dict(one.step), one.parked) for one in saved}
        drafts = self.model.books.drafts
        assert found == {one.code: (one.acts, one.who, one.step, one.parked) for one in drafts}

    # Somebody who is forgotten.

    def _after_erasing(self, answer: Answer) -> None:
        if answer.refused is not None:
            return
        note_erasures(self.desk.desk)
        hood = self.model.books.hood
        clear = pages_in_clear(self.desk.desk.folder.store, load_keys(self.desk.desk.folder).store_key)
        for one in hood.forgotten:
            for trace in self._his_alone(one):
                assert trace.encode() not in clear, f"{trace} in the pages"
            assert self.desk.rows("SELECT ref FROM party_link WHERE person = ?", one.key) == []

    def _his_alone(self, one: Person) -> Iterator[str]:
        """What tells of somebody who is forgotten, and of nobody else."""
        yield from (one.street, one.phone, one.phone.replace(" ", ""))
        books = self.model.books
        typed = [thing.name or "" for thing in books.things]
        typed += [
            text for draft in books.drafts for text in (str(draft.who), str(draft.step), str(draft.acts))
        ]
        families = [other.family for other in books.hood.people]
        if one.family not in families and not any(one.family in text for text in typed):
            yield from (one.family, one.family.casefold())

    # The end.

    def end(self) -> None:
        """Say everything once more, verify the whole, make it anew; then close the desk."""
        try:
            if self.sound:
                self.check()
        finally:
            self.desk.close()
            shutil.rmtree(self.desk.folder.parent)

    def check(self) -> None:
        """No act is lost or doubled, nothing beside the store names anybody."""
        for raw, line in self.done:
            assert line_of(self.desk.execute(raw)) == self._of_nobody_gone(line), raw
        assert self.desk.head() == self._read
        faults = self.desk.faults()
        assert faults == [], faults
        beside = b"".join(
            path.read_bytes()
            for path in self.desk.folder.rglob("*")
            if path.is_file() and not path.name.startswith("concierge.db")
        )
        for one in self.model.books.hood.people + self.model.books.hood.forgotten:
            for trace in (one.family, one.street, one.phone):
                assert trace.encode() not in beside, trace

    def _of_nobody_gone(self, line: str) -> str:
        """An answer as it is told again: whoever is forgotten has neither key nor card in it."""
        for one in self.model.books.hood.forgotten:
            for code in (one.key, *one.cards):
                line = line.replace(f'"{code}"', f'"{GONE}"')
        return line


def _sized(text: str) -> bytes:
    return struct.pack(">H", len(text.encode())) + text.encode()
