"""The statement frozen at the closing, La Poste's tables, and the check that finds what does not add up."""

import copy
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.domain.journal import Posted
from concierge_desk.exporting import tables as csvs
from concierge_desk.registry import SERVICES
from concierge_desk.services.relay import reports
from concierge_desk.services.relay.reports import columns, wording
from tests.counter.desks import COFFEE, LV_20, Play, card, cash, cheque
from tests.sizes import few

RELAY = next(service for service in SERVICES if service.code == "relay")
(EXPORT,) = RELAY.aside().exports
PARCEL, LETTER, DPD = "6A15602676300", "861011301731382", "008182709980000020033350276C"
CONTRACT = Path(__file__).resolve().parents[2] / "docs" / "contract.md"
NAMES = ("Kessler", "Roth", "Weber", "concierge")


@pytest.fixture
def played(shop: Play) -> Play:
    """A day with everything the relay knows, for two networks, closed."""
    shop.do("relay.stock_receive", product="LV_20", quantity=10)
    shop.do(
        "relay.receive",
        tracking=PARCEL,
        shelf="A1",
        addressee={"name": "Mme Kessler"},
        presented_day="2026-11-24",
    )
    shop.do("relay.receive", tracking=LETTER, shelf="A2", addressee={"name": "M. Roth"})
    shop.do(
        "relay.receive",
        tracking="EP111111110FR",
        shelf="=A3",
        confirmed=True,
        addressee={"name": "Mme Weber"},
    )
    shop.do("relay.receive", shelf="A4", carrier="letter")
    shop.do("relay.receive", tracking=DPD, shelf="D1", addressee={"name": "M. Schmitt"})
    shop.do(
        "relay.hand_over", tracking=PARCEL, collector="proxy", id_document="id_card",
        proxy={"name": "M. Roth", "id_document": "passport", "mandate": "on_notice"},
    )  # fmt: skip
    shop.do("relay.refuse", tracking=LETTER, reason="Mme Weber a déménagé")
    shop.do("relay.hand_to_postman", what="returns", trackings=[LETTER])
    shop.do("relay.deposit", kind="letter", count=14)
    shop.settle([COFFEE, {**LV_20, "quantity": 3}], cash(1000))
    shop.settle(
        [
            {
                "do": "relay.frank",
                "product": "COL",
                "zone": "FR",
                "weight_g": 1800,
                "tracking": "6A15602683842",
            }
        ],
        card(1000),
        cheque(119),
    )
    shop.do("relay.hand_to_postman", what="deposits")
    shop.close(counted_cents=None)
    return shop


def entries(play: Play, aud: str = "LAPOSTE") -> list[Posted]:
    return [entry for entry in play.posted() if entry.aud == aud]


def table(play: Play, name: str) -> list[dict[str, Any]]:
    found = next(made for made in reports.export_tables(entries(play)) if made.spec.name == name)
    names = [field.name for field in found.spec.fields]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


def test_the_statement_of_la_poste(played: Play) -> None:
    """R-2.22: under the number of its closing."""
    (statement,) = [entry for entry in entries(played) if entry.kind == "relay.day_reported"]
    data = statement.data
    assert (data["number"], data["day"]) == ("Z-2026-0001", "2026-11-25")
    assert data["site"] == {
        "desk": "AMP1-F",
        "name": "Conciergerie Solidaire Ampère",
        "office": "",
        "regate": "",
    }
    assert data["charged_cents"] == 456 + 1119
    assert data["takings"] == [
        {"means": "cash", "charged_cents": 456, "refunded_cents": 0},
        {"means": "card", "charged_cents": 1000, "refunded_cents": 0},
        {"means": "cheque", "charged_cents": 119, "refunded_cents": 0},
    ]
    assert data["custody"] == {"received": 4, "handed_over": 1, "refused": 1, "returned": 1, "held": 2}
    assert (data["deposits"], data["complaints"]) == (14, 0)
    assert data["departures"] == [
        {
            "slip": "B-2026-0002",
            "kind": kind,
            "deposited_day": "2026-11-25",
            "left_day": "2026-11-25",
            "count": n,
        }
        for kind, n in (("franked", 1), ("letter", 14))
    ]
    assert [row["tracking"] for row in data["held"]] == ["EP111111110FR", None]
    assert (data["perpetual_cents"], data["perpetual_abs_cents"]) == (1575, 1575)
    assert "bordereau:2026-11-25" in data["documents"]
    assert played.head() == statement.seq + 2  # another network's, then day.closed


