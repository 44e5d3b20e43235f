"""Natures in the demo: what a mechanism's part of it does alike for each of its natures.

Source: decisions 0018, 0093, 0094.
"""

from collections.abc import Mapping
from typing import Any, Final

from concierge_desk.counter.demo.demo import DemoAct, DemoSession
from concierge_desk.counter.service_nature import ServiceNature

FROM_DAY: Final = 3
"""Day of the demo on which natures begin: a shop is open before anything is entrusted to it, and before it lends."""


class DemoNature:
    """Memory of a nature.

    Attributes:
        nature: As its mechanism has it.
        days: Days of the demo so far.
    """

    nature: ServiceNature
    days: int

    def act(self, name: str, fields: Mapping[str, Any], refused: str | None = None, **more: Any) -> DemoAct:
        """Return an act of the nature: what is None is not said; of a refusal that may come, its code alone."""
        code, said = self.nature.code, {field: told for field, told in fields.items() if told is not None}
        may_come = None if refused is None else f"{code}.{refused}"
        return DemoAct(f"{code}.{name}", said, refused=may_come, certain=refused is None, **more)

    def has_begun(self, session: DemoSession) -> bool:
        """Count a day, and say whether the nature has begun by it."""
        self.days += session.is_first
        return self.days >= FROM_DAY
