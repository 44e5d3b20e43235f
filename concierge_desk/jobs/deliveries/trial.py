"""Trial of a channel: something small goes its way, and nothing of it stays but a letter that says what it is.

Source: docs/contract.md, "Deliveries"; decision 0075.
"""

import hashlib
import secrets
from collections.abc import Callable

from concierge_desk.counter.deliveries.commands import MAIL, SFTP
from concierge_desk.counter.rights.table import DAY
from concierge_desk.delivery.channel import KEY_CHANGED, Consignment, Undelivered
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.clock import instant_for, local_day
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.deliveries.channels import channel_of, settings_of, shown_key
from concierge_desk.jobs.operators import entitled
from concierge_desk.store import journal
from concierge_desk.store.leaving import deliveries, letters

_NUMBER = "essai"


class ComparedKey(Exception):
    """The server's key has to be compared first: none was noted, or another.

    Attributes:
        key: The fingerprint that it shows.
        code: Of the sentence that says why.
    """

    def __init__(self, key: str, code: str) -> None:
        super().__init__(key)
        self.key, self.code = key, code


def try_channel(desk: Desk, export: str, stopping: Callable[[], bool], operator: str | None = None) -> None:
    """Send something small by the channel of a daily file: somebody asks for it, as for what is sent once more.

    Args:
        desk: The open desk.
        export: Code of the file.
        stopping: Says whether it should stop.
        operator: Code of whoever asks; whoever is at the counter by default.

    Raises:
        ComparedKey: Nothing was sent: a key is to be compared.
        Refused: ``delivery.unknown``, ``delivery.no_details``, ``operator.not_allowed``, ``operator.code_needed``.
        Undelivered: As the channel says.
        EnvironmentFailure: The store, the medium.
    """
    entitled(desk, operator, DAY)
    row = desk.store.read(lambda rows: deliveries.channel_row(rows, export))
    if row is None:
        raise Refused("delivery.unknown", export=export)
    settings = desk.store.read(lambda rows: settings_of(rows, row))
    if row.channel == SFTP and row.key is None:
        raise ComparedKey(shown_key(settings), "delivery.key_unknown")
    shop, at = desk.settings, instant_for(desk.clock, desk.store.read(journal.head).at).at
    # Each is another: a server that leaves out what it has seen leaves none of them out.
    data = f"essai {secrets.token_hex(8)}\n".encode()
    sent = Consignment(
        name=f"essai-{desk.identity.desk}-{secrets.token_hex(4)}.txt",
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        desk=desk.identity.desk,
        number=_NUMBER,
        day=local_day(at, shop.zone).isoformat(),
        shop=shop.name,
        at=at,
        practice=desk.identity.practice,
        trial=True,
    )
    try:
        channel_of(settings).deliver(sent, stopping)
    except Undelivered as failure:
        if failure.code == KEY_CHANGED:
            raise ComparedKey(shown_key(settings), KEY_CHANGED) from failure
        raise
    if row.channel == MAIL:
        # The way is open again: what stood still before it goes on.
        desk.store.write(lambda unit: letters.let_all_wait(unit.rows))