def test_the_statement_of_another_network(played: Play) -> None:
    (statement,) = [entry for entry in entries(played, "DPD") if entry.kind == "relay.day_reported"]
    data = statement.data
    assert data["custody"] == {"received": 1, "handed_over": 0, "refused": 0, "returned": 0, "held": 1}
    assert (data["charged_cents"], data["stock"], [row["tracking"] for row in data["held"]]) == (0, [], [DPD])
    assert "documents" not in data


def test_a_network_is_told_of_its_last_item_too(played: Play) -> None:
    """Nothing of DPD's is left, nothing came: what was handed over today still stands in its statement."""
    played.open("2026-11-26T08:00")
    played.do("relay.hand_over", tracking=DPD, collector="addressee", pickup_code=True)
    played.close(counted_cents=None)
    statement = [entry for entry in entries(played, "DPD") if entry.kind == "relay.day_reported"][-1]
    assert statement.data["day"] == "2026-11-26"
    assert statement.data["custody"] == {
        "received": 0,
        "handed_over": 1,
        "refused": 0,
        "returned": 0,
        "held": 0,
    }
    played.open("2026-11-27T08:00")
    played.close(counted_cents=None)
    assert [
        entry.aud
        for entry in played.posted()
        if entry.kind == "relay.day_reported" and entry.data["day"] == "2026-11-27"
    ] == ["LAPOSTE"]


def test_an_empty_day_has_a_statement(shop: Play) -> None:
    shop.close(counted_cents=None)
    data = shop.last("relay.day_reported").data
    assert (data["charged_cents"], data["held"], data["deposits"]) == (0, [], 0)
    assert [row["product"] for row in data["stock"]] == ["LI_20", "LV_20"]
    assert reports.check(entries(shop)) == ()


def test_operations(played: Play) -> None:
    rows = table(played, "operations")
    told = [
        (row["operation"], row["product"], row["quantity"], row["amount"], row["tracking"]) for row in rows
    ]
    assert told == [
        ("reassort", "LV_20", 10, None, None),
        ("depot", "letter", 14, None, None),
        ("vente", "LV_20", 3, 456, None),
        ("affranchissement", "COL", 1, 1119, "6A15602683842"),
    ]
    assert (rows[3]["zone"], rows[3]["weight_g"], rows[3]["max_g"]) == ("FR", 1800, 2000)
    assert rows[3]["warnings"] == "tracking.check_key"
    assert [row["ticket"] for row in rows] == [None, None, "T-2026-000001", "T-2026-000002"]
    assert reports.operation_rows(entries(played)) == rows
    assert sum(row["amount"] or 0 for row in rows) == 1575


def test_movements(played: Play) -> None:
    rows = table(played, "custody")
    assert [(row["movement"], row["tracking"]) for row in rows] == [
        ("arrivee", PARCEL), ("arrivee", LETTER), ("arrivee", "EP111111110FR"), ("arrivee", None),
        ("remise", PARCEL), ("refus", LETTER), ("retour", LETTER),
    ]  # fmt: skip
    assert (rows[0]["presented_day"], rows[0]["deadline_day"]) == (date(2026, 11, 24), date(2026, 12, 9))
    assert (rows[2]["warnings"], rows[3]["warnings"]) == ("tracking.check_key", "relay.tracking_missing")
    assert (rows[4]["collector"], rows[4]["id_document"], rows[4]["mandate"]) == (
        "proxy",
        "id_card",
        "on_notice",
    )
    assert (rows[5]["reason"], rows[6]["slip"]) == ("other", "B-2026-0001")
    # A slip of deposits moves no custody.
    assert {row["slip"] for row in rows} == {None, "B-2026-0001"}


