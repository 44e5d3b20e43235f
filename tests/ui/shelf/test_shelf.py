"""The page of a shelf without its widgets: orders, the day's errands, the inventory; on a real desk."""

from collections.abc import Iterator
from typing import Any

import pytest

from concierge_desk.counter.values.codes import printed_code
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.pages.shelf.desk import ShelfDesk
from concierge_desk.pages.shelf.presenter import ShelfPresenter
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.request import PageRequest
from tests.counter.desks import Desks, Play
from tests.ui.evening.hands import long_now
from tests.ui.front.desk import Later
from tests.ui.shelf.hands import (
    ARRIVALS,
    CHRONOPOST,
    DPD,
    GONE,
    LAST,
    LATE,
    LETTER,
    LOST,
    NAMES,
    NOBODYS,
    PLAIN,
    REGISTERED,
    RETURNED,
    SEEN,
    SOON,
    TODAY,
    Hands,
    at_shelf,
    fill,
)

EVERYTHING = tuple(number for number, *_ in ARRIVALS if number is not None)


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open()
        fill(play)
        yield play


def own_code(play: Play) -> str:
    """The code of our label on what has no number."""
    ((custody,),) = play.rows("SELECT custody FROM relay_custody WHERE tracking IS NULL")
    return str(custody)


def titles(hers: Hands, heading: str) -> list[str]:
    return [row.title for head, rows in hers.by_heading() for row in rows if head.startswith(heading)]


def test_the_morning_stands_first_and_then_all_by_deadline(play: Play) -> None:
    with at_shelf(play) as hers:
        assert hers.sections() == [
            ("À rendre au facteur aujourd’hui · 2", ["A2", "B4"]),
            ("Dernier jour pour retirer · 1", ["A10"]),
            ("À rappeler · 1", ["B1"]),
            ("À rechercher · 1", ["C1"]),
            ("Échéance passée · 1", ["A2"]),
            ("Aujourd’hui · 1", ["A10"]),
            ("Samedi 28 novembre · 1", ["B1"]),
            ("Mardi 1 décembre · 1", ["C2"]),
            ("Mercredi 2 décembre · 1", ["Tiroir 2"]),
            ("Dimanche 6 décembre · 1", ["Tiroir 1"]),
            ("Mardi 8 décembre · 1", ["A1"]),
            ("Mercredi 9 décembre · 2", ["B4", "C1"]),
            ("Jeudi 10 décembre · 3", ["A3", "B2", "12"]),
        ]
        assert [row.part for row in hers.state.rows if row.part] == ["À faire aujourd’hui", "Sur l’étagère"]
        assert hers.state.count == 12
        assert hers.state.row is hers.state.rows[0]


def test_one_key_turns_the_orders_and_they_stay(play: Play) -> None:
    with at_shelf(play) as hers:
        morning = hers.sections()[:4]
        hers.press("turn")
        assert hers.sections() == [
            *morning,
            ("A · 4", ["A1", "A2", "A3", "A10"]),
            ("B · 3", ["B1", "B2", "B4"]),
            ("C · 2", ["C1", "C2"]),
            ("Tiroir · 2", ["Tiroir 1", "Tiroir 2"]),
            ("Places sans lettre · 1", ["12"]),
        ]
        hers.press("turn")
        assert [heading for heading, _ in hers.sections()[4:]] == [
            "Chronopost · 1",
            "Colissimo · 8",
            "DPD · 1",
            "Lettre recommandée · 1",
            "Lettre suivie · 1",
        ]
        hers.shelf.look()
        assert hers.state.order == "owner"
        hers.press("turn", "turn")
        assert hers.state.order == "deadline"


def test_what_was_chosen_stays_chosen_in_the_part_that_is_ordered(play: Play) -> None:
    with at_shelf(play) as hers:
        (errand,) = [row for row in hers.state.rows if row.place == "B1" and row.key != row.ref]
        hers.shelf.choose(errand.key)
        hers.press("turn")
        row = hers.state.row
        assert row is not None and (row.key, row.place) == (errand.ref, "B1")


def texts(hers: Hands) -> str:
    """All that every picture so far could show or say."""
    return " ".join(map(repr, hers.seen))


