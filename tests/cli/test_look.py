"""``look``: what a code is, or what waits for whoever is named; nothing of it is kept anywhere.

Issue C scope 7: no list of addressees, a live match on what is open, never stored.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from concierge_desk.counter.cards.agenda import asked_name
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.pages.counter.desk import FrontFace
from tests.cli.helpers import say
from tests.cli.waiting import EVE, KESSLER, SLOT, basket, cards, register, thing


def test_the_cards_of_a_name(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, awaited=cards(KESSLER))
    told = say("--data", new, "look", "Mme Kessler", "--json").json
    assert told == {
        "ok": True,
        "practice": True,
        "recognised": [],
        "cards": [
            {
                "service": "shop",
                "ref": "c-1",
                "label": "Panier",
                "place": "B1",
                "state": "held",
                "deadline_day": EVE,
                "slot": SLOT,
            }
        ],
        "things": [
            {
                "thing": "c-1",
                "service": "shop",
                "state": "held",
                "place": "B1",
                "due_slot": SLOT,
                "open_cents": 0,
            }
        ],
    }
    lines = say("--data", new, "look", "Kessler", "--lang", "en").out.splitlines()
    assert "FACTICE" in lines[0]
    assert lines[2:] == ["  c-1  Panier  B1  held  until 2026-12-24  last open 2026-12-24, 15:00–18:00"]
    assert lines[1].endswith(" (1)")


def test_where_a_card_stands_is_said_in_the_language_asked(
    new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the service's own list of states, where it has one."""
    register(monkeypatch, awaited=cards(replace(KESSLER, service="relay", state="not_found")))
    assert "  B1  Introuvable  " in say("--data", new, "look", "Kessler").out
    assert "  B1  Not found  " in say("--data", new, "look", "Kessler", "--lang", "en").out


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("taken_in", "Déposé"),
        ("sent", "À l’atelier"),
        ("prepared", "Préparé"),
        ("signed", "Parti"),
        ("odd", "odd"),
    ],
)
@pytest.mark.parametrize("trade", ["pressing", "bikefix"])
def test_what_is_entrusted_is_said_in_words(
    trade: str, state: str, told: str, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(monkeypatch, awaited=cards(replace(KESSLER, service=trade, state=state)))
    assert f"  B1  {told}  " in say("--data", new, "look", "Kessler").out


def test_nobody_of_that_name(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, awaited=cards(KESSLER))
    done = say("--data", new, "look", "Muller", "--json")
    assert (done.status, done.json["cards"]) == (0, [])
    assert say("--data", new, "look", "Muller", "--lang", "en").out.splitlines()[1:] == [
        "Nothing waits under this name."
    ]


def test_a_name_is_read_from_the_standard_input(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no list of processes and no history of a terminal holds it."""
    register(monkeypatch, awaited=cards(KESSLER))
    asked = say("--data", new, "look", "Mme Kessler", "--json")
    for typed in ("Mme Kessler\n", "Mme Kessler", "\ufeff Mme Kessler \r\nMuller\n"):
        done = say("--data", new, "look", "-", "--json", stdin=typed.encode())
        assert (done.status, done.out) == (0, asked.out)
    done = say("--data", new, "look", "-", "--json")
    assert (done.status, done.json["refused"]["code"]) == (3, "look.too_short")


@pytest.mark.parametrize("typed", [b"\xff\xfe", b"x" * 2_000_000])
def test_what_is_no_name_on_the_standard_input_is_wrong_usage(typed: bytes, new: Path) -> None:
    done = say("--data", new, "look", "-", stdin=typed)
    assert done.status == 2
    assert len(done.err) < 500


def test_a_code_first(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a service knows by its code is no name, whatever could be read in it."""
    register(monkeypatch, awaited=cards(KESSLER, name="c-kessler"), recognise=basket)
    told = say("--data", new, "look", "C-Kessler", "--json").json
    assert told["recognised"] == [{"service": "shop", "basket": "c-kessler", "certain": True, "owner": None}]
    assert told["cards"] == []
    lines = say("--data", new, "look", "C-Kessler", "--lang", "en").out.splitlines()
    assert len(lines) == 2
    assert lines[1].endswith("  c-kessler")
    # A code may be shorter than a name.
    assert say("--data", new, "look", "c-", "--json").status == 0


def test_twenty_at_most(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = [thing(f"c-{n}", state="held") for n in range(25)]
    register(monkeypatch, awaited=cards(*waiting))
    told = say("--data", new, "look", "Kessler", "--json").json
    assert [card["ref"] for card in told["cards"]] == [f"c-{n}" for n in range(20)]
    out = say("--data", new, "look", "Kessler", "--lang", "en").out
    assert out.endswith("There may be more: type more of the name.\n")
    register(monkeypatch, awaited=cards(*waiting[:19]))
    assert "more" not in say("--data", new, "look", "Kessler", "--lang", "en").out


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "K", "K e s", "..", "12345", "M.", "Mme", "Mme K", "Madame", "Famille", "M. K."),
        *("%", "%%%", "___", "Kes%", "Kes_er", "*", "Kess*", "Kess?er", "A B C D"),
    ],
)
def test_nobody_lists_everybody(text: str, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Postal secrecy: no empty text, no wildcard, no title shows who has a parcel."""
    register(monkeypatch, awaited=lambda _rows, _name, _now: (KESSLER,))
    done = say("--data", new, "look", "--json", "--", text)
    assert (done.status, done.json["refused"]["code"]) == (3, "look.too_short")


CODES = {
    "T-2026-000001": "",
    "CAFE": "",
    "LV_20": "",
    "861011301731382": "Remis",
    "EP111111110FR": "À remettre",
    "8L41392128255": "Rendu au facteur",
    "8K00009775862": "Parti avec le facteur",
    "B-2026-0001": "Signé",
}
"""Codes of the real day, and the state in which each is told."""


def test_a_code_is_what_the_window_finds(played: Path) -> None:
    """One question: each card of a code that the window shows is told, whatever is recognised in it."""
    with open_desk(Options(played)) as desk:
        face = FrontFace(desk, "fr")
        shown = {text: [offer.ref for offer in face.found(text) if not offer.unknown] for text in CODES}
        face.close()
    told = {text: say("--data", played, "look", text, "--json").json["cards"] for text in CODES}
    assert {text: [card["ref"] for card in cards] for text, cards in told.items()} == shown
    assert all(len(refs) == 1 for refs in shown.values())


def test_a_code_is_told_by_its_state_and_never_by_a_name(played: Path) -> None:
    for text, state in CODES.items():
        lines = say("--data", played, "look", text).out.splitlines()
        assert lines[-2].endswith(" (1)") and state in lines[-1]
        assert not any(name in line for line in lines for name in ("Kessler", "Muller", "Da Silva"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(
            ("Kes", "Kes"),
            ("Mme  Kessler", "Kessler"),
            ("MADAME Kessler", "Kessler"),
            ("M. Li Wei", "Li Wei"),
        ),
        *(("Vo Ha", "Vo Ha"), ("J. Kessler", "J. Kessler"), ("L'Oréal", "L'Oréal"), ("Émé", "Émé")),
        *(("Dr. Maître", "Maître"), ("Kessler-Muller 3", "Kessler-Muller 3")),
    ],
)
def test_the_name_that_is_looked_for(text: str, name: str) -> None:
    assert asked_name(text) == name


def test_it_leaves_no_trace(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """R-4.14: no entry, no file that holds the name, no line of the log: found, not found, refused, or a code."""
    register(monkeypatch, awaited=cards(KESSLER, name="Zwygart"), recognise=basket)
    before = say("--data", new, "verify", "--json").json
    for text in ("Zwygart", "Zwygartinger", "Z", "c-zwygart"):
        say("--data", new, "look", text)
        say("--data", new, "look", text, "--json")
    assert say("--data", new, "verify", "--json").json == before
    (log,) = new.rglob("concierge-desk.log")
    # The refusals are told, and nothing of what was asked.
    assert log.read_text("utf-8").count("look.too_short") == 2
    for path in new.rglob("*"):
        assert path.is_dir() or b"zwygart" not in path.read_bytes().lower(), path
