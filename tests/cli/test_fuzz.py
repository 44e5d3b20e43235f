"""Random commands: always an answer, ok or refused; a refusal leaves the store as it was."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from concierge_desk.cli.frame import Invocation
from concierge_desk.counter.command.answers import answer_object, json_line
from concierge_desk.counter.command.operation import Answer
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.desk.overview import day_status
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store.connection import open_unguarded
from tests.cli.helpers import record
from tests.e2e.driver import CLOCK, DAY, FULL, commands, to_lines

FORMS = {name: command.form for name, command in catalogue.commands().items()}
OPS = st.uuids(version=4).map(str)

# Values that are nearly right, and values that are nothing at all.
TRACKINGS = st.sampled_from(
    [raw["tracking"] for raw in commands() if "tracking" in raw]
    + [
        "",
        " ",
        "6A 15602 67630 0",
        "12345678",
        "1" * 60,
        "RB123456785GB",
        "§§§",
        "٣٤٥",
        "%00",
        "0" * 27,
        "dpd",
    ]
)
DAYS = st.one_of(
    st.dates().map(str),
    st.sampled_from(["0001-01-01", "9999-12-31", "2026-02-30", DAY, "2026-11-24", "20261125", "٢٠٢٦-١١-٢٥"]),
)
NUMBERS = st.one_of(
    st.integers(-3, 3000),
    st.integers(),
    st.sampled_from([99_999_999, 100_000, 10_000, 2**53, 2**63, -(2**63), 10**40]),
)
WORDS = st.sampled_from(
    [
        *("LV_20", "LI_20", "LV", "COL", "LR1", "FR", "INT", "OM1", "CAFE", "PHOTOCOPIE", "TVA_10", "TVA_20"),
        *(
            "EXO_POSTE",
            "letter",
            "registered",
            "parcel",
            "prepaid_return",
            "returns",
            "deposits",
            "cash",
            "card",
        ),
        *("cheque", "in", "out", "remittance", "bank", "other", "id_card", "passport", "addressee", "proxy"),
        *(
            "on_notice",
            "refused_by_addressee",
            "counting_error",
            "OWN",
            "CAUTION",
            "MANDATE:LAPOSTE",
            "goods",
        ),
        *(
            "service",
            "colissimo",
            "chronopost",
            "dpd",
            "mondial_relay",
            "s10",
            "A1",
            "Carte d'identité",
            "LR",
        ),
    ]
)
TEXTS = st.one_of(
    WORDS,
    TRACKINGS,
    st.text(max_size=12),
    st.text(st.characters(codec=None), max_size=4),
    st.sampled_from(
        ["\ud800", "\0", "x" * 200, "4111 1111 1111 1111", "{field}", "%s", "\u202e", "' OR 1=1 --"]
    ),
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, st.floats(), TEXTS, DAYS)
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)
PAYMENTS = st.one_of(
    st.fixed_dictionaries(
        {"means": st.just("cash"), "given_cents": st.sampled_from([0, 152, 500, 5000, 10**7])}
    ),
    st.fixed_dictionaries({"means": WORDS, "cents": NUMBERS}),
    st.dictionaries(st.sampled_from(["means", "cents", "given_cents", "x"]), JUNK, max_size=3),
)


def values(name: str) -> st.SearchStrategy[Any]:
    """What is likely to stand in a field of that name, right or wrong."""
    likely: dict[str, st.SearchStrategy[Any]] = {
        "acts": st.lists(acts(), max_size=4),
        "payments": st.lists(PAYMENTS, max_size=3),
        "denominations": st.dictionaries(
            st.sampled_from(["1", "2000", "50000", "3", "", "02"]), NUMBERS, max_size=3
        ),
        "addressee": st.fixed_dictionaries({"name": TEXTS}),
        "proxy": st.dictionaries(st.sampled_from(["name", "id_document", "mandate"]), TEXTS, max_size=3),
        "trackings": st.lists(TRACKINGS, max_size=3),
        "barcodes": st.lists(TEXTS, max_size=3),
        "tracking": TRACKINGS,
    }
    if name in likely:
        return st.one_of(likely[name], likely[name], JUNK)
    if name.endswith("_day") or name == "valid_from":
        return st.one_of(DAYS, DAYS, JUNK)
    if name.endswith(("cents", "_g", "quantity", "count")):
        return st.one_of(st.integers(1, 500), NUMBERS, JUNK)
    return st.one_of(WORDS, WORDS, TEXTS, JUNK)


def fields(name: str) -> st.SearchStrategy[dict[str, Any]]:
    known = {field.name: values(field.name) for field in FORMS[name].fields}
    required = {field.name: known[field.name] for field in FORMS[name].fields if field.required}
    likely = st.fixed_dictionaries(
        required, optional={key: value for key, value in known.items() if key not in required}
    )
    lacking = st.fixed_dictionaries({}, optional=known)
    odd = st.tuples(likely, st.dictionaries(TEXTS, JUNK, max_size=1)).map(lambda both: {**both[1], **both[0]})
    return st.one_of(likely, likely, likely, lacking, odd)


def acts() -> st.SearchStrategy[Any]:
    charged = [name for name, command in catalogue.commands().items() if command.charged]
    sold = st.sampled_from(
        [
            {"do": "relay.sell", "product": "LV_20", "quantity": 1},
            {"do": "shop.sell", "article": "CAFE", "quantity": 2},
            {"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 1800},
        ]
    )
    one = st.sampled_from(charged).flatmap(lambda name: fields(name).map(lambda raw: {**raw, "do": name}))
    return st.one_of(sold, one, one, JUNK)


COMMANDS = st.sampled_from(sorted(FORMS)).flatmap(
    lambda name: st.fixed_dictionaries(
        {"op": OPS, "do": st.just(name)}, optional={"print": st.one_of(st.booleans(), JUNK)}
    ).flatmap(lambda head: fields(name).map(lambda raw: {**raw, **head}))
)
ANYTHING = st.one_of(
    st.dictionaries(st.one_of(TEXTS, st.sampled_from(["op", "do", "print"])), JUNK, max_size=4),
    st.fixed_dictionaries(
        {"op": st.one_of(OPS, JUNK), "do": st.one_of(st.sampled_from(sorted(FORMS)), JUNK)}
    ),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, _new: Path) -> Iterator[Desk]:
    """A desk in the middle of the real day; it lives through every example."""
    data = tmp_path_factory.mktemp("fuzz") / "poste"
    shutil.copytree(_new, data)
    assert record(data, to_lines(commands()[:30]), "--clock", CLOCK).status == 0
    with ExitStack() as stack:
        yield stack.enter_context(open_desk(Options(data)))
        stack.pop_all().close()


def contents(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every table."""
    connection = open_unguarded(desk.folder.store, desk.keys.store_key)
    try:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(names)}
    finally:
        connection.close()


