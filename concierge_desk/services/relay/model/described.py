"""Products as they are described: added to the catalogue, or described anew."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from concierge_desk.counter.values.fields import Group, form_of, group_of
from concierge_desk.counter.values.journal_texts import AskedTwice
from concierge_desk.counter.values.rows import Rows
from concierge_desk.domain.journal import Event, Posted
from concierge_desk.domain.override import override
from concierge_desk.services.relay.model.catalogue import Pack, Product


@dataclass(frozen=True, slots=True)
class PackGroup(Group):
    """Object of a pack; or both in one text, as a card asks for it: ``12 LV_20``."""

    @property
    @override
    def label(self) -> str:
        return "object, or a text such as `12 LV_20`"

    @override
    def read(self, raw: object) -> Pack:
        said = _PACK.fullmatch(raw.strip()) if isinstance(raw, str) else None
        given = {"product": said[2].upper(), "pieces": int(said[1])} if said else raw
        # Without its mark, a class of slots does not know its parent by itself.
        pack: Pack = Group(self.form).read(given)
        return pack


_PACK = re.compile(r"([0-9]{1,5})\s*[x×*]?\s*([A-Za-z][A-Za-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class DescribedProduct(Product):
    """Product as it is described: what it opens into, too."""

    pack: Annotated[
        Pack | None,
        PackGroup(form_of(Pack)),
        "What one of it opens into: a carnet its stamps, a carton its pieces.",
    ] = None

    @property
    @override
    def row(self) -> dict[str, Any]:
        told = {**asdict(self), "options": list(self.options)}
        # What opens into nothing is told as it always was.
        return told if self.pack is not None else {name: told[name] for name in told if name != "pack"}


@dataclass(frozen=True, slots=True)
class SetProducts:
    """Products are added to the catalogue, or described anew."""

    rows: Annotated[tuple[DescribedProduct, ...], Rows(group_of(DescribedProduct)), "The products."]
    confirmed: AskedTwice = False


def products_event(rows: Sequence[Product]) -> Event:
    """Return ``relay.products_set`` with what each product is."""
    return Event("relay.products_set", {"rows": [product.row for product in rows]})


def products_answer(posted: Sequence[Posted]) -> dict[str, Any]:
    """Return the codes that were set."""
    return {"products": [row["product"] for row in posted[-1].data["rows"]]}
