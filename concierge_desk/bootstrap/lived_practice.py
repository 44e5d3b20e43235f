"""A practice shop is lived while a small window says so.

Source: decision 0067.
"""

from collections.abc import Callable

from concierge_desk.bootstrap.appearance import Look, this_pc_of
from concierge_desk.desk.options import Options
from concierge_desk.domain.clock import system_clock
from concierge_desk.frame.handover_window import Doing, meanwhile
from concierge_desk.i18n import N_
from concierge_desk.jobs.demo.lived_in import live_in
from concierge_desk.ui.kit import speech

_LIVING = N_("Three weeks of a practice shop are being lived…")
_INVENTED = N_("Everything in it is invented: parcels, people, money. It takes some seconds.")


def make_lived(options: Options, look: Look) -> None:
    """Make the practice shop of a folder, open for three weeks; what was one there is thrown away.

    Raises:
        EnvironmentFailure: Disk or key; what was there stays as it was.
    """
    speech.use(look.lang)

    def job(step: Callable[[int, int], None], stopping: Callable[[], bool]) -> None:
        live_in(options, system_clock(), step, stopping)

    meanwhile(Doing(this_pc_of(options, look), _LIVING, _INVENTED, stoppable=True), job)
