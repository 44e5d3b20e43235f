"""What hangs where people pay: legible, in force that day, never counted."""

from datetime import date

import pytest

from concierge_desk import paths
from concierge_desk.counter.papers.posters import Poster, poster, poster_on, read_poster_rows
from concierge_desk.domain.dated import BadRow
from concierge_desk.domain.document import Display, Frame, Gap, Paragraph
from concierge_desk.domain.errors import Refused
from tests.counter.desks import SHOP, Desks, Play, site_with
from tests.counter.pages import pages, printed, width_mm, words

NB = "\u00a0"
HEAD = "poster,style,text_fr,valid_from,valid_to,source\n"
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("name", "mentions"),
    [
        (
            "ticket",
            [
                "Ticket sur demande",
                # D. 541-372: that, but for legal exceptions, tickets are printed and given on request only.
                "Sauf exception légale",
                "ticket de caisse",
                "ticket de carte bancaire",
                "imprimés et remis qu’à votre demande",
                "Les notes de prestations à partir de 25 € sont toujours remises",
                "garantie légale de conformité",
                "L. 541-15-10",
                "D. 541-372",
            ],
        ),
        (
            "note",
            [
                "Note de prestations",
                # Arrêté 83-50/A: when it is compulsory and when on request.
                "À partir de 25 €, TVA comprise",
                "avant le paiement",
                "En dessous de 25 €, la note est facultative",
                "si vous la demandez",
                "sauf si vous vous y opposez",
                "83-50/A",
            ],
        ),
    ],
)
def test_what_it_says(play: Play, name: str, mentions: list[str]) -> None:
    """R-2.01, R-2.03: the notices that hang where people pay."""
    data = printed(play, f"poster:{name}")
    text = words(data).replace(NB, " ")
    for mention in mentions:
        assert mention in text, mention
    assert "Conciergerie Solidaire Ampère" in text
    # One sheet, with the marks of practice too: a second one would hang behind the first.
    assert pages(data) == 1
    assert "FACTICE" in text
    assert width_mm(data) == 210


def test_the_day_need_not_be_open_and_no_print_is_counted(play: Play) -> None:
    head = play.head()
    first, second = printed(play, "poster:ticket"), printed(play, "poster:ticket")
    assert first == second
    assert play.head() == head


def test_a_roll_is_no_wall(desks: Desks) -> None:
    with desks.desk(site=site_with(roll_mm="58")) as narrow:
        assert width_mm(printed(narrow, "poster:note")) == 210
        assert width_mm(printed(narrow, "poster:note", 80)) == 210


@pytest.mark.parametrize("name", ["poster:prices", "poster:Ticket", "poster:T-2026-000001"])
def test_no_such_poster(play: Play, name: str) -> None:
    with pytest.raises(Refused) as caught:
        play.paper(name)
    assert (caught.value.code, caught.value.params) == ("print.unknown", {"document": name})


def test_a_real_shop_shows_no_mark() -> None:
    from dataclasses import replace

    found = poster_on("ticket", TODAY)
    assert found is not None
    assert not poster(found, replace(SHOP, practice=False), 0).practice


@pytest.mark.parametrize(
    ("name", "day", "there"),
    [
        ("ticket", date(2023, 7, 31), False),
        ("ticket", date(2023, 8, 1), True),
        ("note", date(2010, 9, 8), False),
        ("note", date(2010, 9, 9), True),
        ("prices", TODAY, False),
    ],
)
def test_it_hangs_from_the_day_the_law_asks_for_it(name: str, day: date, there: bool) -> None:
    assert (poster_on(name, day) is not None) is there


def test_words_that_ended_are_no_longer_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """R-2.04: a change of the law is a row: old words until their last day, new ones from the next."""
    from concierge_desk.counter.papers import posters

    rows = read_poster_rows(
        HEAD
        + "ticket,display,Ticket sur demande,2023-08-01,,AGEC\n"
        + "ticket,frame,Ancien texte,2023-08-01,2026-12-31,AGEC\n"
        + "ticket,frame,Nouveau texte,2027-01-01,,AGEC\n"
    )
    monkeypatch.setattr(posters, "_rows", lambda: rows)

    def framed(day: date) -> list[str]:
        found = poster_on("ticket", day)
        assert found is not None
        return [block.text for block in poster(found, SHOP, 0).blocks if isinstance(block, Frame)]

    assert framed(date(2026, 12, 31)) == ["Ancien texte"]
    assert framed(date(2027, 1, 1)) == ["Nouveau texte"]


def test_styles() -> None:
    rows = read_poster_rows(
        HEAD
        + "".join(
            f"x,{style},{style},2020-01-01,,s\n"
            for style in ("display", "frame", "lead", "heading", "item", "small")
        )
    )
    blocks = poster(Poster("x", rows), SHOP, 0).blocks
    assert [type(block) for block in blocks] == [
        Display,
        *(Gap, Frame),
        *(Gap, Paragraph),
        *(Gap, Paragraph, Paragraph),
        *(Gap, Paragraph),
        *(Gap, Paragraph),
    ]
    told = [(block.text, block.size) for block in blocks if isinstance(block, Paragraph)]
    assert told == [
        ("frame", "large"),
        ("lead", "large"),
        ("heading", "large"),
        ("• item", "large"),
        ("small", "small"),
        ("Conciergerie", "large"),
    ]


def test_the_shipped_rows_begin_with_their_title() -> None:
    rows = read_poster_rows(paths.resource_text("posters.csv"))
    for name in ("ticket", "note"):
        first, *others = [row for row in rows if row.poster == name]
        assert first.style == "display"
        assert "display" not in {row.style for row in others}


@pytest.mark.parametrize(
    "row",
    [
        "ticket,neon,Texte,2023-08-01,,AGEC",
        "ticket,lead,,2023-08-01,,AGEC",
        "ticket,lead,Texte,hier,,AGEC",
        "ticket,lead,Texte,2023-08-01,2023-07-31,AGEC",
        "ticket,lead,Texte,2023-08-01,,",
        ",lead,Texte,2023-08-01,,AGEC",
        "ticket,lead,Texte",
    ],
)
def test_a_row_that_is_none(row: str) -> None:
    with pytest.raises(BadRow) as caught:
        read_poster_rows(HEAD + "ticket,display,Titre,2023-08-01,,AGEC\n" + row + "\n")
    assert caught.value.line == 3
