"""The desk of a window: opened after the window was painted, held until it is closed.

Source: DESIGN §11 (start to first usable paint); decision 0019.
"""

from contextlib import ExitStack

from concierge_desk.bootstrap import wiring
from concierge_desk.bootstrap.desk import open_desk
from concierge_desk.bootstrap.front_face import FrontFace
from concierge_desk.bootstrap.local_copies import LocalCopies
from concierge_desk.bootstrap.options import Options
from concierge_desk.i18n import translate
from concierge_desk.store.locks import one_window
from concierge_desk.ui.front.face import OpenDesk


def open_face(options: Options, lang: str, operator: str | None, held: ExitStack) -> OpenDesk:
    """Open a desk for a window.

    Args:
        options: How it is opened.
        lang: Language of what is shown.
        operator: Code of whoever is at the counter; the first of the settings by default.
        held: Lets go of the desk in the end.

    Raises:
        EnvironmentFailure: ``window.open_already``; no store, no key, another process at work.
        IntegrityFailure: The store is damaged.
        Refused: ``clock.real``, ``operator.unknown``.
    """
    desk = held.enter_context(open_desk(options))
    held.enter_context(one_window(desk.folder.locks))
    copies = held.enter_context(LocalCopies(desk))
    face = FrontFace(desk, lang, operator, copies.after)
    held.callback(face.close)
    services = tuple((service.code, translate(service.label, lang)) for service in wiring.services())
    return OpenDesk(face, services)
