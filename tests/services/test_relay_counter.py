"""The relay's cards: every act that is offered is accepted, what is told is true, nothing is listed by name."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.cards.leads import DISPUTE
from concierge_desk.counter.cards.offers import MOST_OFFERS, Offer
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.services.relay import SERVICE
from concierge_desk.services.relay.counter import AT_COUNTER
from concierge_desk.services.relay.model.numbers import own_code, read_number
from tests.counter.desks import Desks, Play
from tests.services.relay_desk import (
    AMBIGUOUS,
    CHRONOPOST,
    DPD,
    LETTER,
    OTHER,
    PARCEL,
    REGISTERED,
    SEEN,
    incident,
    receive,
)
from tests.services.relay_offers import (
    Told,
    act_of,
    arrives,
    command,
    favourites,
    found,
    labels,
    named,
    now_of_rows,
    play_act,
    proposal,
    shelf,
    told,
    waiting,
)
from tests.sizes import few

REAL_DAY = Path(__file__).parents[1] / "data" / "real-day" / "day.jsonl"
LATER = "2026-12-11T08:00"
"""The day after the deadline of what arrives on the 25th."""

Look = Callable[[Play], tuple[Offer, ...]]
Scene = Callable[[Play], Look]


def by(code: str) -> Look:
    return lambda play: found(play, code)


def item(tracking: str, **fields: Any) -> Scene:
    def scene(play: Play) -> Look:
        receive(play, tracking, **fields)
        return by(tracking)

    return scene


def after(*acts: tuple[str, dict[str, Any]]) -> Scene:
    def scene(play: Play) -> Look:
        receive(play)
        for do, fields in acts:
            play.do(do, **fields)
        return by(PARCEL)

    return scene


def expired(play: Play) -> Look:
    receive(play)
    next_day(play)
    return by(PARCEL)


def next_day(play: Play, at: str = LATER) -> None:
    play.close(counted_cents=None)
    play.open(at, float_cents=8000, confirmed_day=at[:10])


def without_number(play: Play) -> Look:
    return by(receive(play, None, carrier="colissimo"))


def for_a_company(play: Play) -> Look:
    play.do("relay.record_mandate", company="Vetis", holder="Mme Weber", valid_until="2028-11-25")
    receive(play, REGISTERED)
    return by(REGISTERED)


def two_networks(play: Play) -> Look:
    receive(play, AMBIGUOUS, carrier="dpd", shelf="A1")
    receive(play, AMBIGUOUS, carrier="mondial_relay", shelf="A2")
    return by(AMBIGUOUS)


def deposited(play: Play) -> Look:
    play.do("relay.deposit", kind="parcel", tracking=OTHER)
    return by(OTHER)


def deposited_on_slip(play: Play) -> Look:
    deposited(play)
    play.do("relay.prepare_slip", what="deposits")
    return by(OTHER)


def deposited_and_gone(play: Play) -> Look:
    deposited(play)
    play.do("relay.hand_to_postman", what="deposits")
    return by(OTHER)


def prepared(play: Play) -> Look:
    deposited(play)
    number = play.do("relay.prepare_slip", what="deposits").result["number"]
    return by(str(number).lower())


def signed(play: Play) -> Look:
    deposited(play)
    return by(str(play.do("relay.hand_to_postman", what="deposits").result["number"]))


def mandate(play: Play) -> Look:
    answer = play.do("relay.record_mandate", company="Vetis", holder="Mme Weber", valid_until="2028-11-25")
    return by(printed_code(str(answer.result["mandate"])))


def postman(play: Play) -> Look:
    receive(play)
    receive(play, DPD)
    play.do("relay.deposit", kind="letter", count=3)
    play.do("relay.deposit", kind="parcel", tracking=OTHER)
    play.do("relay.prepare_slip", what="deposits", trackings=[OTHER])
    next_day(play)
    return lambda play: named(play, "facteur")


def word(text: str) -> Scene:
    return lambda _play: lambda play: named(play, text)


def nothing(look: Look) -> Scene:
    return lambda _play: look


def stocked(play: Play) -> Look:
    play.do("relay.stock_receive", product="LV_20", quantity=5)
    return lambda play: named(play, "stock")


RETURNS = {"what": "returns", "trackings": [PARCEL]}
SCENES: dict[str, Scene] = {
    "a parcel": item(PARCEL, addressee={"name": "Mme Kessler"}, presented_day="2026-11-24"),
    "against a signature": item(PARCEL, signature=True),
    "a registered letter": item(REGISTERED),
    "a tracked letter": item(LETTER),
    "another network": item(DPD),
    "without a number": without_number,
    "for a company": for_a_company,
    "two networks": two_networks,
    "expired": expired,
    "damaged": after(("relay.report_incident", {"tracking": PARCEL, "incident": "damaged"})),
    "misrouted": after(("relay.report_incident", {"tracking": PARCEL, "incident": "misrouted"})),
    "not found": after(("relay.report_incident", {"tracking": PARCEL, "incident": "not_found"})),
    "refused": after(("relay.refuse", {"tracking": PARCEL, "reason": "damaged"})),
    "reminded": after(("relay.remind", {"tracking": PARCEL})),
    "on a slip": after(("relay.prepare_slip", RETURNS)),
    "handed over": after(("relay.hand_over", {"tracking": PARCEL, **SEEN})),
    "returned": after(("relay.hand_to_postman", RETURNS)),
    "deposited": deposited,
    "deposited, on a slip": deposited_on_slip,
    "deposited, gone": deposited_and_gone,
    "a prepared slip": prepared,
    "a signed slip": signed,
    "a mandate": mandate,
    "unknown": nothing(by(PARCEL)),
    "unknown, of several": nothing(by(AMBIGUOUS)),
    "unknown, Chronopost": nothing(by(CHRONOPOST)),
    "out of the bag": nothing(lambda play: arrives(play, PARCEL)),
    "out of the bag, of several": nothing(lambda play: arrives(play, AMBIGUOUS)),
    "out of the bag, odd": nothing(lambda play: arrives(play, "odd 4711 label")),
    "the postman": postman,
    "a deposit": word("dépôt"),
    "an arrival": word("arrivée"),
    "the stock": stocked,
    "a complaint": word("réclamation"),
    "a mandate to note": word("mandat"),
    "stamps": word("timbre"),
    "parcels": word("col"),
    "letters": word("lettre"),
    "registered letters": word("lr"),
    "abroad": word("germany"),
}


@few(14)
@pytest.mark.parametrize("scene", SCENES.values(), ids=list(SCENES))
def test_every_act_offered_is_accepted(desks: Desks, scene: Scene) -> None:
    """With what it proposes; each on a desk of its own."""
    place = 0
    while True:
        with desks.desk() as play:
            play.open(float_cents=8000)
            offers = scene(play)(play)
            assert offers
            check(offers)
            acts = [(offer, act) for offer in offers for act in offer.acts]
            if place == len(acts):
                return
            offer, act = acts[place]
            answer = play_act(play, act)
            assert answer is None or answer.refused is None, (offer.title, act.label, answer)
        place += 1


@few(3)
@pytest.mark.parametrize(
    "scene",
    ["a parcel", "a registered letter", "for a company", "damaged", "unknown", "out of the bag, of several"],
)
def test_every_answer_offered_is_accepted(desks: Desks, scene: str) -> None:
    """Each option of each question, the others answered as proposed."""
    tried = 0
    while True:
        with desks.desk() as play:
            play.open(float_cents=8000)
            ways = [
                (act, place, option.value)
                for offer in SCENES[scene](play)(play)
                for act in offer.acts
                for place, ask in enumerate(act.asks)
                for option in ask.options
            ]
            if tried == len(ways):
                break
            act, place, value = ways[tried]
            answers = [proposal(ask) for ask in act.asks]
            answers[place] = value
            answer = play_act(play, act, answers)
            assert answer is not None
            assert answer.refused is None, (act.label, value, answer)
        tried += 1
    assert tried


def check(offers: tuple[Offer, ...]) -> None:
    """What the window counts on."""
    refs = [offer.ref for offer in offers]
    assert len(set(refs)) == len(refs)
    for offer in offers:
        assert offer.service == SERVICE.code
        assert offer.title.strip() == offer.title != ""
        # What the journal says of an item is always to be had, and never what is meant first.
        files = [act for act in offer.acts if act.leads.startswith(DISPUTE)]
        assert not files or files == [offer.acts[-1]]
        called = [act.label for act in offer.acts]
        assert len(set(called)) == len(called)
        for act in offer.acts:
            assert (act.paper is None) == bool(act.do or act.leads)
            for ask in act.asks:
                assert ask.question
                assert ask.kind != "choice" or ask.options
                given = {json.dumps(option.value, sort_keys=True) for option in ask.options}
                assert len(given) == len(ask.options)
                if ask.kind == "choice" and ask.proposal is not None:
                    assert json.dumps(ask.proposal, sort_keys=True) in given
            # Whatever is handed over is confirmed by what was seen, never by Enter: unless nothing has to be.
            if act.do == "relay.hand_over" and "No document" not in offer.rule:
                assert act.asks[-1].seen


def test_a_card_tells_what_the_shelf_label_tells(shop: Play) -> None:
    custody = receive(shop, PARCEL, presented_day="2026-11-24", addressee={"name": "Mme Kessler"})
    (offer,) = found(shop, PARCEL)
    assert offer.ref == custody
    assert offer.title == "Colissimo 6A 15602 67630 0"
    assert told(offer) == Told(
        "A3", "until Wed 9\u00a0Dec,\u00a011:30", "plain", "Arrived today, notice of 24\u00a0November"
    )
    assert offer.deadline_day == "2026-12-09"
    assert (
        found(shop, "6a 15602 67630 0")
        == found(shop, printed_code(custody))
        == found(shop, custody)
        == (offer,)
    )
    assert arrives(shop, PARCEL) == (offer,)
    (french,) = found(shop, PARCEL, "fr")
    assert french.tag == "jusqu’au mer. 9\u00a0déc.,\u00a011\u00a0h\u00a030"


@pytest.mark.parametrize(
    ("day", "tag", "tone"),
    [
        ("2026-12-04T08:00", "until Wed 9\u00a0Dec,\u00a011:30", "plain"),
        ("2026-12-05T09:00", "until Wed 9\u00a0Dec,\u00a011:30", "warning"),
        ("2026-12-09T08:00", "until Wed 9\u00a0Dec,\u00a011:30", "warning"),
        (LATER, "to give back since Wed 9\u00a0Dec", "bad"),
    ],
)
def test_the_last_days_warn(shop: Play, day: str, tag: str, tone: str) -> None:
    receive(shop, PARCEL, presented_day="2026-11-24")
    next_day(shop, day)
    (offer,) = found(shop, PARCEL)
    assert (offer.tag, offer.tone) == (tag, tone)
    assert offer.detail.startswith("Arrived on 25\u00a0November")


def test_a_session_that_is_over_is_not_named(shop: Play) -> None:
    """The deadline is a Sunday: on that day the last session was yesterday."""
    receive(shop, PARCEL, label_deadline_day="2026-11-29")
    assert found(shop, PARCEL)[0].tag == "until Sat 28\u00a0Nov,\u00a012:00"
    next_day(shop, "2026-11-29T10:00")
    offer = found(shop, PARCEL)[0]
    assert (offer.tag, offer.tone) == ("until Sun 29\u00a0Nov", "warning")


@pytest.mark.parametrize(
    ("scene", "tag", "tone", "first"),
    [
        ("expired", "to give back since", "bad", "ID seen, hand over"),
        ("damaged", "until", "plain", "ID seen, hand over"),
        ("misrouted", "not for this shop", "warning", "Give to the postman"),
        ("refused", "refused: goes back", "warning", "Give to the postman"),
        ("not found", "cannot be found", "bad", "Found again"),
        ("on a slip", "on the slip B-2026-0001", "warning", "The postman signs the slip"),
        ("handed over", "", "plain", "Handed to the wrong person"),
        ("returned", "", "plain", "It is still here"),
        ("a tracked letter", "until", "plain", "Hand over"),
        ("deposited", "", "plain", "Give to the postman"),
        ("deposited, on a slip", "on the slip B-2026-0001", "plain", "The postman signs the slip"),
        ("deposited, gone", "", "plain", "It is still here"),
        ("unknown", "", "plain", "Deposit: a prepaid return"),
    ],
)
def test_what_became_of_it(shop: Play, scene: str, tag: str, tone: str, first: str | None) -> None:
    """Neutral words for what is over; the likeliest act first."""
    (offer,) = SCENES[scene](shop)(shop)
    assert offer.tag.startswith(tag) and bool(tag) == bool(offer.tag)
    assert offer.tone == tone
    assert (labels(offer) or [None])[0] == first
    assert offer.unknown == (scene == "unknown")


@pytest.mark.parametrize(
    ("code", "first", "brought"),
    [
        ("8K00009775862", "Deposit: a prepaid return", True),
        ("1A18945277312", "Deposit: a registered letter", True),
        ("LU680211095FR", "Deposit: a registered letter", True),
        ("008182709980000020033350276C", "Deposit: a prepaid return", True),
        ("6A12345678901", "Deposit: a prepaid return", False),  # its key fails: it may have been misread
        (AMBIGUOUS, "Deposit: a prepaid return", False),  # a shape that networks share
    ],
)
def test_what_is_brought_is_a_deposit_first_and_no_alarm(
    shop: Play, code: str, first: str, brought: bool
) -> None:
    (offer,) = found(shop, code)
    assert labels(offer)[0] == first
    assert (offer.unknown, offer.brought) == (True, brought)
    assert "Put on the shelf" in labels(offer)


def test_gone_is_said_with_its_day(shop: Play) -> None:
    receive(shop)
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    assert found(shop, PARCEL)[0].detail == "Handed over already, today"
    next_day(shop, "2026-11-26T08:00")
    assert found(shop, PARCEL)[0].detail == "Handed over already, yesterday"
    # It comes again: the card is that of the new stay.
    receive(shop, shelf="B1")
    assert [offer.place for offer in found(shop, PARCEL)] == ["B1"]


def test_two_networks_are_two_cards(shop: Play) -> None:
    offers = two_networks(shop)(shop)
    assert [(offer.place, offer.title) for offer in offers] == [
        ("A2", "Mondial Relay 1234 5678 9012 34"),
        ("A1", "DPD 1234 5678 9012 34"),
    ]
    assert play_act(shop, offers[0].acts[0]) is not None
    assert [offer.place for offer in found(shop, AMBIGUOUS)] == ["A1"]


def test_a_number_both_kept_and_handed_in(shop: Play) -> None:
    receive(shop, OTHER)
    shop.do("relay.deposit", kind="prepaid_return", tracking=OTHER)
    assert [offer.ref.partition(":")[0] for offer in found(shop, OTHER)] == [found(shop, OTHER)[0].ref, "out"]


@pytest.mark.parametrize(
    "code",
    [
        "",
        " ",
        "bonjour",
        "Mme Kessler",
        "-",
        "B-2026-0009",
        "c-4t9d2k7mx0q3",
        "m-4t9d2k7mx0q3",
        "LV_21",
        "ZZ_1",
    ],
)
def test_nobody_knows_it(shop: Play, code: str) -> None:
    assert found(shop, code) == ()


@pytest.mark.parametrize("code", ["", "bonjour", "Mme Kessler", "A12", "é123456", "B-2026-0009"])
def test_what_is_no_label_of_a_bag(shop: Play, code: str) -> None:
    assert arrives(shop, code) == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("CP123456785DE", None),
        ("cp 123 456 785 de", None),
        ("M0123456785DE", "m-0123456785de"),
        ("c-p123456785de", "c-p123456785de"),
        ("c)p&é\"'(-è_(de", "c-p123456785de"),
        ("C4T9D2K7MX0Q3", "c-4t9d2k7mx0q3"),
        (printed_code("c-4t9d2k7mx0q3"), "c-4t9d2k7mx0q3"),
        (printed_code("c-4t9d2k7mx0q3")[:-1] + "?", None),
        (printed_code("p-4t9d2k7mx0q3"), None),
    ],
)
def test_a_carriers_number_is_no_code_of_ours(typed: str, code: str | None) -> None:
    assert own_code(typed) == code


def test_an_international_parcel_is_known_by_its_number(shop: Play) -> None:
    assert found(shop, "CP123456785DE")[0].unknown
    receive(shop, "CP123456785DE")
    assert found(shop, "CP 123 456 785 DE")[0].title == "International item CP 123 456 785 DE"


def test_the_real_day_is_known(shop: Play) -> None:
    """Every number of it, before and after its act, as it was typed and as it is kept."""
    asked = 0
    for raw in [json.loads(line) for line in REAL_DAY.read_text(encoding="utf-8").splitlines()[1:-2]]:
        named_here = [raw.get("tracking"), *[act.get("tracking") for act in raw.get("acts", ())]]
        numbers = [number for number in named_here if number]
        for number in numbers:
            before = found(shop, number)
            assert len(before) == 1
            assert before[0].unknown == (raw["do"] not in ("relay.hand_over", "relay.refuse"))
            asked += 1
        assert shop.counter.execute(raw).refused is None
        for number in numbers:
            assert [offer.unknown for offer in found(shop, number)] == [False]
            assert found(shop, number) == found(shop, read_number(number).number)
    assert asked > 15
    assert waiting(shop) == 3


def test_the_arrivals_of_the_real_day_end_with_its_shelves(shop: Play) -> None:
    """As the window plays them: scan after scan, with the name and the place that are written there."""
    for raw in [json.loads(line) for line in REAL_DAY.read_text(encoding="utf-8").splitlines()]:
        if raw["do"] != "relay.receive":
            continue
        (offer,) = arrives(shop, raw["tracking"])
        act = offer.acts[0]
        assert [ask.field for ask in act.asks] == ["addressee.name", "shelf"]
        made = command(act, [raw["addressee"]["name"], raw["shelf"]])
        expected = {**raw, "tracking": read_number(raw["tracking"]).number}
        del expected["op"]
        assert made == expected
        assert play_act(shop, act, [raw["addressee"]["name"], raw["shelf"]]) is not None
    assert len(shelf(shop)) == 9


def test_the_sales_of_the_real_day_are_on_keys(shop: Play) -> None:
    """Each act that is charged comes out of a favourite: the number typed before, the weight, the number scanned."""
    keys = {offer.ref: offer.acts[0] for offer in favourites(shop)}
    played = 0
    for raw in [json.loads(line) for line in REAL_DAY.read_text(encoding="utf-8").splitlines()]:
        for act in raw.get("acts", ()):
            if act["do"] == "relay.sell":
                key = keys[act["product"]]
                assert key.quantity is not None
                made = {**command(key, []), key.quantity: act["quantity"]}
            elif act["do"] == "relay.frank":
                key = keys[f"{act['product']}:{act['zone']}"]
                said = {"weight_g": act["weight_g"], "tracking": act.get("tracking")}
                made = command(key, [said.get(ask.field) for ask in key.asks])
            else:
                continue
            assert made == act
            played += 1
    assert played > 20


def test_what_waits_is_counted_and_the_shelf_shows_all(shop: Play) -> None:
    assert (waiting(shop), shelf(shop)) == (0, ())
    receive(shop, PARCEL, label_deadline_day="2026-12-20")
    receive(shop, OTHER, label_deadline_day="2026-12-01")
    receive(shop, DPD, label_deadline_day="2026-12-05")
    receive(shop, CHRONOPOST, label_deadline_day="2026-12-04")
    incident(shop, "not_found", DPD)
    shop.do("relay.refuse", tracking=CHRONOPOST, reason="other")
    assert waiting(shop) == 3
    assert [offer.deadline_day for offer in shelf(shop)] == [
        "2026-12-01",
        "2026-12-04",
        "2026-12-05",
        "2026-12-20",
    ]
    shop.do("relay.prepare_slip", what="returns", trackings=[OTHER])
    assert waiting(shop) == 2
    assert len(shelf(shop)) == 4


def test_by_name_only_what_is_here(shop: Play) -> None:
    receive(shop, PARCEL, addressee={"name": "Mme Kessler"}, label_deadline_day="2026-12-20")
    receive(shop, OTHER, addressee={"name": "Éric Kessler"}, label_deadline_day="2026-12-01", shelf="B1")
    receive(shop, REGISTERED, addressee={"name": "Kessler"})
    shop.do("relay.hand_over", tracking=REGISTERED, **SEEN)
    offers = named(shop, "kess")
    assert [offer.place for offer in offers] == ["B1", "A3"]
    assert offers[1] == found(shop, PARCEL)[0]
    assert [offer.place for offer in named(shop, "eric kess")] == ["B1"]


def test_a_card_says_for_whom_it_is_and_a_list_does_not(shop: Play) -> None:
    receive(shop, PARCEL, addressee={"name": "Mme Kessler Léa"})
    receive(shop, OTHER, shelf="B1")
    receive(shop, REGISTERED, addressee={"name": "M. Roth"})
    shop.do("relay.hand_over", tracking=REGISTERED, **SEEN)
    card, nameless, gone = (found(shop, number)[0] for number in (PARCEL, OTHER, REGISTERED))
    assert card.person == "Mme Kessler Léa" and card.rule.startswith("Check: Mme Kessler Léa. ")
    assert nameless.person == "" and not nameless.rule.startswith("Check")
    assert gone.person is None, "nobody is told whose it was"
    assert named(shop, "lea")[0] == card
    assert len(shelf(shop)) == 2 and "Kessler" not in repr(shelf(shop)), "seen by who stands in the shop"


def test_no_country_where_somebody_is_found(shop: Play) -> None:
    def countries() -> list[str]:
        return [offer.title for offer in named(shop, "marti", "fr") if "Martinique" in offer.title]

    assert countries()
    receive(shop, PARCEL, addressee={"name": "Mme Martin"})
    assert not countries()


@pytest.mark.parametrize("text", ["", " ", "k", "%", "kess%", "k_", "12", "20", "* *", "mme", "M. K"])
def test_no_list_of_names(shop: Play, text: str) -> None:
    receive(shop, PARCEL, addressee={"name": "Mme Kessler"})
    assert [offer for offer in named(shop, text) if offer.place] == []


def test_no_query_by_name_over_what_left(shop: Play) -> None:
    """Whatever is asked of the store while a name is looked for reads open stays only, or one by its code."""
    receive(shop, PARCEL, addressee={"name": "Mme Kessler"})
    asked: list[str] = []

    def read(rows: Any) -> None:
        rows.set_trace_callback(asked.append)
        try:
            AT_COUNTER.named(rows, "kessler", now_of_rows(shop, rows))
        finally:
            rows.set_trace_callback(None)

    shop.desk.store.read(read)
    about_names = [sql for sql in asked if "personal" in sql]
    assert about_names
    for sql in about_names:
        assert "closed_seq IS NULL" in sql or "relay_mandate" in sql
        assert "LIKE" not in sql.upper() and "GLOB" not in sql.upper()


def test_a_card_is_one_look_however_much_left(shop: Play) -> None:
    """No query of a scan walks over what is not in the shop: docs/contract.md, "Budgets" gives it a millisecond."""
    receive(shop, PARCEL, addressee={"name": "Mme Kessler"})
    receive(shop, REGISTERED)
    shop.do("relay.hand_over", tracking=REGISTERED, **SEEN)
    shop.do("relay.deposit", kind="parcel", tracking=OTHER)

    def plans(rows: Any) -> list[tuple[str, str]]:
        now, asked = now_of_rows(shop, rows), []
        rows.set_trace_callback(asked.append)
        try:
            for code in (PARCEL, REGISTERED, OTHER, CHRONOPOST, "LV_20"):
                AT_COUNTER.found(rows, code, now)
                AT_COUNTER.arrives(rows, code, now)
            AT_COUNTER.named(rows, "kessler", now)
        finally:
            rows.set_trace_callback(None)
        selects = {sql for sql in asked if sql.startswith("SELECT")}
        assert len(selects) > 10
        return [(sql, step[3]) for sql in selects for step in rows.execute(f"EXPLAIN QUERY PLAN {sql}")]

    for sql, step in shop.desk.store.read(plans):
        for table in ("relay_custody", "relay_outgoing", "relay_slip", "personal"):
            if step.startswith(f"SCAN {table}"):
                assert "USING INDEX" in step and ("closed_seq IS NULL" in sql or "LIMIT" in sql), (sql, step)


def test_a_mandate_is_found_by_its_company_without_a_name(shop: Play) -> None:
    mandate(shop)
    (offer,) = named(shop, "vetis")
    assert offer.detail == "Holds until 25\u00a0November\u00a02028"
    assert "vetis" not in repr(offer).lower() and "weber" not in repr(offer).lower()
    end = act_of(offer, "It holds no more")
    assert (end.asks[0].proposal, end.asks[0].optional) == (None, False)
    play_act(shop, end)
    assert named(shop, "vetis") == ()
    (ended,) = found(shop, offer.ref)
    assert (ended.acts, ended.detail) == ((), "Ended on 25\u00a0November")


@pytest.mark.parametrize("end", ["6300", "76300", "676300"])
def test_an_item_is_found_by_the_end_of_its_number(shop: Play, end: str) -> None:
    receive(shop, PARCEL, addressee={"name": "Mme Kessler"})
    receive(shop, OTHER, addressee={"name": "M. Weber"}, shelf="B1")
    (offer,) = named(shop, end)
    assert (offer.ref, offer.person) == (found(shop, PARCEL)[0].ref, "Mme Kessler")
    assert named(shop, end[-3:]) == () and named(shop, "0000") == ()
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    assert named(shop, end) == ()


def test_nothing_is_endless(shop: Play) -> None:
    for n in range(30):
        receive(shop, None, carrier="colissimo", addressee={"name": "Kessler"}, shelf=f"A{n}")
    assert len(named(shop, "kessler")) == MOST_OFFERS
    assert len(named(shop, "lettre")) <= MOST_OFFERS
    assert len(shelf(shop)) == 30
