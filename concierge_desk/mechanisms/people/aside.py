"""Parts of people away from the counter: their figures of a day, the memberships in the export of everything, papers.

The words are part of the files: French, fixed.

Source: decision 0019 (a start loads what the counter needs).
"""

from concierge_desk.counter.service_parts import Paper, Report, ServiceParts
from concierge_desk.exporting.table_texts import Titles, tables_out
from concierge_desk.exporting.titles import TITLES
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.demo import DEMO
from concierge_desk.mechanisms.people.documents import card
from concierge_desk.mechanisms.people.model.counting import day_part
from concierge_desk.mechanisms.people.reports import TELLINGS, lines
from concierge_desk.mechanisms.people.tables.counting import load_counted
from concierge_desk.mechanisms.people.tables.papers import load_card, unnamed
from concierge_desk.store.full_export import reader

_TITLES: Titles = {
    **TITLES,
    "party": ("string", "Référence", "De l'adhésion ; elle ne dit pas de qui."),
    "until_day": ("date", "Jusqu'au", "Dernier jour de l'adhésion."),
    "users": ("integer", "Usagers", "Personnes servies dans la journée, connues de la conciergerie."),
    "month_new": ("integer", "Nouveaux du mois", "Dont : pour la première fois du mois."),
    "year_new": ("integer", "Nouveaux de l'année", "Dont : pour la première fois de l'année."),
    "households": ("integer", "Foyers adhérents", "Foyers dont l'adhésion est en cours ce jour-là."),
}
_EVERYTHING = tables_out(
    _TITLES,
    """
adhesions: Adhésions. Les adhésions en cours ou passées ; celles qui ont été reprises n'y sont plus.
    seq, party, until_day, day FROM people_membership ORDER BY seq
usagers: Usagers. Ce que chaque clôture a compté ; ces quatre nombres ne s'additionnent pas.
    seq, users, month_new, year_new, households FROM people_counted ORDER BY seq
""",
    reader,
)

ASIDE = ServiceParts(
    # Nothing is kept of it: an entry would say who has which card.
    documents=(Paper("card", load_card, card, N_("Card"), counted=False, roll=True, unnamed=unnamed),),
    report=Report(part=day_part, load=load_counted, lines=lines),
    everything=_EVERYTHING,
    demo=DEMO,
    tellings=TELLINGS,
)
