"""Proofs of an open desk: codes hashed behind the wall of the keys, and the identity that its recovery sheet bears.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from concierge_desk.counter.rights.proofs import Proofs
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.signing import codes
from concierge_desk.store import records
from concierge_desk.store.connection import Connection

RECIPIENT = "backup.recipient"
"""Name of the secret that says whom the backups are made for."""


class DeskProofs(Proofs):
    """Proofs of a desk that may be written."""

    @override
    def hashed(self, code: str) -> str:
        return codes.hashed(code)

    @override
    def matches(self, kept: str, code: str) -> bool:
        return codes.matches(kept, code)

    @override
    def is_recovery(self, rows: Connection, typed: str) -> bool:
        known = records.secret(rows, RECIPIENT)
        if known is None:
            return False
        # Once in the life of a desk.
        from concierge_desk.signing import age  # noqa: PLC0415

        try:
            return age.recipient_of(typed) == known.decode()
        except EnvironmentFailure:
            return False
