"""The settings of an open desk as their page sees them: read, and nothing decided here.

Source: decision 0065.
"""

from collections.abc import Sequence
from datetime import date

from concierge_desk.counter.cards.sections import SettingsSection
from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk.settings_sections import settings_sections
from concierge_desk.domain.override import override
from concierge_desk.jobs.page_desk import PortDesk
from concierge_desk.pages.settings.face import SettingsFace
from concierge_desk.ui.presenter.port import Outcome


class SettingsDesk(PortDesk, SettingsFace):
    """The desk of the page of the settings."""

    @override
    def sections(self) -> tuple[SettingsSection, ...]:
        return self._port.read(settings_sections)

    @override
    def today(self) -> date:
        return self._port.today()

    @override
    def outcome(self, answers: Sequence[Answer]) -> Outcome:
        return self._port.outcome(answers)
