"""Sentences about sticks and the files on them: English sources, translated by gettext.

Source: docs/wording.md, "How sentences are worded".
"""

from concierge_desk.i18n import N_

MESSAGES = {
    "media.no_stick": N_(
        "No stick is plugged in: plug it in, wait until the computer shows it, then try again."
    ),
    "media.several_sticks": N_("Several sticks are plugged in ({names}): leave only one, then try again."),
    "media.full": N_(
        "There is not enough room there: {needed_mb} MB are needed, {free_mb} MB are free."
        " Make room or take another stick; what was on it is untouched."
    ),
    "media.file_too_big": N_(
        "{file} is too big for this medium, which takes 4 GB a file at most: take a stick formatted as exFAT."
    ),
    "media.read_only": N_(
        "Nothing can be written there: look for a small lock on the stick or the card,"
        " or take another stick or folder."
    ),
    "media.vanished": N_(
        "The stick or the folder does not answer any more: plug the stick in again, then start over;"
        " if it happens again, take another stick."
    ),
    "media.differs": N_(
        "{file} was written, but was not read back the same: this stick can no longer be trusted, take another."
    ),
    "media.cancelled": N_("Stopped, as you asked: nothing new was kept. Start again whenever you like."),
    "media.in_use": N_("Another copy is being written there: wait until it is done, then try again."),
    "media.cannot_write": N_("{file} cannot be written there: choose another stick or another folder."),
    "media.source_unreadable": N_("{file} cannot be read to be copied: check the disk of this computer."),
    "media.busy": N_(
        "{medium} is still in use: close the windows and files that are open on it, then try again."
    ),
    "media.eject_by_hand": N_(
        "{medium} could not be released from here: eject it from the file manager before you pull it out."
    ),
}
