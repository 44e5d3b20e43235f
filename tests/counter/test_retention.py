"""Every name and every typed sentence has a period after which it goes."""

from concierge_desk.desk import catalogue
from tests.counter.desks import COFFEE, Play


def test_every_personal_record_has_its_period(shop: Play) -> None:
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
    periods = catalogue.retentions()
    assert len({period.code for period in periods}) == len(periods)
    assert all(period.days > 0 and period.label for period in periods)