def test_no_name_stands_anywhere_and_no_whole_number_is_shown(play: Play) -> None:
    with at_shelf(play) as hers:
        hers.press("turn", "turn").type("6a15").press("back", "count")
        hers.scan(*EVERYTHING[::2], GONE, RETURNED, NOBODYS).press("count")
        assert not [name for name in NAMES if name in texts(hers)]
        shown = [
            f"{row.title} {row.detail} {row.tag} {row.heading} {row.part}"
            for state in hers.seen
            for row in state.rows
        ]
        told = [state.told.text for state in hers.seen if state.told is not None]
        numbers = (*EVERYTHING, GONE, RETURNED, NOBODYS)
        assert not [
            number for number in numbers for text in (*shown, *told) if number in text.replace(" ", "")
        ]


@pytest.mark.parametrize(
    ("typed", "place"),
    [("a10", "A10"), ("tiroir2", "Tiroir 2"), ("6300", "A3"), ("83FR", "A1"), ("6a1560267633", "12")],
)
def test_typing_finds_a_place_or_a_number_and_enter_opens_its_card(
    play: Play, typed: str, place: str
) -> None:
    with at_shelf(play) as hers:
        hers.type(typed)
        assert hers.state.row is not None and hers.state.row.place == place
        hers.press("open")
        assert hers.asked == [PageRequest(card=hers.state.row.ref)]
        assert hers.state.typed == ""


def test_what_is_not_here_opens_nothing_unless_the_desk_knows_it(play: Play) -> None:
    with at_shelf(play) as hers:
        hers.type("kessler").press("open")
        assert hers.asked == [] and "F2" in hers.told
        hers.press("back")
        assert (hers.state.typed, hers.state.row) == ("", hers.state.rows[0])
        hers.type(GONE).press("open")
        assert hers.asked == [PageRequest(card=GONE)]
        hers.type("a1x")
        hers.shelf.erase()
        assert hers.state.row is not None and hers.state.row.place == "A1"


def test_the_collectors_cards_are_those_of_the_counter(play: Play) -> None:
    with at_shelf(play) as hers:
        assert (hers.state.collector, hers.state.leaving) == ("facteur", 1)
        hers.press("collect")
        assert hers.asked == [PageRequest(word="facteur")]
    play.do("relay.prepare_slip", what="returns")
    with at_shelf(play) as hers:
        ((slip, rows),) = [one for one in hers.by_heading() if "signe" in one[0].lower()]
        assert rows[0].title == f"Retours pour le facteur, {rows[0].ref}" and slip.endswith("· 1")
        hers.shelf.open(rows[0].key)
        assert hers.asked == [PageRequest(card=rows[0].ref)]
        hers.press("paper", "label")
        assert hers.asked[1:] == [PageRequest(paper=f"slip:{rows[0].ref}")] and "étiquette" in hers.told
    play.do("relay.hand_to_postman", slip=rows[0].ref)
    with at_shelf(play) as hers:
        hers.press("collect")
        assert hers.asked == [] and hers.told == "Rien n’attend d’être emporté."


def test_incidents_are_seen_in_one_look_and_what_is_settled_leaves_it(play: Play) -> None:
    play.do("relay.report_incident", tracking=TODAY, incident="damaged")
    play.do("relay.report_incident", tracking=DPD, incident="misrouted")
    play.close(counted_cents=None)
    play.open("2026-11-26T08:00")
    with at_shelf(play) as hers:
        hers.press("turn", "turn", "turn")
        assert (hers.state.order, hers.state.incidents) == ("incident", 3)
        assert hers.sections() == [
            ("Mal dirigé · 1", ["C2"]),
            ("Introuvable · 1", ["C1"]),
            ("Abîmé · 1", ["A3"]),
        ]
        assert {row.tag for row in hers.state.rows} == {"depuis le mer. 25\u00a0nov."}
        _, missing, damaged = hers.state.rows
        hers.shelf.open(missing.key)
        hers.shelf.open(damaged.key)
        # What is missed is found again, or lost; what is damaged is still somebody's.
        assert hers.asked == [
            PageRequest(card=missing.ref, act="relay.report_incident"),
            PageRequest(card=damaged.ref),
        ]
        hers.shelf.choose(damaged.key)
        play.do("relay.report_incident", tracking=LOST, incident="found")
        play.do("relay.hand_over", tracking=TODAY, **SEEN)
        hers.shelf.refresh()
        # The one that stands in the place of what left is chosen.
        assert [row.place for row in hers.state.rows] == ["C2"] and hers.state.row is hers.state.rows[0]
        play.do("relay.hand_to_postman", what="returns", trackings=[DPD], carrier="dpd")
        hers.shelf.refresh()
        assert (hers.state.rows, hers.state.incidents, hers.state.row) == ((), 0, None)
        hers.press("turn")
        assert hers.state.order == "deadline" and hers.state.row is hers.state.rows[0]


