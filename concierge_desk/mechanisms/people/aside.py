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
    "from_day": ("date", "À partir du", "Premier jour de l'adhésion."),
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
    seq, party, from_day, until_day, day FROM people_membership ORDER BY seq
usagers: Usagers. Ce que chaque clôture a compté ; ces quatre nombres ne s'additionnent pas.
    seq, users, month_new, year_new, households FROM people_counted ORDER BY seq
""",
    reader,
)

_PERSON = ("string", "Personne", "Sa clé : celle des fiches, qui n'est dans aucune écriture.")
_PERSONAL = tables_out(
    {
        "person": _PERSON,
        "family": ("string", "Nom", "Nom de famille, ou le seul qui est connu."),
        "given": ("string?", "Prénom", "S'il est connu."),
        "called": ("string?", "Nom d'usage", "Comme on l'appelle."),
        "email": ("string?", "Courriel", "S'il est connu."),
        "street": ("string?", "Rue", "Numéro et rue."),
        "stair": ("string?", "Escalier", "Escalier, entrée, étage."),
        "language": ("string?", "Langue", "Celle qu'elle parle le mieux."),
        "birth_year": ("integer?", "Année de naissance", "Si elle l'a dite."),
        "sex": ("string?", "Sexe", "f, m ou x, si elle l'a dit."),
        "qpv": (
            "integer?",
            "Quartier prioritaire",
            "1 : elle y habite ; 0 : non ; vide : elle ne l'a pas dit.",
        ),
        "merged_into": ("string?", "Réunie à", "La personne à laquelle cette fiche a été réunie."),
        "since": ("date", "Depuis", "Jour où c'est noté."),
        "seen": ("date", "Dernier acte", "Jour du dernier acte sur la fiche."),
        "n": ("integer", "N°", "La première ligne est celle à appeler d'abord."),
        "phone": ("string", "Téléphone", "Tel qu'il est écrit."),
        "card": ("string", "Carte", "Code de la carte."),
        "lost_day": ("date?", "Perdue le", "Jour où on l'a dite perdue."),
        "household": ("string", "Foyer", "Code du foyer."),
        "party": ("string", "Adhésion", "Référence de la table adhesions."),
        "consent": (
            "string",
            "Accord",
            "reminders : rappels ; news : nouvelles ; receipts : reçus par courriel.",
        ),
        "given_or_not": ("integer", "Donné", "1 : donné ; 0 : retiré."),
        "day": ("date", "Jour", "Où c'est dit."),
        "proxy": ("string", "Mandat", "Son code."),
        "who": ("string?", "Qui vient", "Clé de la personne, si elle a une fiche."),
        "name": ("string?", "Nom de qui vient", "Noté pour ce mandat seul."),
        "people_proxy.phone": ("string?", "Téléphone de qui vient", "Noté pour ce mandat seul."),
        "reach": ("string", "Pour quoi", "all : tout ; sinon les codes des services."),
        "mandate": ("string", "Donné par", "Code de la liste mandate."),
        "until_day": ("date", "Jusqu'au", "Dernier jour."),
        "note": ("string", "Note", "Son code."),
        "text": ("string", "Texte", "Ce qui est noté."),
        "shows": ("string", "Montrée", "always : toujours ; sinon avec ce service."),
    },
    """
fiches: Personnes connues. Une fiche par ligne.
    person, family, given, called, email, street, stair, language, birth_year, sex, qpv, "into" AS merged_into, since,
    seen FROM people_person ORDER BY n
telephones: Téléphones. Ceux de chaque personne, le premier à appeler d'abord.
    person, n, phone FROM people_contact ORDER BY person, n
cartes: Cartes. Les cartes de chaque personne, perdues aussi.
    card, person, since, lost_day FROM people_card ORDER BY person, since, card
foyers: Foyers. Qui vit avec qui.
    household, person, since FROM people_household ORDER BY household, person
foyers-adhesions: Adhésions des foyers. Quel foyer tient une adhésion, quand il a changé depuis.
    household, party FROM people_holder ORDER BY household, party
consentements: Accords. Ce que chacun a dit, dans l'ordre ; le dernier vaut.
    person, consent, given AS given_or_not, day FROM people_consent ORDER BY n
procurations: Procurations. Qui vient pour qui, pour quoi, jusqu'à quand.
    proxy, person, who, name, phone, reach, mandate, since, until_day FROM people_proxy ORDER BY since, proxy
fiches-notes: Notes. Ce qui est noté sur quelqu'un.
    note, person, text, shows, since, until_day FROM people_note ORDER BY since, note
""",
    reader,
)

ASIDE = ServiceParts(
    # Nothing is kept of it: an entry would say who has which card.
    documents=(Paper("card", load_card, card, N_("Card"), counted=False, roll=True, unnamed=unnamed),),
    report=Report(part=day_part, load=load_counted, lines=lines),
    everything=_EVERYTHING,
    personal=_PERSONAL,
    demo=DEMO,
    tellings=TELLINGS,
)
