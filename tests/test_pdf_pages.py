"""Pages of a PDF: two threads take turns."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from concierge_desk.domain.document import Document, Heading, Paragraph
from concierge_desk.pdf_pages import opened_pdf
from concierge_desk.printing.render import render


def paper() -> bytes:
    drawn = Document("slip", "1", "Bon", "a4", (Heading("Bon"), *[Paragraph("Un bon.")] * 200), practice=True)
    return render(drawn, "pdf")


def test_one_waits_for_the_other() -> None:
    data, begun, order = paper(), Event(), list[str]()

    def second() -> None:
        begun.set()
        with opened_pdf(data) as mine:
            order.append(f"second, {len(mine)} pages")

    with ThreadPoolExecutor(1) as beside:
        with opened_pdf(data) as first:
            later = beside.submit(second)
            assert begun.wait(5)
            order.append(f"first, {len(first)} pages")
        later.result(5)
    assert [told.partition(",")[0] for told in order] == ["first", "second"]
    assert order[0].partition(",")[2] == order[1].partition(",")[2]


def test_many_at_once_read_the_same() -> None:
    data = paper()

    def sizes(_number: int) -> list[tuple[float, float]]:
        with opened_pdf(data) as mine:
            return [mine[page].get_size() for page in range(len(mine))]

    with ThreadPoolExecutor(8) as beside:
        found = list(beside.map(sizes, range(100)))
    assert all(one == found[0] for one in found)
