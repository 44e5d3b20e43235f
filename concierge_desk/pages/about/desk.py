"""The program and its open desk as the page about them sees them.

Source: docs/contract.md, "The window".
"""

from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.jobs.about import OWN_LICENCE, about, licence_text
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.pages.about.face import AboutFace
from concierge_desk.ui.presenter.figures import Figure


class AboutDesk(PageDesk, AboutFace):
    """The desk of the page about the program."""

    @override
    def facts(self) -> tuple[tuple[Figure, ...], tuple[str, ...]]:
        known, say = about(self._desk), self.speech.say
        rows = (
            (N_("Version"), f"Concierge Desk {known.version}, Python {known.python}"),
            (N_("Fingerprint of the key"), known.fingerprint),
            (N_("Desk"), str(known.data)),
            (N_("Log"), str(known.log)),
            (N_("Licence"), OWN_LICENCE),
        )
        return tuple(Figure(say(label), value) for label, value in rows), known.licences

    @override
    def licence(self, name: str) -> str:
        return licence_text(name)