def outcome(answer: Answer) -> str:
    return "ok" if answer.refused is None else answer.refused.code


def play(desk: Desk, raw: dict[str, Any]) -> Answer:
    before = contents(desk)
    answer = desk.counter.execute(raw)
    event(f"{raw['do'] if raw.get('do') in [*FORMS] else 'no command'}: {outcome(answer)}")
    for lang in ("fr", "en"):
        line = json_line(answer_object(answer, Invocation(lang=lang).render))
        assert "\n" not in line
    if answer.refused is None:
        assert desk.counter.execute(raw) == answer
        assert contents(desk)["journal"][-1] is not None
        for entry in answer.posted:
            assert entry.op == answer.op == str(UUID(str(raw["op"])))
    else:
        assert isinstance(answer.refused, Refused)
        assert answer.refused.exit_status == 3
        assert contents(desk) == before
    return answer


TRIED = 2000 if FULL else 100
NO_RESET = settings(
    max_examples=TRIED,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@NO_RESET
@given(COMMANDS)
def test_a_command_with_any_fields_is_answered(desk: Desk, raw: dict[str, Any]) -> None:
    answer = play(desk, raw)
    if answer.refused is None and raw["do"] == "day.close":
        reopen(desk)


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, Any]:
    """A command of the real day, under an op of its own, with up to two of its fields spoilt."""
    raw = dict(draw(st.sampled_from(commands())))
    for name in draw(st.lists(st.sampled_from(sorted(raw.keys() - {"op", "do"}) or ["x"]), max_size=2)):
        raw[name] = draw(values(name))
    if raw["do"] == "relay.receive" and draw(st.booleans()):
        raw["tracking"] = "RR" + draw(st.from_regex(r"[0-9]{9}", fullmatch=True)) + "FR"
    return {**raw, "op": draw(OPS)}


@NO_RESET
@given(spoilt())
def test_a_real_command_with_a_spoilt_field_is_answered(desk: Desk, raw: dict[str, Any]) -> None:
    answer = play(desk, raw)
    if answer.refused is None and raw["do"] == "day.close":
        reopen(desk)


@NO_RESET
@given(ANYTHING)
def test_any_object_is_answered(desk: Desk, raw: dict[str, Any]) -> None:
    answer = play(desk, raw)
    if answer.refused is None and raw["do"] == "day.close":
        reopen(desk)


def reopen(desk: Desk) -> None:
    """Go on the next day: the desk's own clock follows its last entry, so another desk is opened at eight."""
    status = day_status(desk, None)
    if status["state"] == "open":
        return  # a closing that was known already
    last = datetime.fromisoformat(str(status["day"]))
    morning = last.replace(hour=8).fromordinal(last.toordinal() + 1).replace(hour=8)
    with open_desk(Options(desk.folder.root, clock=morning)) as other:
        answer = other.counter.execute({"op": other.new_op(), "do": "day.open"})
    assert answer.refused is None


def test_after_all_of_it_the_desk_is_whole(desk: Desk) -> None:
    """Runs last in this module: chain, signatures, projections, and the day's figures can be told."""
    assert verify_desk(desk, VerifyRequest(signatures=True, rebuild=True)).faults == []
    assert day_status(desk, None)["state"] in ("open", "closed")
