"""Board games on loan: their pieces are counted both ways.

Source: docs/trade.md, "Things lent"; decision 0094.
"""

from concierge_desk.i18n import N_
from concierge_desk.mechanisms import lending

SERVICE = lending.service(
    lending.Nature(
        code="games",
        label=N_("Games on loan"),
        group="mutual",
        prefix="o",
        vat_code="TVA_20",
        kinds="games-kinds.csv",
        words=N_("games"),
        stock=N_("playroom"),
        conditions="game_condition",
        most_out=3,
        member=True,
    )
)

__all__ = ["SERVICE"]
