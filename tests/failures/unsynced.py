"""A disk that takes what is written and does not confirm it: for one thread, by the system itself, until it ends."""

import ctypes
import errno
import platform
import struct
import sys

from tests.failures.disks import not_tried

_CALLS = {"x86_64": (74, 75), "aarch64": (82, 83)}
"""Numbers of fsync and fdatasync."""
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


def confirm_nothing() -> None:
    """Answer every sync of the calling thread with an error from now on, as a failing disk does."""
    calls = _CALLS.get(platform.machine())
    if sys.platform != "linux" or calls is None:
        not_tried("what a disk confirms is made to fail on Linux, on the usual machines")
        return
    rules = [
        (_LOAD, 0, 0, 0),
        (_IF_EQUAL, 1, 0, calls[0]),
        (_IF_EQUAL, 0, 1, calls[1]),
        (_RETURN, 0, 0, _ERRNO | errno.EIO),
        (_RETURN, 0, 0, _ALLOW),
    ]
    filters = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
    program = ctypes.create_string_buffer(struct.pack("HP", len(rules), ctypes.addressof(filters)))
    library = ctypes.CDLL(None, use_errno=True)
    for words in ((_NO_NEW_PRIVILEGES, 1, 0, 0, 0), (_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)):
        if library.prctl(*words):
            not_tried(f"this machine lets no disk be made to fail: {errno.errorcode[ctypes.get_errno()]}")