def test_what_is_with_somebody_else_stands_among_the_incidents_and_on_no_shelf(play: Play) -> None:
    wrong = play.do("relay.hand_over", tracking=CHRONOPOST, **SEEN).op
    with at_shelf(play) as hers:
        count = hers.state.count
        play.do("journal.reverse", op_of=wrong, reason="wrong_person", note="Mme Diallo, 2e étage")
        hers.shelf.refresh()
        # It is fetched back today, and lies nowhere.
        assert hers.state.count == count
        assert titles(hers, "À récupérer") == ["Chronopost …83FR"]
        lying = [row.title for row in hers.state.rows if not row.key.startswith("today")]
        assert lying and "Chronopost …83FR" not in lying
        hers.shelf.order("incident")
        row = next(row for row in hers.state.rows if row.title == "Chronopost …83FR")
        assert (row.place, row.tag, row.tone, row.heading) == (
            "",
            "depuis aujourd’hui",
            "bad",
            "Chez quelqu’un d’autre · 1",
        )
        hers.shelf.open(row.key)
        assert hers.asked == [PageRequest(card=row.ref, act="relay.report_incident")]
        assert not any("Diallo" in repr(row) for row in hers.state.rows)


def test_an_inventory_neither_expects_it_nor_tells_with_whom_it_was(play: Play) -> None:
    """It is told at once where it lies there all the same, and its card says that it is back."""
    wrong = play.do("relay.hand_over", tracking=CHRONOPOST, **SEEN).op
    play.do("journal.reverse", op_of=wrong, reason="wrong_person", note="Mme Diallo, 2e étage")
    with at_shelf(play) as hers:
        hers.press("count")
        assert "Chronopost …83FR" not in [row.title for row in hers.state.rows]
        hers.shelf.scan(CHRONOPOST)
        assert hers.told.startswith("Pas attendu sur cette étagère")
        assert "Diallo" not in hers.told
        hers.press("count")
        assert hers.state.outcome is not None
        assert len(hers.state.outcome.surplus) == 1
        assert not any("Diallo" in repr(row) for row in hers.state.rows)


def test_where_nothing_else_lies_there_its_incident_is_reached(desks: Desks) -> None:
    with desks.desk() as play:
        play.open()
        play.do("relay.receive", tracking=PLAIN, shelf="A1")
        wrong = play.do("relay.hand_over", tracking=PLAIN, **SEEN).op
        play.do("journal.reverse", op_of=wrong, reason="wrong_person")
        with at_shelf(play) as hers:
            assert (hers.state.count, hers.state.incidents) == (0, 1)
            hers.shelf.order("incident")
            assert [row.title for row in hers.state.rows] == ["Colissimo …6331"]


def test_an_incident_is_noted_from_a_row_where_its_card_can(play: Play) -> None:
    with at_shelf(play) as hers:
        hers.type("a3").press("report")
        (asked,) = hers.asked
        row = next(row for row in hers.state.rows if row.place == "A3")
        assert asked == PageRequest(card=row.ref, act="relay.report_incident") and hers.state.typed == ""
        # During an inventory too: its ticks wait.
        hers.press("count").scan(LATE).type("a3").press("report")
        assert hers.asked[-1] == asked and hers.state.inventory and hers.state.seen == 1
        hers.press("back", "back")
        play.do("relay.prepare_slip", what="returns")
        hers.shelf.refresh()
        hers.type("b4").press("report")
        assert len(hers.asked) == 2 and "sur le bon B-2026-" in hers.told


