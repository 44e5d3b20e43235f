"""A chapter of the handbooks, as it is read in the window; and a sheet that shows one over a window without pages.

Source: decision 0071.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from concierge_desk.counter.texts.handbook import Chapter, ChapterPart, chapter_of
from concierge_desk.domain.blocks.sentence import spans
from concierge_desk.domain.signs import with_apostrophes
from concierge_desk.i18n import N_
from concierge_desk.ui.kit.key_cap import KeyCap
from concierge_desk.ui.kit.keys import name_of
from concierge_desk.ui.kit.layouts import GridLayout
from concierge_desk.ui.kit.sheet_overlay import Leaf
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.marked_words import MarkedWords
from concierge_desk.ui.page.page import ChapterCode

READ = N_("Handbook: {chapter}")
"""What the way to a chapter is called."""

_PAPER_ALONE = frozenset({"picture", "page_end"})
"""What the window need not show: it is the window."""


def title_of(code: str) -> str:
    """Return the title of a chapter, as it is shown."""
    return with_apostrophes(chapter_of(code).title)


def way_to(code: str) -> str:
    """Return what the way to a chapter is called, in the language shown."""
    return say(READ, chapter=title_of(code))


class ChapterRows(QWidget):
    """The lines of a chapter: what hangs before each, and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Chapter | None = None
        self._rows = GridLayout(self, across=1.5, down=1)
        self._rows.setColumnStretch(1, 1)

    def show_chapter(self, chapter: Chapter) -> None:
        """Show a chapter."""
        if chapter == self._shown:
            return
        self._shown = chapter
        emptied(self._rows)
        for part in chapter.parts:
            if part.kind not in _PAPER_ALONE:
                self._add(part)

    def _add(self, part: ChapterPart) -> None:
        at = self._rows.rowCount()
        if part.kind == "title":
            self._rows.addWidget(Words(with_apostrophes(part.text), "title"), at, 0, 1, 2)
        elif part.kind == "text":
            self._rows.addWidget(MarkedWords(part.text), at, 0, 1, 2)
        else:
            beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            self._rows.addWidget(_lead(part), at, 0, beside)
            self._rows.addWidget(MarkedWords(part.text), at, 1)


class ChapterSheet(Leaf):
    """A chapter over a window that has no pages; Escape or F1 folds it."""

    def __init__(self, parent: QWidget, code: ChapterCode) -> None:
        """Show a chapter.

        Args:
            parent: What it covers.
            code: Of the chapter.
        """
        rows = ChapterRows()
        super().__init__(parent, title_of(code), rows)
        rows.show_chapter(chapter_of(code))

    def folds_with(self, event: QKeyEvent) -> bool:
        """Fold with F1 too, which opened it."""
        return super().folds_with(event) or name_of(event) == "f1"


def _lead(part: ChapterPart) -> QWidget:
    if part.kind == "key":
        return KeyCap("".join(span.text for span in spans(part.lead)))
    return Words(part.lead, "strong", "muted")