def test_codes_are_said_in_french_and_instants_by_the_clock_of_the_shop(played: Play) -> None:
    rows = table(played, "operations")
    assert [(row["operation_fr"], row["product_fr"], row["tracking_fr"]) for row in rows] == [
        ("Réassort", "Lettre verte 20\u00a0g", None),
        ("Dépôt", "Lettres", None),
        ("Vente", "Timbre Lettre verte 20\u00a0g", None),
        ("Affranchissement", "Colissimo domicile, jusqu’à 2\u00a0kg", "n°\u00a06A15602683842"),
    ]
    assert (
        rows[0]["at_local"] == datetime.fromisoformat("2026-11-25T08:00")
        and rows[0]["at_local"].tzinfo is None
    )
    assert rows[0]["warnings_fr"] is None and "6A15602683842" in rows[3]["warnings_fr"]
    moved = table(played, "custody")
    assert [row["movement_fr"] for row in moved] == [*["Arrivée"] * 4, "Remise", "Refus", "Rendu au facteur"]
    assert [row["carrier_fr"] for row in moved[:4]] == [
        *("Colissimo", "Lettre suivie", "Chronopost", "Lettre suivie"),
    ]
    assert [moved[4][f"{name}_fr"] for name in ("collector", "id_document", "proxy_document", "mandate")] == [
        *("Mandataire", "Carte d’identité", "Passeport", "Procuration sur l’avis"),
    ]
    assert (moved[5]["reason_fr"], moved[4]["reason_fr"]) == ("Autre raison", None)
    held = table(played, "held")
    assert [(row["state_fr"], row["last_useful_slot"], row["last_useful_slot_local"]) for row in held] == [
        ("À remettre", "2026-12-09T08:00/11:30", datetime.fromisoformat("2026-12-09T11:30")),
        ("À remettre", "2026-12-10T15:00/18:00", datetime.fromisoformat("2026-12-10T18:00")),
    ]


@pytest.mark.parametrize(
    ("column", "code", "said"),
    [
        ("movement", "annulation_arrivee", "Annulation\u00a0: arrivée"),
        ("movement", "mal_dirige", "Mal dirigé"),
        ("reason", "wrong_key", "Mauvaise touche"),
        ("reason", "wrong_person", "Remis à la mauvaise personne"),
        ("reason", "refused_by_addressee", "Refusé par le destinataire"),
        ("collector", "addressee", "Destinataire"),
        ("state", "misrouted", "Mal dirigé"),
        # What no list knows any more stands for itself.
        *((column, "gone", "gone") for column in ("operation", "collector", "carrier", "reason", "means")),
        ("movement", "gone", "gone"),
        ("movement", "annulation_gone", "Annulation\u00a0: gone"),
    ],
)
def test_a_code_in_words(column: str, code: str, said: str) -> None:
    french = wording.worded(f"{column}_fr")
    assert french({column: code}) == said
    assert french({column: None}) is None


def test_every_code_of_the_statement_has_its_words(played: Play) -> None:
    """A column that is declared to be said in French is said, whatever the row."""
    for found in reports.export_tables(entries(played)):
        for field in found.spec.fields:
            if field.worded:
                wording.worded(field.name)({field.name.removesuffix("_fr"): "gone", field.name: "said"})
    assert set(columns.MOVEMENTS) == {
        *reports._MOVEMENTS.values(),
        *reports._INCIDENTS.values(),
        "retour",
        "reprise",
    }
    assert set(columns.OPERATIONS_FR) == {*reports._OPERATIONS.values(), *reports._REASONS.values()}


def test_a_statement_that_calls_no_product_by_name_calls_it_by_its_code(played: Play) -> None:
    """As those of older versions do; a sale still has the words of its ticket, a complaint those of the list."""
    (report,) = (entry.data for entry in entries(played) if entry.kind == "relay.day_reported")
    bare = {**report, "stock": [{k: v for k, v in row.items() if k != "label"} for row in report["stock"]]}
    labels = wording.stock_labels(bare)
    assert labels == {"LI_20": "LI_20", "LV_20": "LV_20"}
    made = {entry.kind: wording.product(entry, labels) for entry in entries(played)}
    assert made["relay.stock_received"] == "LV_20"
    assert made["relay.sold"] == "Timbre Lettre verte 20\u00a0g"
    assert made["relay.handed_to_postman"] is None
    (received, *_) = (entry for entry in entries(played) if entry.kind == "relay.stock_received")
    complaint = replace(received, data={"subject": "late", "count": 1})
    assert wording.product(complaint, labels) == "Retard"


