"""The journal of a real desk in words: what it shows, what is found in it, what is taken back, what verifying says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concierge_desk.counter.texts.entry_texts import SALES
from concierge_desk.desk.commission import site_text
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import translate
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from concierge_desk.pages.journal.days import ROWS
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash
from tests.counter.test_unreadable import another_amount, flipped, spoil
from tests.store.stores import raw
from tests.ui.front.desk import Later
from tests.ui.journal.readers import LongLater, at_journal

PARCEL = "6A15602676300"
NAME = "Mme Kessler"
WRONG_KEY = "1"
OTHER = "6"
WRONG_PERSON = "wrong_person"


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        yield play


def receive(play: Play, tracking: str = PARCEL, shelf: str = "A3") -> str:
    answer = play.do("relay.receive", tracking=tracking, shelf=shelf, addressee={"name": NAME})
    return str(answer.result["custody"])


def hand_over(play: Play, tracking: str = PARCEL) -> None:
    play.do("relay.hand_over", tracking=tracking, collector="addressee", id_document="id_card")


# ------------------------------------------------------------------ what it shows


def test_an_act_is_one_row_the_newest_first(play: Play) -> None:
    receive(play)
    play.hands.set("2026-11-25T08:31")
    play.settle([LV_20, COFFEE], cash(500))
    with at_journal(play) as hers:
        ticket, parcel, opened, *_before = hers.state.rows
        assert (ticket.hour, ticket.title, ticket.cents) == (
            "08:31",
            "Ticket T-2026-000001 encaissé, espèces",
            152 + 120,
        )
        assert ticket.detail == "La concierge · Timbre Lettre verte 20\u00a0g · Café"
        assert parcel.title == "Colissimo …6300\u00a0: réception, place A3"
        assert (opened.title, opened.cents) == ("Journée du 25/11/2026 ouverte, fond de caisse", 8000)
        # What is read first is what happened last.
        assert hers.state.chosen == ticket.first and hers.state.opened is not None


def test_no_name_and_no_whole_number_is_in_the_list(play: Play) -> None:
    receive(play)
    hand_over(play)
    with at_journal(play) as hers:
        shown = " ".join(f"{row.title} {row.detail}" for row in hers.state.rows)
        assert "Kessler" not in shown and PARCEL not in shown
        hers.choose("remise")
        assert "Kessler" not in repr(hers.state.opened) and PARCEL not in repr(hers.state.opened)


def test_the_act_that_is_chosen_says_what_is_known_of_it(play: Play) -> None:
    play.settle([LV_20, COFFEE], cash(500))
    with at_journal(play) as hers:
        opened = hers.choose("Ticket").state.opened
        assert opened is not None
        assert dict(opened.lines) == {
            "Quand": "25/11/2026 08:00:00",
            "Par": "La concierge",
            "Montant": format_amount(272),
            "Écritures du journal": f"{opened.first}–{opened.first + 2}",
        }
        assert opened.told == ("Timbre Lettre verte 20\u00a0g", "Café")
        assert [paper.document for paper in opened.papers] == ["ticket:T-2026-000001"]


def test_of_acts_chosen_one_after_another_the_last_is_shown(play: Play) -> None:
    receive(play)
    play.settle([COFFEE], cash(500))
    later = Later()
    with at_journal(play, run=later) as hers:
        later.finish()
        hers.choose("réception").choose("Ticket")
        later.finish()
        assert hers.state.opened is not None and hers.state.opened.title.startswith("Ticket")


# ------------------------------------------------------------------ days and pages


@pytest.fixture
def week(play: Play) -> Play:
    """Two closed days, and what was written after the second."""
    play.settle([COFFEE], cash(500))
    play.close("2026-11-25T18:00", counted_cents=8120)
    play.open("2026-11-26T07:55")
    play.settle([COFFEE], card(120))
    play.close("2026-11-26T18:00", counted_cents=8120)
    return play


def test_the_arrows_go_from_day_to_day(week: Play) -> None:
    with at_journal(week) as hers:
        assert hers.state.place is not None and hers.state.place.number == "Z-2026-0002"
        assert "T-2026-000002" in " ".join(hers.titles)
        hers.press("before")
        assert hers.state.place.title == "mercredi 25 novembre 2026"
        assert "T-2026-000001" in " ".join(hers.titles) and "T-2026-000002" not in " ".join(hers.titles)
        assert hers.press("before").said == "C’est la première journée."
        assert hers.press("after").state.place is not None
        assert hers.state.place.number == "Z-2026-0002"
        assert hers.press("after").said == "Il n’y a encore rien après."


def test_a_day_that_was_closed_and_followed_meanwhile_ends_where_it_ended(play: Play) -> None:
    with at_journal(play) as hers:
        play.close("2026-11-25T18:00", counted_cents=8000)
        play.open("2026-11-26T07:55")
        play.settle([COFFEE], card(120))
        # What is shown is read anew, and ends with its closing.
        hers.journal.days.read_again()
        assert hers.state.place is not None and hers.state.place.number == "Z-2026-0001"
        assert hers.titles[0].startswith("Journée clôturée") and not any(
            "Ticket" in title for title in hers.titles
        )
        hers.journal.look()
        assert hers.state.place.title == "jeudi 26 novembre 2026"
        # A day she had gone to stays hers.
        hers.press("before")
        hers.journal.look()
        assert hers.state.place.number == "Z-2026-0001"


def test_what_was_written_after_the_closing_has_its_place(week: Play, tmp_path: Path) -> None:
    write_export(week.desk, export_of("laposte"), "2026-11-26", tmp_path, None)
    with at_journal(week) as hers:
        hers.press("after")
        assert hers.state.place is not None and hers.state.place.title == "depuis la dernière clôture"
        assert hers.titles == ["Relevé pour La Poste écrit, journée du 26/11/2026"]
        # It is of no day: its row says when.
        assert hers.state.rows[0].detail == "jeu. 26\u00a0nov. · La concierge"
        assert hers.press("before").state.place is not None
        assert hers.state.place.number == "Z-2026-0002"


@pytest.mark.parametrize(
    ("typed", "number", "said"),
    [
        ("25/11", "Z-2026-0001", ""),
        ("2026-11-25", "Z-2026-0001", ""),
        ("24/11", "Z-2026-0002", "Aucune journée n’a été ouverte le 24/11/2026."),
        ("hier", "Z-2026-0002", "Tapez une date, par exemple 24/11."),
        (" ", "Z-2026-0002", ""),
    ],
)
def test_a_date_is_typed(week: Play, typed: str, number: str, said: str) -> None:
    with at_journal(week) as hers:
        hers.journal.days.go_to(typed)
        assert hers.state.place is not None and hers.state.place.number == number
        assert hers.said == said


def test_a_desk_that_never_opened_shows_how_it_was_set_up(desks: Desks) -> None:
    with desks.desk() as play, at_journal(play) as hers:
        assert hers.state.place is not None and hers.state.place.title == "avant la première journée"
        assert hers.titles == ["Le comptoir a été mis en service"]
        assert hers.press("before").said == "C’est la première journée."


def test_a_long_day_comes_a_page_at_a_time(play: Play) -> None:
    for _ in range(ROWS + 7):
        play.settle([COFFEE], card(120))
    with at_journal(play) as hers:
        assert len(hers.state.rows) == ROWS and hers.state.more
        first = hers.state.rows
        hers.journal.days.choose(hers.state.rows[-1].first)
        assert hers.state.rows[:ROWS] == first and not hers.state.more
        tickets = [row for row in hers.state.rows if row.title.startswith("Ticket")]
        assert len(tickets) == len({row.title for row in tickets}) == ROWS + 7


def test_what_is_read_comes_in_one_picture_and_stays_until_the_next(play: Play) -> None:
    """Never an empty list between two days, and no picture for each answer of the desk."""
    play.settle([COFFEE], card(120))
    with at_journal(play) as hers:
        for act in (
            lambda: hers.journal.days.seek_group(SALES),
            lambda: hers.press("before"),
            lambda: hers.press("after"),
        ):
            del hers.seen[:]
            act()
            assert len(hers.seen) <= 3, hers.seen
            assert all(state.rows and state.opened is not None for state in hers.seen)
            assert hers.state.opened is not None and hers.state.chosen == hers.state.opened.first
            assert hers.state.chosen == hers.state.rows[0].first and not hers.state.busy


def test_more_is_read_once_however_often_it_is_asked(play: Play) -> None:
    for _ in range(ROWS + 3):
        play.settle([COFFEE], card(120))
    later = Later()
    with at_journal(play, run=later) as hers:
        later.finish()
        hers.journal.days.read_on()
        hers.journal.days.read_on()
        assert len(later.jobs) == 1
        later.finish()
        firsts = [row.first for row in hers.state.rows]
        assert len(firsts) > ROWS and firsts == sorted(set(firsts), reverse=True)


def test_what_is_chosen_while_the_day_is_read_again_stays_chosen(play: Play) -> None:
    for _ in range(3):
        play.settle([COFFEE], card(120))
    later = Later()
    with at_journal(play, run=later) as hers:
        later.finish()
        hers.journal.look()
        later.jobs.pop(0)()
        other = hers.state.rows[2].first
        hers.journal.days.choose(other)
        later.finish()
        assert hers.state.chosen == other
        assert hers.state.opened is not None and hers.state.opened.first == other


# ------------------------------------------------------------------ what is looked for


@pytest.fixture
def busy_day(play: Play) -> Play:
    receive(play)
    play.settle([LV_20], cash(500))
    play.settle([COFFEE], card(120))
    play.do("till.move", direction="out", cents=1000, reason="bank")
    play.do("till.count", counted_cents=7152)
    return play


@pytest.mark.parametrize(
    ("group", "found"),
    [
        ("sales", ["Ticket T-2026-000002 encaissé, carte", "Ticket T-2026-000001 encaissé, espèces"]),
        ("relay", ["Colissimo …6300\u00a0: réception, place A3"]),
        ("drawer", ["Caisse comptée\u00a0: aucun écart", "Sorti de la caisse\u00a0: remise en banque"]),
        ("day", ["Journée du 25/11/2026 ouverte, fond de caisse"]),
        ("other", ["Le comptoir a été mis en service"]),
    ],
)
def test_a_kind_is_looked_for(busy_day: Play, group: str, found: list[str]) -> None:
    with at_journal(busy_day) as hers:
        hers.press("search")
        hers.journal.days.seek_group(group)
        assert hers.titles == found
        assert hers.state.sought and hers.state.aside == "search"
        # Two steps back: the search is put away, then everything is there again.
        hers.press("back", "back")
        assert len(hers.titles) == 7 and hers.state.sought == ""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1,52", [152]),
        ("1.2", [120]),
        ("1-2", [120, 152]),
        ("2 à 1", [120, 152]),
        ("10", [-1000]),
        ("10–80", [7152, -1000, 8000]),
        ("7", []),
    ],
)
def test_an_amount_is_looked_for(busy_day: Play, typed: str, found: list[int]) -> None:
    with at_journal(busy_day) as hers:
        hers.journal.days.seek_amount(typed)
        assert [row.cents for row in hers.state.rows] == found
        hers.journal.days.seek_amount("")
        assert len(hers.state.rows) == 7


@pytest.mark.parametrize("typed", ["beaucoup", "1-2-3", "1,234", "-"])
def test_what_is_no_amount_is_said(busy_day: Play, typed: str) -> None:
    with at_journal(busy_day) as hers:
        hers.journal.days.seek_amount(typed)
        assert hers.said.startswith("Tapez un montant") and len(hers.state.rows) == 7


def test_a_person_is_looked_for(desks: Desks) -> None:
    named = 'name = "La concierge"'
    site = site_text("ampere").replace(named, f'{named}\n\n[[operators]]\ncode = "o02"\nname = "Paul"')
    with desks.desk(site=site) as play:
        play.open(float_cents=8000)
        play.do("till.move", direction="in", cents=500, reason="float", operator="o02")
        with at_journal(play) as hers:
            assert [option.label for option in hers.state.lists.operators] == ["La concierge", "Paul"]
            hers.journal.days.seek_operator("o02")
            assert [row.detail for row in hers.state.rows] == ["Paul"]
            hers.journal.days.seek_operator("o01")
            assert hers.titles[0] == "Journée du 25/11/2026 ouverte, fond de caisse"


def test_whoever_granted_an_act_stands_beside_who_did_it(play: Play) -> None:
    """R-3.07: 24.00 is more than a volunteer gives back alone."""
    play.do("operator.set", whom="o02", name="Farida", roles=["volunteer"])
    play.settle([COFFEE] * 20, card(2400))
    back = {"lines": [{"line": n} for n in range(1, 21)], "reason": "returned"}
    granted = {"by_operator": "o02", "approve": {"operator": "o01"}}
    play.do("till.refund", ticket="T-2026-000001", **back, **granted)
    with at_journal(play) as hers:
        assert hers.state.rows[0].detail.startswith("Farida · accordé par La concierge · ")
        opened = hers.state.opened
        assert opened is not None
        assert dict(opened.lines)["Par"] == "Farida"
        assert dict(opened.lines)["Accordé par"] == "La concierge"
        assert "accordé" not in hers.state.rows[1].detail


def test_codes_that_were_set_forgotten_and_typed_wrong_are_told_in_words(play: Play) -> None:
    play.do("operator.set", whom="o02", name="Farida", roles=["volunteer"])
    play.do("operator.set_code", whom="o02", code="4719", by_operator="o02")
    for _ in range(5):
        play.hands.move(minutes=6)
        play.ask("operator.sign_in", whom="o02", code="1111")
    play.do("operator.reset_code", whom="o02")
    with at_journal(play) as hers:
        assert [row.title for row in hers.state.rows[:3]] == [
            "Plus aucun code n’est demandé à o02",
            "5 fois un code faux pour o02",
            "Un code est demandé à o02",
        ]


def test_what_is_rare_is_found_beyond_what_one_page_reads(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(play)
    for _ in range(12):
        play.settle([COFFEE], card(120))
    monkeypatch.setattr("concierge_desk.pages.journal.desk._MOST_READ", 5)
    with at_journal(play) as hers:
        hers.journal.days.seek_group("relay")
        assert hers.titles == ["Colissimo …6300\u00a0: réception, place A3"]


# ------------------------------------------------------------------ taking back


def test_an_act_is_taken_back_with_its_reason_by_the_slash(play: Play) -> None:
    receive(play)
    hand_over(play)
    with at_journal(play) as hers:
        hers.choose("remise").press("take_back")
        assert hers.state.aside == "reason"
        hers.press("take_back")
        assert hers.said == "Dites d’abord pourquoi\u00a0: le numéro d’une raison."
        hers.press(WRONG_KEY, "take_back")
        assert play.last("relay.reversed").data["reversal"]["code"] == "wrong_key"
        assert hers.titles[0] == "Repris · Colissimo …6300\u00a0: remise"
        assert hers.row("Colissimo …6300\u00a0: remise, sur carte").tag == "Repris"
        assert hers.state.told is not None and hers.state.told.tone == "good"
        assert hers.state.opened is not None
        assert dict(hers.state.opened.lines)["Depuis"] == "Repris"


def test_her_own_words_are_a_reason_and_stand_in_no_entry(play: Play) -> None:
    receive(play)
    with at_journal(play) as hers:
        hers.choose("réception").press("take_back", OTHER)
        hers.journal.back.word(f"c'était pour {NAME}")
        hers.press("take_back")
        told = play.last("relay.reversed").data["reversal"]
        assert told["code"] == "other"
        assert play.personal(told["note"]) == f"c'était pour {NAME}"


def test_words_that_may_not_be_kept_are_said_otherwise(play: Play) -> None:
    receive(play)
    with at_journal(play) as hers:
        hers.choose("réception").press("take_back", OTHER)
        hers.journal.back.word("carte 4970 1000 0000 0014")
        hers.press("take_back")
        assert hers.state.told is not None and hers.state.told.tone == "bad"
        assert hers.state.aside == "reason"
        hers.journal.back.word("autre chose")
        hers.press("take_back")
        assert hers.titles[0].startswith("Repris")


def test_a_hand_over_to_the_wrong_person_is_said_with_whom_it_is(play: Play) -> None:
    receive(play)
    hand_over(play)
    with at_journal(play) as hers:
        hers.choose("réception").press("take_back")
        assert WRONG_PERSON not in [option.value for option in hers.state.reasons]
        hers.press("back").choose("remise").press("take_back")
        place = [option.value for option in hers.state.reasons].index(WRONG_PERSON)
        assert hers.state.reasons[place].label == "Remis à la mauvaise personne"
        assert hers.state.asks == ""
        hers.journal.back.word("trop tôt")
        hers.press(str(place + 1))
        assert hers.state.asks == "À qui l’avez-vous remis\u00a0?"
        hers.journal.back.word(NAME)
        hers.press("take_back")
        told = play.last("relay.reversed").data
        assert (told["state"], told["reversal"]["code"]) == ("misdelivered", "wrong_person")
        assert play.personal(told["reversal"]["note"]) == NAME
        assert hers.titles[0] == "Repris · Colissimo …6300\u00a0: remis à la mauvaise personne"
        assert NAME not in repr(hers.state.rows) and NAME not in repr(hers.state.opened)


def test_with_whom_may_be_left_out(play: Play) -> None:
    receive(play)
    hand_over(play)
    with at_journal(play) as hers:
        hers.choose("remise").press("take_back", "7", "take_back")
        assert play.last("relay.reversed").data["reversal"] == {"code": "wrong_person", "note": None}


def test_the_last_ticket_is_given_back_and_the_sum_is_said(play: Play) -> None:
    play.settle([COFFEE], cash(500))
    with at_journal(play) as hers:
        hers.choose("Ticket").press("take_back", WRONG_KEY, "take_back")
        assert hers.titles[0] == "Ticket T-2026-000002\u00a0: remboursement de T-2026-000001, espèces"
        assert hers.said.endswith(f"Rendez {format_amount(120)}, comme cela avait été payé.")
        assert hers.row("T-2026-000001 encaissé").tag == "Remboursé"


def test_pressed_twice_it_is_taken_back_once(play: Play) -> None:
    play.do("till.move", direction="in", cents=500, reason="float")
    later = Later()
    with at_journal(play, run=later) as hers:
        later.finish()
        hers.choose("Mis dans la caisse")
        later.finish()
        hers.press("take_back")
        later.finish()
        hers.press(WRONG_KEY, "take_back", "take_back")
        hers.press("back", "take_back")
        later.finish()
        moves = [entry for entry in play.posted() if entry.kind == "till.moved"]
        assert len(moves) == 2
        assert hers.state.told is not None and hers.state.told.tone == "good"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("ouverte, fond", "day.close_instead"),
        ("Repris ·", "journal.is_reversal"),
        ("Mis dans la caisse", "journal.reversed_already"),
        ("T-2026-000001 encaissé", "till.not_last_ticket"),
        ("mis en service", None),
    ],
)
def test_what_cannot_be_taken_back_says_why(play: Play, words: str, why: str | None) -> None:
    moved = play.do("till.move", direction="in", cents=500, reason="float")
    play.do("journal.reverse", op_of=moved.op, reason="wrong_key")
    play.settle([COFFEE], card(120))
    play.settle([COFFEE], card(120))
    before = play.head()
    with at_journal(play) as hers:
        opened = hers.choose(words).state.opened
        assert opened is not None and opened.why_not
        hers.press("take_back")
        assert hers.said == opened.why_not and hers.state.aside == "act"
        if why is None:
            assert "Le programme l’a noté de lui-même" in hers.said
        else:
            answer = play.ask("journal.reverse", op_of=opened.op, reason="wrong_key")
            assert answer.refused is not None and answer.refused.code == why
            assert hers.said == hers.face.sentence(why, answer.refused.params)
    assert play.head() == before


def test_on_a_closed_day_the_open_one_has_to_be_there(week: Play) -> None:
    with at_journal(week) as hers:
        hers.choose("Ticket")
        said = hers.press("take_back").said
        closed = {"day": "2026-11-26", "number": "Z-2026-0002"}
        assert said == hers.face.sentence("day.not_open", closed) and "Z-2026-0002" in said


def test_a_ticket_tells_what_became_of_it(play: Play) -> None:
    for _ in range(4):
        play.settle([COFFEE, {**LV_20, "quantity": 2}], card(424))
    play.do(
        "till.correct_means", ticket="T-2026-000001", **{"from": "card"}, to="cash", cents=424, reason="other"
    )
    play.do("till.refund", ticket="T-2026-000002", lines=[{"line": 2, "quantity": 1}], reason="returned")
    play.do("till.refund", ticket="T-2026-000003", lines=[{"line": 1}, {"line": 2}], reason="returned")
    with at_journal(play) as hers:
        tags = [hers.row(f"T-2026-00000{number} encaissé").tag for number in (1, 2, 3, 4)]
        assert tags == ["Moyen de paiement corrigé", "Remboursé en partie", "Remboursé", ""]
        assert (
            hers.row("remboursement").title
            == "Ticket T-2026-000006\u00a0: remboursement de T-2026-000003, carte"
        )
        assert hers.row("remboursement").cents == -424
        assert hers.row("espèces et non carte").cents == 424


# ------------------------------------------------------------------ papers


def test_a_paper_is_printed_again_as_a_duplicate(play: Play) -> None:
    play.settle([COFFEE], card(120))
    with at_journal(play) as hers:
        for copy in (0, 1):
            hers.choose("Ticket T-2026-000001 encaissé").press("print")
            assert hers.state.shown is not None and Path(hers.state.shown).read_bytes()[:4] == b"%PDF"
            assert play.last("document.printed").data["copy"] == copy
            hers.press("back")
            assert hers.state.shown is None
        assert hers.titles[:2] == [
            "Papier réimprimé\u00a0: Ticket T-2026-000001",
            "Papier imprimé\u00a0: Ticket T-2026-000001",
        ]


def test_of_several_papers_one_is_chosen_by_its_number(week: Play) -> None:
    with at_journal(week) as hers:
        opened = hers.choose("Journée clôturée").state.opened
        assert opened is not None
        assert [paper.label for paper in opened.papers] == [
            "Clôture de la journée Z-2026-0002",
            "Relevé La Poste",
        ]
        hers.press("2", "print")
        assert hers.state.shown is not None and "bordereau" in hers.state.shown
        hers.press("back", "print")
        assert hers.state.shown is not None and "Z-2026-0002" in hers.state.shown
        hers.press("back", "3", "print")
        assert hers.state.shown is None and hers.said == translate(
            "There is no such number in the list.", "fr"
        )
        assert hers.choose("ouverte, fond").press("print").said == "Aucun papier ne va avec cet acte."


# ------------------------------------------------------------------ verifying


def test_what_was_not_looked_at_is_said(week: Play) -> None:
    with at_journal(week) as hers:
        verdict = hers.press("verify").state.verdict
        assert verdict is not None
        assert (verdict.tone, verdict.faults) == ("plain", ())
        assert verdict.left_out > 0
        told = " ".join(verdict.advice)
        assert f"{verdict.left_out} signatures sur {week.head()}" in told
        assert "Z-2026-0002" in told and f"A{week.head()}:" in told
        assert "l’argent, qui découlent du journal" in told
        # Once more: every signature, and the tables.
        verdict = hers.press("verify").state.verdict
        assert verdict is not None and (verdict.tone, verdict.left_out, verdict.whole) == ("good", 0, True)
        assert not any("Pas " in line for line in verdict.advice)


def test_a_table_that_was_changed_is_found_by_the_second_look(week: Play) -> None:
    with raw(week.desk.folder.store, week.desk.keys.store_key) as on:
        on.execute("UPDATE drawer SET cents = cents + 1")
    with at_journal(week) as hers:
        first = hers.press("verify").state.verdict
        assert first is not None and (first.tone, first.whole) == ("plain", False)
        second = hers.press("verify").state.verdict
        assert second is not None and (second.tone, len(second.faults)) == ("bad", 1)


def test_an_altered_entry_is_found_and_said_where_it_is(week: Play) -> None:
    seq = next(entry.seq for entry in week.posted() if entry.kind == "till.settled")
    spoil(week, seq, another_amount)
    with at_journal(week) as hers:
        verdict = hers.press("verify").state.verdict
        assert verdict is not None and verdict.tone == "bad"
        assert verdict.faults == (
            f"L’écriture {seq} (mercredi 25 novembre 2026) n’est plus ce qui avait été écrit.",
        )
        assert any("n’effacez rien" in line for line in verdict.advice)
        # The list says it too, and leaves the rest as it is.
        hers.press("back", "before")
        row = hers.row("ne se lit plus")
        assert row.first == seq and row.cents is None
        opened = hers.choose("ne se lit plus").state.opened
        assert opened is not None and opened.why_not == "Ce qui ne se lit plus ne peut pas être repris."
        assert hers.press("print").said == "Aucun papier ne va avec cet acte."
        assert "Journée du 25/11/2026 ouverte, fond de caisse" in hers.titles


def test_a_ticket_whose_line_cannot_be_read_hides_nothing_else(play: Play) -> None:
    play.settle([COFFEE, LV_20], card(272))
    play.do(
        "till.correct_means", ticket="T-2026-000001", **{"from": "card"}, to="cash", cents=272, reason="other"
    )
    spoil(play, play.last("shop.sold").seq, flipped)
    with at_journal(play) as hers:
        ticket = hers.row("T-2026-000001 encaissé")
        assert (ticket.cents, ticket.tag) == (272, "Corrigé depuis")
        assert hers.choose("T-2026-000001 encaissé").state.opened is not None
        assert hers.press("take_back").said == hers.face.sentence("store.damaged", {})
        assert hers.titles[-1] == "Le comptoir a été mis en service"


def test_what_was_erased_after_its_time_says_so(play: Play) -> None:
    receive(play)
    with raw(play.desk.folder.store, play.desk.keys.store_key) as rows:
        rows.execute("UPDATE journal SET payload = NULL WHERE kind = 'relay.received'")
    with at_journal(play) as hers:
        assert hers.titles[0] == "Détails effacés au bout de leur délai"
        opened = hers.choose("Détails effacés").state.opened
        assert opened is not None and not opened.papers and opened.why_not
        hers.journal.days.seek_group("relay")
        assert hers.titles == []


def test_entries_that_are_gone_are_said(week: Play) -> None:
    with raw(week.desk.folder.store, week.desk.keys.store_key) as rows:
        rows.execute("DELETE FROM journal WHERE seq = ?", (week.last("day.opened").seq,))
    with at_journal(week) as hers:
        verdict = hers.press("verify").state.verdict
        assert verdict is not None
        assert any("Il manque des écritures" in fault for fault in verdict.faults)


def test_verifying_is_stopped_between_two_entries(week: Play) -> None:
    long = LongLater()
    with at_journal(week, long=long) as hers:
        hers.press("verify")
        assert hers.state.aside == "verify" and hers.state.done == (0, 0)
        # While it runs, the same key begins no second one, and the list can be read.
        hers.press("verify").choose("Ticket")
        assert hers.state.aside == "verify"
        hers.press("back")
        long.runs()
        assert hers.state.verdict is None and hers.state.done is None
        assert hers.said == "La vérification a été arrêtée\u00a0: rien n’est dit de ce qui n’a pas été lu."
        long.stopped = False
        hers.press("verify")
        long.runs()
        assert hers.state.verdict is not None
        assert long.told and all(0 <= read <= total == week.head() for read, total in long.told)


# A day at which money is missing.


def test_a_dispute_about_a_day_is_one_key_and_a_day_that_is_open_says_what_to_do(play: Play) -> None:
    with at_journal(play) as hers:
        assert hers.press("dispute").said.startswith("La journée du 25/11/2026 est encore ouverte")
        play.close(counted_cents=None)
        hers.journal.look()
        said = hers.press("dispute").said
    (written,) = (play.desk.folder.root / "rapports").glob("litige-*.zip")
    assert written.name == "litige-AMP1-F-2026-11-25-laposte.zip"
    assert said == f"Le fichier {written.name} est dans le dossier rapports\u00a0: transmettez-le tel quel."
    assert verify_file(written, VerifyRequest()).faults == []
    assert play.last("dispute.exported").data["day"] == "2026-11-25"


def test_a_dispute_about_a_day_is_written_for_each_who_reads_his_entries(play: Play) -> None:
    play.do("partner.set", partner="ATELIER", name="Atelier", regime="mandate")
    play.close(counted_cents=None)
    with at_journal(play) as hers:
        hers.press("dispute")
    found = sorted(path.name for path in (play.desk.folder.root / "rapports").iterdir())
    assert found == [f"litige-AMP1-F-2026-11-25-{whose}.zip" for whose in ("atelier", "laposte")]
