"""Failures of the system at a line, as the codes that say what is to be done.

Source: https://man7.org/linux/man-pages/man3/errno.3.html; docs/contract.md, "Failures".
"""

import errno

from concierge_desk.domain.errors import EnvironmentFailure

_BARRED = frozenset({errno.EACCES, errno.EPERM})
_HELD = frozenset({errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK})


def unreached(error: OSError) -> EnvironmentFailure:
    """Return why a device cannot be opened: it may not be, another program has it, or it is not there."""
    if error.errno in _BARRED:
        return EnvironmentFailure("printer.not_allowed")
    return EnvironmentFailure("printer.in_use" if error.errno in _HELD else "printer.off")
