"""Every kind of field: what it reads, what it says of what it cannot read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.values.codelists import Coded
from concierge_desk.counter.values.fields import Field, Form, Group, Otherwise, form_of, group_of
from concierge_desk.counter.values.kinds import (
    EURO,
    MAX_CENTS,
    Act,
    Choice,
    Day,
    Denominations,
    FromList,
    Integer,
    Items,
    Kind,
    OrNull,
    Text,
    Unreadable,
    Word,
    cents,
)
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused

VISA = "4111 1111 1111 1111"


@dataclass(frozen=True)
class Inner:
    name: Annotated[str, Text(), "Who it is."]
    pieces: Annotated[int | None, Integer(1, 9), ""]


@dataclass(frozen=True)
class Middle:
    inner: Annotated[Inner, group_of(Inner), ""]


@dataclass(frozen=True)
class Outer:
    place: Annotated[str, Text(max_length=5), "Where it lies."]
    pieces: Annotated[int, Integer(1, 9), "How many.", Otherwise(1)]
    who: Annotated[Inner | None, group_of(Inner), ""]
    deep: Annotated[Middle | None, group_of(Middle), ""]


OUTER = form_of(Outer)


def code(kind: Kind, raw: object) -> str:
    with pytest.raises(Unreadable) as caught:
        kind.read(raw)
    return caught.value.code


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("A3", "A3"),
        ("  A3  haut  ", "A3 haut"),
        ("A\t3\r\n", "A 3"),
        ("A\x003\x1b\x7f\x85\u2028\u20294", "A 3 4"),
        ("e\u0301tage", "étage"),
        # Signs that nobody sees: they turn letters round, or make two of one name.
        ("Kess\u200bler", "Kessler"),
        ("\u202eelssek\u202c Mme", "elssek Mme"),
        ("\ufeffMme\u2060 Kes\u00adsler\u200e", "Mme Kessler"),
        ("\u2066a\u2069\u061c", "a"),
        ("\u200d Kessler\u200d", "Kessler"),
        ("क्\u200dष", "क्\u200dष"),
        ("x" * 120, "x" * 120),
    ],
)
def test_text_is_trimmed(raw: str, read: str) -> None:
    assert Text().read(raw) == read


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (3, "input.text"),
        (True, "input.text"),
        (["A3"], "input.text"),
        ({}, "input.text"),
        ("\ud800", "input.text"),
        ("", "input.empty"),
        (" \t\n\x00", "input.empty"),
        ("\u200b\u202e", "input.empty"),
        ("\u200d", "input.empty"),
        ("4111\u200b1111\u20601111\u200c1111", "input.card_number"),
        ("x" * 121, "input.too_long"),
        (VISA, "input.card_number"),
        ("carte 4111-1111-1111-1111 ok", "input.card_number"),
        ("4111111111111111", "input.card_number"),
        ("4111\n1111\t1111\x001111", "input.card_number"),
    ],
)
def test_text_refused(raw: object, says: str) -> None:
    assert code(Text(), raw) == says


@pytest.mark.parametrize(
    "raw", ["4111 1111 1111 1112", "1A 18945 277312", "0388001122", "40 rue de Wattwiller 67100"]
)
def test_digits_that_are_no_card(raw: str) -> None:
    assert Text().read(raw) == raw


def test_exempt_text_takes_any_digits() -> None:
    assert Text(exempt=True).read(VISA) == VISA


@given(st.text())
def test_text_has_no_control_character(raw: str) -> None:
    try:
        read = Text(exempt=True).read(raw)
    except Unreadable:
        return
    assert read == read.strip()
    assert not any(ord(mark) < 32 or 0x7F <= ord(mark) <= 0x9F for mark in read)
    assert Text(exempt=True).read(read) == read


@pytest.mark.parametrize("raw", [1, 5, 9])
def test_integer(raw: int) -> None:
    assert Integer(1, 9).read(raw) == raw


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (True, "input.integer"),
        (False, "input.integer"),
        (1.0, "input.integer"),
        ("1", "input.integer"),
        ([1], "input.integer"),
        (0, "input.bounds"),
        (10, "input.bounds"),
        (-(2**70), "input.bounds"),
    ],
)
def test_integer_refused(raw: object, says: str) -> None:
    assert code(Integer(1, 9), raw) == says


def test_cents() -> None:
    assert cents().read(0) == 0
    assert cents().read(MAX_CENTS) == MAX_CENTS
    assert code(cents(), -1) == code(cents(1), 0) == code(cents(), MAX_CENTS + 1) == "input.bounds"


def test_or_null() -> None:
    kind = OrNull(cents(), "nothing")
    assert kind.read(None) == "nothing"
    assert kind.read(3) == 3
    assert code(kind, False) == "input.integer"


def test_day() -> None:
    assert Day().read("2026-11-25") == date(2026, 11, 25)
    assert Day().read("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-02-29",
        "2026-13-01",
        "2026-11-25T08:00",
        "25/11/2026",
        "20261125",
        "2026-W48-3",
        "2026-11-25\n",
        "٢٠٢٦-11-25",
        " 2026-11-25",
        20261125,
        True,
        "",
        # No label and no notice is of another century: a slip of the finger, not a date.
        "0001-01-01",
        "0206-12-09",
        "1999-12-31",
        "2100-01-01",
        "9999-12-31",
    ],
)
def test_day_refused(raw: object) -> None:
    assert code(Day(), raw) == "input.day"


@pytest.mark.parametrize("raw", ["cash", "CASH", " Cash ", "ｃａｓｈ"])
def test_choice_is_generous(raw: str) -> None:
    assert Choice(("cash", "card")).read(raw) == "cash"


@pytest.mark.parametrize("raw", ["gold", "", 1, True, ["cash"], {"cash": 1}])
def test_choice_refused(raw: object) -> None:
    assert code(Choice(("cash", "card")), raw) == "input.choice"


def test_word_is_to_the_letter() -> None:
    kind = Word(("OWN", "MANDATE:LAPOSTE"))
    assert kind.read("OWN") == "OWN"
    for raw in ("own", " OWN", 1, None, ["OWN"]):
        assert code(kind, raw) == "input.choice"


def test_from_list() -> None:
    assert FromList("refusal").read("Abîmé") == Coded("damaged", None)
    assert FromList("refusal").read("Carton ouvert") == Coded("other", "Carton ouvert")
    assert FromList("carrier", closed=True).read("DPD") == Coded("dpd", None)
    assert code(FromList("carrier", closed=True), "La Poste") == "input.choice"
    assert code(FromList("refusal"), True) == "input.text"
    assert code(FromList("refusal"), f"carte {VISA}") == "input.card_number"


def test_from_two_lists() -> None:
    """The first one's code where both have it; the label names both."""
    two = FromList("correction", also="reversal")
    assert two.read("wrong_key") == Coded("wrong_key", None)
    assert two.read("Remis à la mauvaise personne") == Coded("wrong_person", None)
    assert two.read("Autre raison") == Coded("other", None)
    assert two.read("Trop tard") == Coded("other", "Trop tard")
    assert two.label == f"{FromList('correction').label}, or of `reversal`: wrong_person"
    # Money goes back for no such reason: there it is said in her own words.
    assert FromList("correction").read("wrong_person") == Coded("other", "wrong_person")