def test_an_addressee_in_person(shop: Play) -> None:
    shop.do("relay.receive", tracking=PARCEL, shelf="A1")
    shop.do("relay.hand_over", tracking=PARCEL, collector="addressee", id_document="passport")
    shop.close(counted_cents=None)
    row = table(shop, "custody")[-1]
    assert (row["collector"], row["id_document"], row["mandate"]) == ("addressee", "passport", None)


_COUNTS = ("opening", "received", "sold", "closing", "restock")


def test_held_stock_takings(played: Play) -> None:
    held = table(played, "held")
    assert [(row["deadline_day"], row["state"], row["shelf"]) for row in held] == [
        (date(2026, 12, 9), "held", "=A3"), (date(2026, 12, 10), "held", "A4"),
    ]  # fmt: skip
    assert all(row["presented_day"] is None and row["arrived_day"] == date(2026, 11, 25) for row in held)
    still = {"spoiled": 0, "counted": None, "gap": 0, "opened": 0, "revalued": 0}
    assert table(played, "stock") == [
        {"product": product, "product_fr": called, **dict(zip(_COUNTS, counts, strict=True)), **still}
        for product, called, *counts in (
            ("LI_20", "Lettre internationale 20\u00a0g", 0, 0, 0, 0, 60),
            ("LV_20", "Lettre verte 20\u00a0g", 0, 10, 3, 7, 393),
        )
    ]
    assert table(played, "takings") == [
        {"means": "cash", "charged": 456, "refunded": 0, "means_fr": "Espèces"},
        {"means": "card", "charged": 1000, "refunded": 0, "means_fr": "Carte"},
        {"means": "cheque", "charged": 119, "refunded": 0, "means_fr": "Chèque"},
    ]


def test_the_contract_names_every_column(played: Play) -> None:
    words = " ".join(CONTRACT.read_text("utf-8").split())
    for found in reports.export_tables(entries(played)):
        columns = " ".join(field.name for field in found.spec.fields)
        assert f"- `{found.spec.file}`: `{columns}`" in words, found.spec.file


TYPES = {
    "boolean": bool,
    "integer": int,
    "money": int,
    "string": str,
    "date": date,
    "datetime": datetime,
    "local": datetime,
}


def test_every_cell_is_of_its_type_and_every_table_is_a_csv(played: Play) -> None:
    made = reports.export_tables(entries(played))
    assert [found.spec.file for found in made] == [
        "operations.csv", "custody.csv", "held.csv", "stock.csv", "takings.csv",
    ]  # fmt: skip
    for found in made:
        assert found.spec.name == found.spec.name.lower()
        for row in found.rows:
            for field, cell in zip(found.spec.fields, row, strict=True):
                assert cell is not None or not field.required, field.name
                assert cell is None or type(cell) is TYPES[field.type], (field.name, cell)
        content = csvs.to_csv(found.spec, found.rows).decode("utf-8-sig")
        assert content.splitlines()[0] == ";".join(field.name for field in found.spec.fields)
        assert not any(name in content for name in NAMES)


def test_the_same_entries_give_the_same_bytes(played: Play) -> None:
    once, again = (
        [csvs.to_csv(found.spec, found.rows) for found in reports.export_tables(entries(played))]
        for _ in range(2)
    )
    assert once == again


# The check: each disagreement is found by itself.

STATEMENT = "relay.day_reported"


def altered(posted: list[Posted], kind: str, change: Any) -> list[Posted]:
    """Return the entries with the data of one of them changed."""
    place = next(n for n, entry in enumerate(posted) if entry.kind == kind)
    data = copy.deepcopy(dict(posted[place].data))
    change(data)
    return [*posted[:place], replace(posted[place], data=data), *posted[place + 1 :]]


