"""The open desk as the lock of its window sees it: who may come, and whether a code or a badge is theirs.

Source: docs/contract.md, "Operators and rights"; decisions 0087, 0088.
"""

from collections.abc import Mapping
from typing import Any

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.rights.unkept import RESET_CODE, SIGN_IN, SIGN_OUT, read_unshown
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import Param
from concierge_desk.domain.override import override
from concierge_desk.store import records
from concierge_desk.store.connection import Connection
from concierge_desk.store.settings import settings_in_force
from concierge_desk.store.staff import codes
from concierge_desk.ui.presenter.lock_face import Keeper, Keepers, LockFace
from concierge_desk.ui.presenter.port import Plays


class LockDesk(LockFace):
    """The desk behind the lock of a window."""

    def __init__(self, desk: Desk, port: Plays, operator: str | None = None) -> None:
        """Look at the desk of a window.

        Args:
            desk: The open desk; it outlives this.
            port: The window's, which plays and says.
            operator: Code of whoever was named when it was opened.
        """
        self._desk, self._port = desk, port
        self._named, self._last = operator, ""

    @property
    @override
    def lang(self) -> str:
        return self._port.lang

    @override
    def sentence(self, code: str, params: Mapping[str, Param]) -> str:
        return self._port.sentence(code, params)

    @override
    def standing(self) -> Keepers:
        self._last = self._desk.at_counter.code or self._last or self._desk.present(self._named)
        return self._desk.store.read(self._standing)

    @override
    def leave(self) -> Keepers:
        standing = self.standing()
        if standing.locks:
            self._play(SIGN_OUT)
        return standing

    @override
    def enter(self, operator: str, code: str | None) -> None:
        self._play(SIGN_IN, operator=operator, **({} if code is None else {"code": code}))

    @override
    def enter_by_badge(self, scanned: str) -> bool:
        # Looked for before it is claimed: a parcel that is scanned here is no wrong badge, and makes nobody wait.
        if not self._is_badge(scanned):
            return False
        self._play(SIGN_IN, badge=scanned)
        return True

    @override
    def reset(self, operator: str, recovery: str) -> Keepers:
        self._play(RESET_CODE, operator=operator, recovery=recovery)
        return self.standing()

    def _is_badge(self, scanned: str) -> bool:
        known = self._desk.settings.operators
        try:
            badge = read_unshown(scanned)
        except Unreadable:
            return False
        kept = self._desk.store.read(
            lambda rows: [codes.hash_of(rows, codes.BADGE, operator) for operator in known]
        )
        matches = self._desk.counter.sources.proofs.matches
        return any(one is not None and matches(one, badge) for one in kept)

    def _standing(self, rows: Connection) -> Keepers:
        shop = settings_in_force(rows)
        people = tuple(
            Keeper(code, records.operator_name(rows, shop, code), codes.has_code(rows, code))
            for code in shop["operators"]
        )
        here = self._last if self._last in shop["operators"] else people[0].code
        return Keepers(shop["name"], people, here, shop["practice"])

    def _play(self, do: str, **fields: Any) -> Answer:
        # Of the desk, for who somebody is can be proved in a copy too, which names no operation.
        answer = self._port.play({"op": self._desk.new_op(), "do": do, **fields})
        if answer.refused is not None:
            raise answer.refused
        return answer