def test_the_papers_of_a_row_are_shown_and_what_has_none_says_so(play: Play) -> None:
    with at_shelf(play) as hers:
        row = next(row for row in hers.state.rows if row.place == "B1")
        hers.shelf.choose(row.key)
        hers.press("paper", "label")
        assert hers.asked == [PageRequest(paper=f"notice:{row.ref}"), PageRequest(paper=f"label:{row.ref}")]
        missing = next(row for row in hers.state.rows if row.place == "C1")
        hers.shelf.choose(missing.key)
        hers.press("paper")
        assert hers.asked[-1] == PageRequest(paper=f"label:{missing.ref}")
        hers.press("count").scan(NOBODYS).press("count")
        hers.shelf.choose(hers.state.rows[-1].key)
        hers.press("paper")
        assert len(hers.asked) == 3 and hers.told == "Aucun papier ne va avec ceci."


def test_whoever_is_to_be_reminded_is_one_key_further(play: Play) -> None:
    with at_shelf(play) as hers:
        ((_, rows),) = [one for one in hers.by_heading() if one[0].startswith("À rappeler")]
        hers.shelf.choose(rows[0].key)
        hers.press("open")
        assert hers.asked == [PageRequest(card=rows[0].ref, act="relay.remind")]
        place = hers.state.rows.index(rows[0])
        play.do("relay.remind", tracking=SOON)
        hers.shelf.look()
        # It left the list: the next one is chosen, not the first of all.
        assert hers.state.row is hers.state.rows[place]


def as_azerty(code: str) -> str:
    """What a scanner in the layout of the United States types on a French PC, for figures alone."""
    return code.translate(str.maketrans("1234567890", "&é\"'(-è_çà")).replace("A", "q")


def test_an_inventory_tells_what_is_missing_and_what_is_too_much(play: Play) -> None:
    with at_shelf(play) as hers:
        written = play.head()
        hers.press("count")
        assert hers.state.inventory and [row.tag for row in hers.state.rows] == [""] * 12
        hers.scan(LATE, LAST.lower(), as_azerty(TODAY), " 6a 15602-68384 1", own_code(play).upper(), DPD)
        assert hers.state.seen == 6
        hers.scan(LATE)
        assert hers.told == "Déjà scanné\u00a0: A2 · Colissimo …8255." and hers.state.seen == 6
        hers.scan(GONE)
        assert "Déjà remis aujourd’hui" in hers.told
        hers.scan(RETURNED, NOBODYS, "ZZ9", GONE.lower())
        assert hers.told.startswith("Déjà scanné") and hers.state.surplus == 4
        hers.scan(LOST, LETTER, CHRONOPOST, REGISTERED)
        assert hers.sections()[0] == ("A · 4 sur 4", ["A1", "A2", "A3", "A10"])
        hers.press("count")
        assert hers.sections() == [
            ("Manquants · 2", ["B4", "12"]),
            ("Retrouvé\u00a0: à noter · 1", ["C1"]),
            ("En trop sur cette étagère · 4", ["", "", "", ""]),
        ]
        surplus = {row.title: row.detail for row in hers.by_heading()[2][1]}
        assert surplus["ZZ9"] == "Personne ici ne connaît ce code"
        assert surplus["Colissimo …6348"] == "Déjà remis aujourd’hui"
        assert surplus["Colissimo …6355"] == "Reparti avec le facteur aujourd’hui"
        assert play.head() == written
        hers.press("open")
        (missing,) = [row for row in hers.state.rows if row.place == "B4"]
        assert hers.asked == [PageRequest(card=missing.ref, act="relay.report_incident")]


