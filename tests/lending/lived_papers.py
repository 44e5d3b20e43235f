"""The papers of what is lent for docs/documents: a contract with its caution, a label, a letter, the condition both ways."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from concierge_desk.domain.document import Document
from tests.services.lived import Life, Shop

LENT, BACK = "2026-11-24", "2026-12-15"


@dataclass(frozen=True)
class Lent:
    """What a nature's papers are drawn of.

    Attributes:
        code: Of its service.
        thing: An object, with all that may be said of such as it is registered.
        loan: What is said as it leaves.
        back: What is said as it comes back.
        kinds: Rows of kinds that the shop sets.
        caution: What is said of the caution as it is taken; None where none is.
        member: Whoever borrows is one.
    """

    code: str
    thing: Mapping[str, Any]
    loan: Mapping[str, Any] = field(default_factory=dict)
    back: Mapping[str, Any] = field(default_factory=dict)
    kinds: tuple[Mapping[str, Any], ...] = ()
    caution: Mapping[str, Any] | None = None
    member: bool = True


def papers(lent: Lent, folder: Path) -> dict[str, Document]:
    """Return them by what their pictures are called: three weeks are lived in a folder."""
    life, name = Life(folder, LENT), lent.thing["object"]
    with life.at(f"{LENT}T08:02") as shop:
        shop.do("day.open", float_cents=8000)
        loan = _lent(lent, shop)
        drawn = {
            "loan": shop.paper(f"{lent.code}_loan:{loan}"),
            "label": shop.paper(f"{lent.code}_label:{name}"),
        }
        shop.do("day.close", counted_cents=8000)
    with life.at(f"{BACK}T15:05") as shop:
        shop.do("day.open", float_cents=8000, confirmed_day=BACK)
        drawn["reminder"] = shop.paper(f"{lent.code}_reminder:{loan}")
        shop.do(f"{lent.code}.return", object=name, **lent.back)
        drawn["condition"] = shop.paper(f"{lent.code}_condition:{loan}")
    return {f"{lent.code}-{name}": paper for name, paper in drawn.items()}


def _lent(lent: Lent, shop: Shop) -> str:
    """All that may stand on a contract: what it costs is paid, what is left for it is taken."""
    who = _somebody(shop, member=lent.member)
    if lent.kinds:
        shop.do(f"{lent.code}.set_kinds", rows=[{**row, "valid_from": "2026-01-01"} for row in lent.kinds])
    shop.do(f"{lent.code}.register", **lent.thing)
    if lent.loan.get("id_document"):
        shop.do(f"{lent.code}.authorise", object=lent.thing["object"], who=who)
    told = shop.do(f"{lent.code}.lend", object=lent.thing["object"], who=who, **lent.loan)
    acts = [{"do": f"{lent.code}.pay", "loan": told["loan"]}] if told["cents"] else []
    caution = {"of": told["loan"], "cents": told["caution_cents"], **(lent.caution or {})}
    if "cheque" in caution:
        # It moves no money.
        shop.do("caution.take", **caution)
    elif lent.caution is not None:
        acts.append({"do": "caution.take", **caution})
    if acts:
        shop.do("till.settle", acts=acts, payments=[{"means": "card", "cents": shop.due(acts)}])
    return str(told["loan"])


def _somebody(shop: Shop, *, member: bool) -> dict[str, str]:
    person = shop.do("person.create", family="Kessler", given="Élise")["person"]
    if member:
        join = [{"do": "member.join", "person": person}]
        shop.do("till.settle", acts=join, payments=[{"means": "card", "cents": shop.due(join)}])
    return {"card": person}
