"""Desk as whoever approves sees it: who keeps the counter, what is for others to do, and who of them can approve of it.

Source: docs/contract.md, "Operators and rights"; decision 0087.
"""

from collections.abc import Callable, Mapping
from typing import Final

from concierge_desk.counter.rights.who_may import Staff
from concierge_desk.counter.texts.messages import say
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Param, Refused
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.ui.presenter.approval import ApprovalFace

_APPROVES: Final = N_("They approve of it by their code or badge, or take the counter.")
_SITS_DOWN: Final = N_("Nobody can approve of it here by a code: let them take the counter.")


class ApprovalDesk(ApprovalFace):
    """Those who keep the counter."""

    def __init__(
        self,
        lang: str,
        known: Callable[[], Staff],
        read: Callable[[], Staff],
        operator: Callable[[], str],
        recognised: Callable[[str], bool],
    ) -> None:
        """Know who they are.

        Args:
            lang: Language of what is shown.
            known: Returns who they are, as it was read last.
            read: Reads who they are.
            operator: Returns the code of whoever is at the counter now.
            recognised: Says whether a text is a code of some service.
        """
        self._lang, self._known, self._read = lang, known, read
        self._operator, self._recognised = operator, recognised

    @property
    @override
    def lang(self) -> str:
        return self._lang

    @override
    def approvers(self, right: str) -> Mapping[str, str]:
        staff = self._read()
        return {code: staff.names[code] for code in staff.approvers(right, self._operator())}

    @override
    def present(self) -> str:
        return self._operator()

    @override
    def takes(self, refused: Refused) -> str:
        return catalogue.sentence(refused.code, self._known().told(refused.params), self._lang)

    @override
    def sentence(self, code: str, params: Mapping[str, Param]) -> str:
        return catalogue.sentence(code, params, self._lang)

    @override
    def recognises(self, code: str) -> bool:
        return self._recognised(code)

    def why(self, refused: Refused) -> str:
        """Return why something is for others to do: who they are, and how it is done all the same."""
        can = self._known().approvers(str(refused.params["right"]), self._operator())
        return f"{self.takes(refused)} {say(_APPROVES if can else _SITS_DOWN, self._lang)}"
