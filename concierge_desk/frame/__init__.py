"""The frame of the window: bar, rail, foot, keys and scans, what lies over a page."""

import builtins
import linecache

_PLAIN = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401  (what it puts in place of Python's own import is taken out again)

# PySide6 looks into the source text of every module that is loaded after it, for switches of its own (`__feature__`)
# that nothing here has: a tenth of a start, and megabytes that stay for as long as the window is open.
builtins.__import__ = _PLAIN

# Nor is anybody helped by the text of the modules that it looked into so far: two thousand lines.
linecache.clearcache()
