"""Every name and every typed sentence has a period after which it goes."""

from concierge_desk.desk import catalogue
from tests.counter.desks import COFFEE, LV_20, Play, card


def test_every_personal_record_has_its_period(shop: Play) -> None:
    """R-4.02: and it stands in the list that is told."""
    shop.do("till.move", direction="in", cents=100, reason="une pièce trouvée")
    shop.do("relay.receive", tracking="6A15602676300", shelf="A1", addressee={"name": "Mme Kessler"})
    shop.do("visit.save", visit="v-1", acts=[COFFEE])
    shop.do("visit.note", visit="v-1", customer={"name": "Mme Kessler"})
    kept = shop.desk.store.read(
        lambda rows: {code for (code,) in rows.execute("SELECT DISTINCT retention FROM personal")}
    )
    assert kept == {"note", "operator", "relay.custody", "visit.note"}
    assert kept <= {period.code for period in catalogue.retentions()}


def test_every_period_is_one_of_days() -> None:
    """R-4.02: each is said in days, and from when they count."""
    periods = catalogue.retentions()
    assert len({period.code for period in periods}) == len(periods)
    assert all(period.days > 0 and period.label for period in periods)


def test_nothing_of_the_till_is_ever_dropped(shop: Play) -> None:
    """R-1.33, R-1.41: what may lose its content after its period is of a service, and bears no money."""
    core, *services = catalogue.schemas()
    may_go = {kind for (kind,) in shop.rows("SELECT kind FROM purgeable_kind")}
    assert may_go == {kind for schema in services for kind in schema.purgeable}
    assert may_go
    assert not may_go & core.apply.keys()
    frank = {"do": "relay.frank", "product": "COL", "weight_g": 250}
    sold = shop.settle([COFFEE, LV_20, frank], card(120 + 152 + 549)).posted
    assert {entry.kind for entry in sold} == {"shop.sold", "relay.sold", "relay.franked", "till.settled"}
    assert not may_go & {entry.kind for entry in sold}
