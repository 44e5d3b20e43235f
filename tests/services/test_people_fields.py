"""What the reference of commands says of the fields that people bring."""

import pytest

from concierge_desk.counter.values.kinds import Kind
from concierge_desk.mechanisms.people.model.fields import CodeOf, Phones, ServiceCode


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (CodeOf("p", "a card"), "a card: `p-…`"),
        (CodeOf("pf", "whose it is"), "whose it is: `p-…` or `f-…`"),
        (Phones(), "list of at most 5 phones, in any form; or a text, apart by commas"),
        (Phones(2), "list of at most 2 phones, in any form; or a text, apart by commas"),
        (ServiceCode("all"), "`all`, or the code of a service"),
    ],
)
def test_a_field_is_told_by_what_it_takes(kind: Kind, label: str) -> None:
    assert kind.label == label