def put(*path: Any) -> Any:
    *keys, last, value = path

    def change(data: Any) -> None:
        for key in keys:
            data = data[key]
        data[last] = value

    return change


@few(9)
@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        (STATEMENT, put("charged_cents", 1574), "export.takings_differ"),
        (STATEMENT, put("takings", 0, "charged_cents", 457), "export.takings_differ"),
        (STATEMENT, put("takings", 1, "refunded_cents", 1), "export.takings_differ"),
        (STATEMENT, put("takings", 0, "means", "gold"), "export.takings_differ"),
        (
            STATEMENT,
            lambda data: data["takings"].append({"means": "gold", "charged_cents": 0, "refunded_cents": 0}),
            "export.takings_differ",
        ),
        ("relay.sold", put("line", "cents", 1), "export.takings_differ"),
        (STATEMENT, put("custody", "received", 5), "export.custody_differs"),
        (STATEMENT, put("custody", "handed_over", 0), "export.custody_differs"),
        (STATEMENT, put("custody", "refused", 0), "export.custody_differs"),
        (STATEMENT, put("custody", "returned", 2), "export.custody_differs"),
        (STATEMENT, put("custody", "held", 3), "export.custody_differs"),
        (STATEMENT, lambda data: data["held"].pop(), "export.custody_differs"),
        (STATEMENT, put("deposits", 13), "export.custody_differs"),
        (STATEMENT, put("complaints", 1), "export.custody_differs"),
        (STATEMENT, put("departures", 0, "count", 2), "export.custody_differs"),
        (STATEMENT, lambda data: data["departures"].pop(), "export.custody_differs"),
        ("relay.deposited", put("count", 15), "export.custody_differs"),
        (STATEMENT, put("stock", 1, "closing", 6), "export.stock_differs"),
        (STATEMENT, put("stock", 1, "opening", 1), "export.stock_differs"),
        (STATEMENT, put("stock", 1, "received", 9), "export.stock_differs"),
        (STATEMENT, put("stock", 1, "sold", 4), "export.stock_differs"),
        (STATEMENT, put("stock", 1, "spoiled", 1), "export.stock_differs"),
        (STATEMENT, put("stock", 1, "counted", 7), "export.stock_differs"),
        (STATEMENT, put("stock", 1, "gap", 1), "export.stock_differs"),
        (STATEMENT, lambda data: data["stock"].pop(), "export.stock_differs"),
        ("relay.sold", put("quantity", 4), "export.stock_differs"),
        ("relay.stock_received", put("quantity", 11), "export.stock_differs"),
    ],
)
def test_a_disagreement_is_found(played: Play, kind: str, change: Any, code: str) -> None:
    posted = entries(played)
    assert EXPORT.check(posted) == ()
    assert EXPORT.check(altered(posted, kind, change)) == (code,)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("relay.received", "export.custody_differs"),
        ("relay.handed_over", "export.custody_differs"),
        ("relay.refused", "export.custody_differs"),
        ("relay.handed_to_postman", "export.custody_differs"),
        ("relay.deposited", "export.custody_differs"),
        ("relay.franked", "export.takings_differ"),
        ("relay.stock_received", "export.stock_differs"),
    ],
)
def test_an_entry_left_out_is_found(played: Play, kind: str, code: str) -> None:
    posted = entries(played)
    place = next(n for n, entry in enumerate(posted) if entry.kind == kind)
    assert code in EXPORT.check([*posted[:place], *posted[place + 1 :]])


def test_no_statement_or_two(played: Play) -> None:
    posted = entries(played)
    statement = next(entry for entry in posted if entry.kind == STATEMENT)
    without = [entry for entry in posted if entry.kind != STATEMENT]
    assert EXPORT.check(without) == EXPORT.check([*posted, statement]) == ("export.no_statement",)
    with pytest.raises(LookupError):
        reports.report_of(without)


def test_every_code_of_the_check_has_a_sentence() -> None:
    from concierge_desk.desk import catalogue

    for code in ("no_statement", "takings_differ", "custody_differs", "stock_differs"):
        assert f"export.{code}" in catalogue.messages()
