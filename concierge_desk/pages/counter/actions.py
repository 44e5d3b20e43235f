"""Actions of the counter: what its keys do, in the order in which the sheet of F1 tells them.

Source: decisions 0019, 0026.
"""

from concierge_desk.i18n import N_
from concierge_desk.pages.counter.inputs import CounterAction
from concierge_desk.ui.actions import Action, Actions

ACTIONS: Actions[CounterAction] = Actions(
    Action("digit", "digit", N_("A number for what comes next: pieces, grams, a choice, euros given"), "line"),
    Action("decimal", "decimal", N_("The cents of that number; the dot does the same"), "line"),
    Action("plus", "plus", N_("Paid in cash, exact; after a number: cash given, and the change"), "line"),
    Action("star", "star", N_("Paid by another means: card, cheque; on a shelf: report an incident"), "line"),
    Action("slash", "slash", N_("Do what the chosen card says; after a number: that choice"), "line"),
    Action("minus", "minus", N_("Take a line off the visit"), "line"),
    Action("right", "right", N_("The card's next act"), "cards"),
    Action("up", "up", N_("The card above"), "cards"),
    Action("down", "down", N_("The card below"), "cards"),
    Action("enter", "enter", N_("Look up, or answer a question; never pays, never hands over"), "cards"),
    Action("escape", "escape", N_("One step back; no line of the visit is lost")),
    Action("home", "f2", N_("The counter")),
    Action("arrivals", "f3", N_("Take in what the carrier's bag holds, scan after scan")),
    Action("park", "f7", N_("Set the visit aside, or take it up again"), words=N_("aside waiting")),
    Action("label", "f8", N_("The label of the chosen card or row; on the page of the day: the break, or a closed day again")),
    Action("undo", "f9", N_("Undo what was done last"), words=N_("undo cancel mistake")),
    Action("paper", "f12", N_("The paper of what was done last or is chosen: its ticket, its slip, the note that is due; again: print it"), words=N_("print reprint invoice")),
    Action("passage", "insert", N_("Somebody came in; after a number: that many"), words=N_("passage visitor")),
    Action("favourite", "favourite", N_("What is sold most, in the order shown"), where="cards"),
)  # fmt: skip

WHEREVER = frozenset({"home", "arrivals", "park", "label", "undo", "paper"})
"""Those that are done at the counter, wherever the key is pressed."""