def test_items() -> None:
    kind = Items(Integer(1, 9), least=1, most=3)
    assert kind.read([1, 2]) == (1, 2)
    assert kind.read((3,)) == (3,)
    for raw in ([], [1, 2, 3, 4], "12", {"1": 2}, 1):
        assert code(kind, raw) == "input.list"
    assert code(kind, [1, True]) == "input.integer"
    assert code(kind, [1, None]) == "input.integer"


def test_act() -> None:
    act = {"do": "shop.sell", "quantity": 0}
    assert Act().read(act) == act
    for raw in ("shop.sell", {}, {"do": 1}, ["do"], None):
        assert code(Act(), raw) == "input.act"


def test_denominations() -> None:
    assert Denominations().read({"2000": 3, "1": 0}) == {2000: 3, 1: 0}
    assert Denominations().read({str(face): 1 for face in EURO}) == dict.fromkeys(EURO, 1)
    assert Denominations().read({}) == {}


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ([], "input.denominations"),
        (2000, "input.denominations"),
        ({"300": 1}, "input.denominations"),
        ({"02000": 1}, "input.denominations"),
        ({"20.00": 1}, "input.denominations"),
        ({2000: 1}, "input.denominations"),
        ({"2000": True}, "input.integer"),
        ({"2000": 1.5}, "input.integer"),
        ({"2000": -1}, "input.bounds"),
        ({"2000": 100_001}, "input.bounds"),
    ],
)
def test_denominations_refused(raw: object, says: str) -> None:
    assert code(Denominations(), raw) == says


def test_a_form_follows_from_the_dataclass() -> None:
    assert OUTER.fields == (
        Field("place", Text(max_length=5), doc="Where it lies.", attribute="place"),
        Field("pieces", Integer(1, 9), required=False, default=1, doc="How many.", attribute="pieces"),
        Field("who", Group(form_of(Inner)), required=False, attribute="who"),
        Field("deep", Group(form_of(Middle)), required=False, attribute="deep"),
    )
    assert form_of(Inner).fields[0].doc == "Who it is."


@dataclass(frozen=True)
class Declared:
    from_: Annotated[str, Text(), "A word of Python."]
    limit: Annotated[int | None, OrNull(Integer(1, 9), None), "Null says something: it has to be given."]
    fund: Annotated[str, Word(("OWN",)), "Known where the command is made."] = "OWN"


def test_what_a_dataclass_may_say_beside() -> None:
    form = form_of(Declared, fund=Word(("OWN", "CAUTION")))
    assert [(field.name, field.required) for field in form.fields] == [
        ("from", True),
        ("limit", True),
        ("fund", False),
    ]
    assert form.parse({"from": "A", "limit": None}) == Declared("A", None)
    assert form.parse({"from": "A", "limit": 3, "fund": "CAUTION"}) == Declared("A", 3, "CAUTION")
    assert form.check({"from_": "A"})[1].keys() == {"from", "limit", "from_"}


