"""Second half of a long chain, verified beside the first one in a process of its own.

Source: decision 0059.
"""

from dataclasses import dataclass
from functools import partial

from concierge_desk.domain.anchors import Anchor
from concierge_desk.signing import signer
from concierge_desk.store.checks.chain_check import Stretch
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import Error
from concierge_desk.store.findings import Request
from concierge_desk.store.verify import verify_behind


@dataclass(frozen=True, slots=True)
class SecondHalf:
    """What is verified there; as another process is told it.

    Attributes:
        desk: Desk code of the chain.
        public_key: The desk's.
        signatures: Check all of them.
        anchor: Looks for a cut tail.
        after: Number of the entry that it lies behind.
    """

    desk: str
    public_key: str
    signatures: bool
    anchor: Anchor | None
    after: int

    def __call__(self, rows: Connection) -> Stretch | None:
        """Return what is found there."""
        check = partial(signer.verify, self.public_key)
        request = Request(self.desk, check, self.public_key, signatures=self.signatures, anchor=self.anchor)
        return verify_behind(rows, request, self.after)


def half_of(rows: Connection, request: Request, head: int) -> SecondHalf | None:
    """Return the second half of a chain; None where it has none that begins behind an operation.

    Args:
        rows: One state of the store.
        request: What is verified.
        head: Number of the last entry.
    """
    try:
        (after,) = rows.execute(
            "SELECT max(last_seq) FROM operation WHERE last_seq >= first_seq AND last_seq <= ?", (head // 2,)
        ).fetchone()
    except Error:
        # A table that is not there is told by whoever reads all of it.
        return None
    if not isinstance(after, int):
        return None
    return SecondHalf(request.desk, request.public_key, request.signatures, request.anchor, after)
