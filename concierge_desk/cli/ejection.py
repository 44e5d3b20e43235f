"""``eject``: the stick of the backups is released, so that it may be pulled out.

Source: docs/contract.md, "Sticks".
"""

import click

from concierge_desk.cli.frame import Invocation, guarded
from concierge_desk.cli.options import global_options
from concierge_desk.i18n import N_
from concierge_desk.media import ejection
from concierge_desk.media.volumes import removable_volumes, the_stick

_RELEASED = N_("{medium} may be pulled out now.")


@click.command("eject")
@global_options
@guarded
def eject_word(frame: Invocation) -> None:
    """Libérer la clé USB présente : tout y est écrit, elle peut être retirée."""
    stick = the_stick(removable_volumes())
    ejection.eject(stick)
    told = {"ok": True, "label": stick.label, "path": str(stick.mount)}
    frame.tell(told, lambda: frame.say(_RELEASED, medium=stick.label))
