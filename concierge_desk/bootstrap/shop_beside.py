"""The other shop of this PC: the practice shop beside a real one, and back.

Source: docs/contract.md, "The window"; decision 0073.
"""

import logging
from dataclasses import replace

from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.first_start import STEPS, Begun
from concierge_desk.bootstrap.handover import After
from concierge_desk.bootstrap.lived_practice import make_lived
from concierge_desk.bootstrap.second_start import is_answered
from concierge_desk.desk import catalogue
from concierge_desk.desk.options import Options, has_store
from concierge_desk.domain.errors import DeskError
from concierge_desk.i18n import N_, translate
from concierge_desk.paths import DataFolder, practice_home, real_home
from concierge_desk.signing.passphrase import NO_PASSPHRASE
from concierge_desk.ui.presenter.handover import HandoverNews, OtherShop

LOG = logging.getLogger("concierge_desk.beside")

_NOT_OPENED = N_("The practice shop was not opened")
_IN_FRONT = N_("Its window is open already, beside this one.")
_STOPPED = "backup.cancelled"


def beside(going: OtherShop, options: Options, look: Look) -> tuple[Options, Begun | None] | None:
    """Return the shop that the next window opens; None where its own window is open already, and is in front now.

    Args:
        going: Which of the two.
        options: How the shop is opened that was left.
        look: How windows look.

    Raises:
        EnvironmentFailure: A window is open on the real shop, and does not answer.
    """
    if not going.practice:
        real = replace(options, data=real_home(options.data))
        return None if is_answered(DataFolder(real.data)) else (real, None)
    practice = replace(options, data=practice_home(options.data), passphrase=NO_PASSPHRASE)
    folder = DataFolder(practice.data)
    try:
        if is_answered(folder):
            return options, _told(translate(_IN_FRONT, look.lang), options, look)
        if not has_store(folder):
            make_lived(practice, look)
    except DeskError as failure:
        LOG.info("no practice shop: %s", failure.code)
        if failure.code == _STOPPED:
            return options, Begun(options, "", After(None, STEPS))
        why = catalogue.sentence(failure.code, failure.params, look.lang)
        return options, _told(why, options, look)
    return practice, None


def _told(why: str, options: Options, look: Look) -> Begun:
    news = HandoverNews(translate(_NOT_OPENED, look.lang), (why,), "warning")
    return Begun(options, "", After(news, STEPS))
