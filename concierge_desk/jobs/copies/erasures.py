"""Erasures of this desk beside its copies: what was erased here is erased again in a copy that is put back.

Source: docs/contract.md, "Backup"; decision 0083.
"""

from concierge_desk.desk.desk import Desk
from concierge_desk.domain.erasures import FILE, erased_refs, erasure_line
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.media.writer import append_lines
from concierge_desk.store.leaving.erasures import noted, to_note


def note_erasures(desk: Desk) -> int:
    """Note beside the store what was erased and is not noted yet; return how many that were.

    On the disk first: an erasure that is noted twice is no matter, one that is noted nowhere would come back.

    Raises:
        EnvironmentFailure: The disk.
    """
    waiting = desk.store.read(to_note)
    if not waiting or desk.store.only_read:
        return 0
    place = desk.folder.root / FILE
    try:
        known = erased_refs(place.read_bytes())
    except FileNotFoundError:
        known = frozenset()
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=str(place)) from error
    append_lines(place, [erasure_line(one) for one in waiting if one.ref not in known])
    desk.store.write(lambda unit: noted(unit.rows, waiting))
    return len(waiting)
