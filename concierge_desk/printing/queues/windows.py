"""Printing of Windows by Qt: our pages are drawn as pictures, for Windows takes no PDF. Written, and not tried.

Source: decision 0060; https://doc.qt.io/qt-6/qprinter.html
"""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.domain.override import override
from concierge_desk.pdf_pages import opened_pdf
from concierge_desk.printing.queues import Became, PrintSystem, Queue, SheetJob

_DOTS_AN_INCH: Final = 300
_POINTS_AN_INCH: Final = 72


class Windows(PrintSystem):  # pragma: no cover: not tried
    """The printers of Windows: what becomes of a job, Qt does not say."""

    @override
    def queues(self) -> tuple[Queue, ...]:
        found = [
            Queue(printer.printerName(), printer.isDefault(), _is_stopped(printer))
            for printer in QPrinterInfo.availablePrinters()
        ]
        return tuple(sorted(found, key=lambda queue: (not queue.default, queue.name)))

    @override
    def send(self, job: SheetJob) -> str:
        printer = QPrinter(QPrinterInfo.printerInfo(job.queue), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(job.title)
        printer.setFullPage(True)
        printer.setResolution(_DOTS_AN_INCH)
        with opened_pdf(job.data) as paper:
            width, height = paper[0].get_size()
            printer.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Point))
            painter = QPainter()
            if not printer.isValid() or not painter.begin(printer):
                raise EnvironmentFailure("sheets.refused", queue=job.queue)
            try:
                for number in range(len(paper)):
                    if number and not printer.newPage():
                        raise EnvironmentFailure("sheets.cut_off", queue=job.queue)
                    painter.drawImage(_whole(printer), _picture(paper[number]))
            finally:
                painter.end()
        return ""

    @override
    def held(self) -> Mapping[str, int]:
        return {}

    @override
    def became(self, number: str) -> Became:
        return "unknown"


def _is_stopped(printer: QPrinterInfo) -> bool:  # pragma: no cover: not tried
    return printer.state() in {QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error}


def _whole(printer: QPrinter) -> QRectF:  # pragma: no cover: not tried
    return printer.paperRect(QPrinter.Unit.DevicePixel)


def _picture(page: Any) -> QImage:  # pragma: no cover: not tried
    drawn = page.render(scale=_DOTS_AN_INCH / _POINTS_AN_INCH, grayscale=True)
    kind = QImage.Format.Format_Grayscale8
    # The bytes go with this function: the picture keeps its own.
    return QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, kind).copy()