def test_form_reads_every_field() -> None:
    assert OUTER.parse({"place": "A3", "who": {"name": "Mme Kessler"}}) == Outer(
        "A3", 1, Inner("Mme Kessler", None), None
    )


def test_all_errors_at_once() -> None:
    command, errors = OUTER.check({"pieces": True, "who": 7, "colour": "red", "deep": {"inner": {}}})
    assert command is None
    assert {name: error.code for name, error in errors.items()} == {
        "place": "input.missing",
        "pieces": "input.integer",
        "who": "input.object",
        "deep": "input.missing",
        "colour": "input.unknown_field",
    }


def test_null_is_as_if_left_out() -> None:
    assert OUTER.parse({"place": "A3", "pieces": None, "who": None}) == Outer("A3", 1, None, None)
    assert OUTER.check({"place": None})[1]["place"].code == "input.missing"


def test_null_where_it_says_something() -> None:
    form = Form(
        Inner,
        (
            Field("name", OrNull(Text(), "none"), default="left out", required=False),
            Field("pieces", Integer(1, 9), required=False),
        ),
    )
    assert form.parse({"name": None}).name == "none"
    assert form.parse({}).name == "left out"


@pytest.mark.parametrize(
    ("raw", "says", "field"),
    [
        ({}, "input.missing", "place"),
        ({"place": "à gauche"}, "input.too_long", "place"),
        ({"place": "A3", "who": {}}, "input.missing", "who.name"),
        ({"place": "A3", "who": {"name": VISA}}, "input.card_number", "who.name"),
        ({"place": "A3", "who": {"name": "M. Roth", "pieces": False}}, "input.integer", "who.pieces"),
        ({"place": "A3", "who": {"name": "M. Roth", "age": 3}}, "input.unknown_field", "who.age"),
        ({"place": "A3", "deep": {"inner": {"name": 3}}}, "input.text", "deep.inner.name"),
        ({"place": "A3", "deep": {"inner": 3}}, "input.object", "deep.inner"),
        ({"place": "A3", "colour": 1}, "input.unknown_field", "colour"),
    ],
)
def test_parse_names_the_field(raw: Mapping[str, Any], says: str, field: str) -> None:
    with pytest.raises(Refused) as caught:
        OUTER.parse(raw)
    assert (caught.value.code, caught.value.params["field"]) == (says, field)
    assert "inner" not in caught.value.params


def test_labels_say_unit_and_bounds() -> None:
    assert Integer(1, 9, "pieces").label == "integer 1 to 9, pieces"
    assert Integer(1, 9).label == "integer 1 to 9"
    assert OrNull(cents(), 0).label.endswith("cents, or null")
    assert group_of(Inner).label == "object {name, pieces?}"
    assert Items(Text(max_length=3)).label == "list of text, at most 3 characters"
    assert Choice(("a", "b")).label == Word(("a", "b")).label == "`a` | `b`"
    assert FromList("refusal").label == "code of `refusal`: refused_by_addressee damaged other"


def _texts(form: Form[Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Text | FromList]]:
    for field in form.fields:
        kind = field.kind.kind if isinstance(field.kind, Items | OrNull) else field.kind
        if isinstance(kind, Group):
            yield from _texts(kind.form, (*path, field.name))
        elif isinstance(kind, Text) or (isinstance(kind, FromList) and not kind.closed):
            yield (*path, field.name), kind


FREE = {
    (name, *path): kind
    for name, command in sorted(catalogue.commands().items())
    for path, kind in _texts(command.form)
}


@pytest.mark.parametrize("where", FREE, ids=".".join)
def test_no_free_text_takes_a_card_number(where: tuple[str, ...]) -> None:
    """R-3.06, over every command that exists and will exist."""
    kind = FREE[where]
    if where == ("bank.import", "lines", "id"):
        # Whatever the bank makes of it: no more than its digest is kept.
        assert kind.read("4111111111111111")
        return
    if where[-1] in ("tracking", "trackings", "barcode", "barcodes"):
        assert kind.read("6A 15602 67630 0")
        assert kind.read("4111111111111111")
        return
    with pytest.raises(Unreadable) as caught:
        kind.read(VISA)
    assert caught.value.code in ("input.card_number", "input.too_long")
    with pytest.raises(Unreadable) as caught:
        kind.read("4111111111111111")
    assert caught.value.code == "input.card_number"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.text(max_size=8) | st.sampled_from(["means", "cents", "given_cents", "name", "do"]),
                inner,
                max_size=3,
            )
        ),
        max_leaves=6,
    ),
    st.sampled_from(sorted(catalogue.commands())),
    st.data(),
)
def test_any_value_is_read_or_named(value: object, name: str, data: st.DataObject) -> None:
    """Whatever stands in a JSON line, a field says a code, never a traceback."""
    form = catalogue.commands()[name].form
    fields = [field.name for field in form.fields]
    raw = {data.draw(st.sampled_from([*fields, "colour"])): value} if fields else {"colour": value}
    command, errors = form.check(raw)
    assert (command is None) == bool(errors)
    assert all(error.code.startswith("input.") for error in errors.values())