def test_every_scan_is_answered_at_once_in_one_sentence(play: Play) -> None:
    """What it is, told the moment it is read; only what could lie there is listed as too much."""
    own = own_code(play)
    printed = printed_code(own)
    misread = printed[:-1] + ("0" if printed[-1] != "0" else "1")
    play.do("relay.deposit", kind="parcel", tracking="8K00009775879")
    play.close(counted_cents=None)
    play.open("2026-11-26T08:00")
    not_expected = "Pas attendu sur cette étagère\u00a0: "
    answers = (
        (LATE, "Vu\u00a0: A2 · Colissimo …8255."),
        (LATE, "Déjà scanné\u00a0: A2 · Colissimo …8255."),
        (printed, f"Vu\u00a0: B2 · Colissimo …{own[-4:].upper()}."),
        (own, f"Déjà scanné\u00a0: B2 · Colissimo …{own[-4:].upper()}."),
        (misread, f"L’étiquette {misread} a été mal lue\u00a0: scannez-la encore une fois."),
        ("a-4t9d2k7mx0q3", "a-4t9d2k7mx0q3 est une place\u00a0: scannez ce qui s’y trouve."),
        ("tiroir 1", "tiroir 1 est une place\u00a0: scannez ce qui s’y trouve."),
        (GONE, not_expected + "Colissimo …6348. Déjà remis hier."),
        (RETURNED, not_expected + "Colissimo …6355. Reparti avec le facteur hier."),
        (RETURNED, "Déjà scanné\u00a0: Colissimo …6355."),
        ("8K00009775879", not_expected + "…5879. Déposé hier, attend le facteur."),
        (NOBODYS, not_expected + "Colissimo …5862. Ni en rayon, ni en attente du facteur."),
        ("ZZ9", not_expected + "ZZ9. Personne ici ne connaît ce code."),
        (LOST, "Vu\u00a0: C1 · Colissimo …6324."),
    )
    with at_shelf(play) as hers:
        hers.press("count")
        told = [(code, hers.scan(code).told) for code, _ in answers]
        assert told == list(answers)
        assert (hers.state.seen, hers.state.surplus) == (3, 5)
        hers.press("count")
        assert [len(rows) for _, rows in hers.by_heading()] == [9, 1, 5]


def test_what_was_found_follows_what_is_done_about_it(play: Play) -> None:
    with at_shelf(play) as hers:
        hers.press("count").scan(*set(EVERYTHING) - {PLAIN}, own_code(play), RETURNED, NOBODYS).press("count")
        assert [heading for heading, _ in hers.sections()] == [
            "Manquants · 1",
            "Retrouvé\u00a0: à noter · 1",
            "En trop sur cette étagère · 2",
        ]
        play.do("relay.report_incident", tracking=PLAIN, incident="not_found")
        play.do("relay.report_incident", tracking=LOST, incident="found")
        play.do("relay.receive", tracking=NOBODYS, shelf="A8")
        hers.shelf.look()
        assert hers.sections() == [
            ("Toujours introuvables · 1", ["12"]),
            ("En trop sur cette étagère · 1", [""]),
        ]
        play.do("relay.taken_back", tracking=RETURNED)
        play.do("relay.report_incident", tracking=PLAIN, incident="found")
        hers.shelf.refresh()
        # What came in since is not missing.
        assert hers.sections() == [("Manquants · 1", ["12"])]
        hers.press("back")
        assert hers.state.rests and hers.state.count == 14


def test_what_is_handed_over_meanwhile_is_not_missing(play: Play) -> None:
    with at_shelf(play) as hers:
        hers.press("count").scan(LATE)
        play.do("relay.hand_over", tracking=SOON, **SEEN)
        hers.press("count")
        assert "B1" not in [row.place for row in hers.state.rows]


def test_everything_there_is_told(play: Play) -> None:
    play.do("relay.report_incident", tracking=LOST, incident="found")
    with at_shelf(play) as hers:
        hers.press("count").scan(*EVERYTHING, own_code(play)).press("count")
        assert hers.told == "Tout est là, et rien d’autre." and hers.state.rows == ()


def test_a_tick_by_hand_and_its_way_back(play: Play) -> None:
    with at_shelf(play) as hers:
        hers.press("count").type("b4").press("tick", "tick")
        assert hers.state.seen == 1 and hers.state.row is not None and hers.state.row.seen
        hers.press("untick", "untick")
        assert hers.state.seen == 0
        # What is typed whole counts as scanned; a slip of the finger does not.
        hers.type("6a15602676300").press("open").type("zz9").press("open")
        assert (hers.state.seen, hers.state.surplus) == (1, 0)
        assert hers.asked == []


