"""Sentences of the shop's refusals and warnings: English sources, translated by gettext."""

from concierge_desk.i18n import N_

MESSAGES = {
    "shop.article_needed": N_("Which article? Give its code or scan its barcode."),
    "shop.unknown": N_("{article} is not in the catalogue: choose an article, or create it first."),
    "shop.known": N_("The code {article} belongs to another article already: type another one."),
    "shop.unpriced": N_("{article} has no price yet on that day."),
    "shop.barcode_taken": N_("The barcode {barcode} already belongs to {article}."),
    "shop.changed_since": N_("The keys were given again since: give them as they should be."),
    "shop.set_again": N_("An article is not taken back: set it again as it should be."),
    "shop.barcode_key": N_(
        "The key of the barcode {barcode} does not fit: scan it again. The article is saved."
    ),
}
