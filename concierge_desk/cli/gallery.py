"""The word that shows the components of the window.

Source: docs/contract.md, "The window".
"""

import click

from concierge_desk.bootstrap import window
from concierge_desk.bootstrap.appearance import Look
from concierge_desk.cli.frame import Invocation, guarded
from concierge_desk.cli.options import global_options, look_options


@click.command()
@look_options
@global_options
@guarded
def gallery(frame: Invocation, theme: str | None, scale: float | None) -> None:
    """Montrer chaque élément de la fenêtre dans chacun de ses états."""
    window.require_display()
    raise SystemExit(window.show_gallery(Look(frame.lang, theme, scale)))