def test_keys_pressed_twice_throw_nothing_away(play: Play) -> None:
    with at_shelf(play) as hers:
        hers.press("count", "count")
        assert hers.state.inventory and "Échap" in hers.told
        hers.scan(LATE).press("back")
        assert hers.state.inventory
        # Whatever comes between, it was not meant.
        hers.scan(LAST).press("back")
        assert hers.state.inventory
        hers.press("count", "count")
        assert hers.state.outcome is not None and len(hers.state.outcome.missing) == 9
        hers.press("back")
        assert hers.state.rests
        hers.press("count").scan(LATE).press("back", "back")
        assert hers.state.rests and not hers.state.steps_back


def test_scans_are_the_counters_but_during_an_inventory(play: Play) -> None:
    with at_shelf(play) as hers:
        assert not hers.shelf.scan(LATE)
        hers.press("count")
        assert hers.shelf.scan(LATE)
        hers.press("count")
        assert not hers.shelf.scan(LAST)


def test_scans_that_come_while_the_desk_is_at_work_all_count(play: Play) -> None:
    later = Later()
    with at_shelf(play, later) as hers:
        later.finish()
        hers.press("count", "count")
        later.finish()
        assert hers.state.inventory
        for code in (LATE, LAST, GONE):
            hers.shelf.scan(code)
        assert hers.state.busy and hers.state.seen == 0
        # The end waits for what was scanned before it; a second press of it is none.
        hers.press("count", "count")
        assert not hers.shelf.scan(TODAY)
        later.finish()
        assert hers.state.outcome is not None and not hers.state.busy
        assert (hers.state.outcome.seen, len(hers.state.outcome.surplus)) == (2, 1)


def test_an_end_that_is_under_way_is_not_left_and_a_scan_of_a_given_up_inventory_is_none(play: Play) -> None:
    later = Later()
    with at_shelf(play, later) as hers:
        hers.press("count")
        later.finish()
        hers.scan(LATE).press("back")
        assert hers.state.rests
        later.finish()
        assert hers.state.rests and hers.told == ""
        hers.press("count")
        later.finish()
        hers.scan(LATE).press("count", "back")
        later.finish()
        assert hers.state.outcome is not None and hers.state.outcome.seen == 1


def test_ticks_are_given_up_by_two_keys_with_nothing_between(play: Play) -> None:
    with at_shelf(play) as hers:
        hers.press("count").scan(LATE)
        for between in (
            lambda: hers.shelf.choose(hers.state.rows[-1].key),
            lambda: hers.shelf.type("a"),
            lambda: hers.press("tick"),
        ):
            hers.press("back")
            between()
            if hers.state.typed:
                hers.press("back")
            assert hers.state.inventory
        hers.press("back", "back")
        assert hers.state.rests


class Failing:
    """Jobs that fail when the test says so: a disk that is gone."""

    def __init__(self) -> None:
        self.fails = False

    def __call__(self, job: Any, done: Any, failed: Any) -> None:
        if self.fails:
            failed(EnvironmentFailure("window.unexpected"))
        else:
            done(job())


def test_what_cannot_be_read_is_told_and_the_ticks_stay(play: Play) -> None:
    run = Failing()
    with at_shelf(play, run) as hers:
        run.fails = True
        hers.press("count")
        assert hers.state.rests and hers.state.told is not None and hers.state.told.tone == "bad"
        run.fails = False
        hers.press("count").scan(LATE)
        run.fails = True
        hers.press("count")
        assert hers.state.inventory and hers.state.told is not None and hers.state.told.tone == "bad"
        run.fails = False
        hers.press("count")
        assert hers.state.outcome is not None and hers.state.outcome.seen == 1


def test_a_service_without_a_shelf_shows_nothing(play: Play) -> None:
    with at_shelf(play) as hers:
        shop = ShelfPresenter(ShelfDesk(hers.face), "shop", PageHost(hers.run, long_now), hers.seen.append)
        shop.look()
        shop.press("collect")
        shop.press("count")
        assert (shop.state.rows, shop.state.collector, shop.state.orders) == ((), "", ("deadline", "place"))
        assert shop.state.rests and hers.asked == []
