"""Sentences of the desk's codes: store, keys, copies, exports, window and printer; English sources.

Source: docs/wording.md, "How sentences are worded".
"""

from concierge_desk.i18n import N_

MESSAGES = {
    "privacy.too_soon": N_("{day} has not come yet: nobody knows what its time will be over for."),
    "privacy.stays_told": N_("What was told somebody cannot be untold."),
    "privacy.copies_hold": N_(
        "Copies made before still hold it: make a new copy now, on each stick. Put back, an old one erases it again."
    ),
    "person.still_open": N_(
        "Still open: {count}, with {cents} in all. Settle it first, or erase all the same: things and money stay, without the name."
    ),
    "privacy.stays_gone": N_("What was over its time is gone for good: nothing brings it back."),
    "support.unknown": N_("The bundle holds no {file}: without --show its list is told."),
    "backup.passphrase_needed": N_(
        "No passphrase was ever set for backups: choose one, then give it with --passphrase-file."
    ),
    "restore.confirm": N_(
        "There is a store in {folder}: it is copied, then replaced. Read what the backup holds, then confirm with --yes."
    ),
    "restore.other_desk": N_(
        "This backup is of {desk}, with another signing key than the desk in this folder: restore it into an empty"
        " folder."
    ),
    "copy.read_only": N_(
        "This is a copy that is only looked at: nothing is written in it. Put it back to work with it."
    ),
    "window.no_display": N_(
        "There is no display here: the window opens on a PC with a screen. The command line works: concierge-desk --help"
    ),
    "window.open_already": N_(
        "The window of this desk is open already, perhaps behind another one: go on there."
    ),
    "window.unexpected": N_(
        "Something unexpected happened, and this was not done. The visit is kept: try again, or close the window and"
        " open it again."
    ),
    "window.library": N_("The window needs {library}, which is missing: python3 dev.py run installs it."),
    "list.unreadable": N_(
        "No number stands in this file: save the list as CSV, one number a line, then try again."
    ),
    "printer.none": N_("No printer of rolls is set at this PC: choose one with F1, then 1 and F12."),
    "printer.paper_out": N_("The printer has no paper left: put a roll in. What waits is printed by itself."),
    "printer.cover_open": N_(
        "The cover of the printer is open: close it until it clicks. What waits is printed by itself."
    ),
    "printer.stopped": N_(
        "The printer has stopped: look whether paper is stuck in its knife, then switch it off and on again."
        " What waits is printed by itself."
    ),
    "printer.off": N_(
        "The printer does not answer: see that it is switched on and its cable is in. Its address stands in the"
        " preferences (F1, then 1)."
    ),
    "printer.cut_off": N_(
        "The printer fell silent in the middle of a paper: see that it is switched on and its cable is in. That paper"
        " is printed again, marked as a duplicate."
    ),
    "sheets.no_system": N_(
        "This PC cannot print sheets: its system has no CUPS. Install it (on Debian: sudo apt install cups), add the"
        " printer in the settings of the system, then press F12 again."
    ),
    "sheets.off": N_("The printing of this PC does not answer: restart the PC, then try again."),
    "sheets.no_queue": N_(
        "No printer of sheets is known here: add one in the settings of the system, or choose one with F1, then 1."
    ),
    "sheets.unknown_queue": N_(
        "The printer {queue} is not known to this PC any more: choose another one with F1, then 1."
    ),
    "sheets.refused": N_(
        "The printer {queue} takes no paper from this PC: let it take some in the settings of the system, then press"
        " F12 again."
    ),
    "sheets.gone": N_("This paper is not on the screen any more: show it again, then print it."),
    "sheets.cut_off": N_(
        "The printing of this PC fell silent, and perhaps the paper comes out of {queue}: look there before you print it"
        " again. It would be marked as a duplicate."
    ),
    "printer.not_allowed": N_(
        "This account may not use the printer. Whoever looks after this PC adds it to the groups lp and dialout; then"
        " close the session and open it again."
    ),
    "printer.in_use": N_(
        "Another program of this PC holds the printer: close it. What waits is printed by itself."
    ),
    "printer.not_here": N_(
        "This PC cannot reach a printer in this way: choose it again in the preferences (F1, then 1, then F12)."
    ),
    "printer.no_library": N_(
        "This PC lacks what reaches a printer on USB without a driver: whoever looks after it installs libusb-1.0-0."
    ),
    "printer.no_file": N_(
        "The file in the printer's place cannot be written: name another one in the preferences (F1, then 1, then F12)."
    ),
    "printer.no_queue": N_(
        "This PC has no such queue of printing any more: choose the printer again in the preferences (F1, then 1, then"
        " F12)."
    ),
    "printer.queue_stopped": N_(
        "This PC has paused the printer: see that it is switched on and has paper, then let it go on in the printing"
        " settings of this PC. What waits is printed by itself."
    ),
    "printer.no_queues": N_(
        "The printing of this PC (CUPS) does not answer: start this PC again. What waits is printed by itself."
    ),
    "export.no_days": N_("Between {first_day} and {last_day} no day was closed: name days that are over."),
    "partner.no_statements": N_(
        "No day between {first_day} and {last_day} has a statement for {partner}: name days on which he was a partner."
    ),
    "export.day_open": N_("The day of {day} is still open: close it, then export it."),
    "export.purged": N_("Details of {day} were erased after their time: this day is not exported any more."),
    "dispute.nothing": N_(
        "The journal says nothing of {tracking} that belongs to {principal}: compare the number with the label."
    ),
    "export.no_statement": N_("The statement of the day is missing."),
    "export.takings_differ": N_("The takings do not add up to the lines."),
    "export.custody_differs": N_("The items kept for collection do not add up to their movements."),
    "export.stock_differs": N_("The stock of stamps does not add up to its movements."),
    "export.changed": N_(
        "The export of {day} is not what it was when it was first made: nothing was written. Run verify."
    ),
    "export.unsound": N_(
        "What the file of {day} would say does not hold: nothing was written. Verify the journal: it says which"
        " entry, and why."
    ),
    "verify.anchor": N_("{anchor} is not an anchor: it looks like A43:36853f432427aa82."),
    "everything.passphrase_needed": N_(
        "Names leave this desk only after the passphrase: that of the key, or that of the backups where this PC keeps"
        " the key. Give its file with --key-passphrase-file."
    ),
    "folder.not_empty": N_("There is something in {folder} already: choose an empty folder, or a new one."),
    "file.missing": N_("The file {file} cannot be read."),
    "file.cannot_write": N_("The file {file} cannot be written: choose another place."),
    "file.damaged": N_("The file is damaged or was changed ({member})."),
    "file.not_regular": N_("{file} is no file that could be replaced: choose another name."),
    "folder.cannot_make": N_("The folder {folder} cannot be made: choose another place."),
    "store.none": N_("There is no desk in {folder}: make one with init, or give its folder with --data."),
    "store.newer": N_(
        "This desk was used with a newer version of the program: install that version. Nothing was changed."
    ),
    "store.locked": N_("Another window or command is writing: try again in a moment. Nothing was lost."),
    "store.in_use": N_(
        "Another window or command has the desk open (process {pid}): close it, then try again."
    ),
    "store.busy_exclusive": N_(
        "Another command is working on the whole desk (process {pid}): try again when it is done."
    ),
    "store.locks_unusable": N_(
        "The folder of the desk cannot be locked: check that it is on this PC and writable."
    ),
    "store.disk_full": N_("The disk is full: make room, then try again. Nothing was lost."),
    "store.read_only": N_("The folder of the desk cannot be written: check its rights. Nothing was lost."),
    "store.cannot_open": N_(
        "The file of the desk cannot be opened: check the disk and the rights of its folder."
    ),
    "store.disk_failed": N_(
        "The disk answers with errors: stop, copy the folder of the desk elsewhere and call for help."
    ),
    "store.unconfirmed": N_(
        "The disk did not confirm this act: look first whether it is there, before you type it again."
        " Then make a backup and call for help."
    ),
    "store.disk_read_only": N_(
        "The disk of the desk can only be read any more: nothing can be recorded. What is there can be looked at and"
        " copied to a stick: do that first, then call for help. Nothing was lost."
    ),
    "store.no_memory": N_("The PC is out of memory: close other programs, then try again. Nothing was lost."),
    "store.unreadable": N_(
        "The file of the desk cannot be read with this key: it is damaged, or the key is another's."
    ),
    "store.damaged": N_(
        "The file of the desk is damaged: stop, keep it as it is and restore the last backup."
    ),
    "store.migration_touched_journal": N_(
        "The update would have changed the journal: it was undone, nothing was lost."
    ),
    "keys.none": N_(
        "No place was found for the desk's key: type this in a terminal, where a passphrase can be chosen."
    ),
    "keys.exist": N_("There is a key in this folder already: it is never overwritten."),
    "keys.missing": N_(
        "The key of this desk is not here: put its key file back, or open the session it was made in."
    ),
    "keys.damaged": N_("The key file is damaged: put back the copy that was kept."),
    "keys.wrong_passphrase": N_("This is not the passphrase of the key."),
    "keys.passphrase_file": N_("The passphrase file cannot be read."),
    "keys.passphrase_empty": N_("The passphrase is empty."),
    "keys.passphrase_needed": N_(
        "The passphrase of the key is needed: give its file with --key-passphrase-file."
    ),
    "keys.passphrase_short": N_(
        "This passphrase is too short: {least} signs at least. Four words that do not belong together are better still."
    ),
    "keys.passphrase_guessable": N_(
        "This passphrase is too easy to guess (score {score} of 4, {bits} bits of 50): add words that do not belong"
        " together."
    ),
    "keys.passphrase_beside": N_(
        "The passphrase of the key lies in a file on the same disk as the desk: whoever takes this PC opens everything."
        " Delete that file: the window asks for the words."
    ),
    "keys.passphrase_open": N_(
        "The passphrase of the key lies in a file that every account of this PC can read. Delete that file: the window"
        " asks for the words."
    ),
    "keys.keystore_locked": N_("The key store of this PC is locked: unlock the session, then try again."),
    "keys.keystore_absent": N_(
        "The key lies in the key store of this PC, which does not answer here: open the session on the PC itself."
    ),
    "keys.newer": N_("The key file was made by a newer version of the program: install that version."),
    "keys.unreadable": N_("The key file cannot be read: check its rights."),
    "keys.write_failed": N_("The key file cannot be written: check the disk and the rights of the folder."),
    "keys.memory": N_("Too little memory to unlock the key: close other programs, then try again."),
    "keys.foreign": N_(
        "The key in this folder is not the one this desk was made with: put its own key back."
    ),
    "lessons.no_day": N_("A lesson needs an open day: open it first, or close what stands open."),
    "keys.practice_mixed": N_(
        "A practice desk and a real one are mixed in this folder: put the right files back."
    ),
    "backup.cancelled": N_("Stopped, as you asked: nothing new was kept. Start again whenever you like."),
    "backup.running": N_(
        "Another backup of this desk is being made: wait until it is done, then try again. Nothing was changed."
    ),
    "backup.empty": N_("The file is empty: nothing was saved into it. Take another backup."),
    "backup.not_a_backup": N_("This file is not a backup of this program: choose another file."),
    "backup.is_export": N_(
        "This file is a daily statement, not a backup: nothing can be restored from it. Choose another file."
    ),
    "backup.truncated": N_(
        "The end of the backup is missing: it was not copied whole. Copy it again, or take another backup."
    ),
    "backup.damaged": N_("The backup is damaged or was changed ({member}): take another backup."),
    "backup.other_key": N_(
        "The key of this backup is {key}, not the one you gave: it was made by another desk, or by somebody who wants"
        " it to be taken for yours. Nothing was restored."
    ),
    "copy.other_key": N_(
        "This copy is not of the desk that is here: it was made with another key, by another desk or by somebody else."
    ),
    "verify.locked": N_(
        "What this backup holds is locked: no anchor can be compared with it from outside. Open it with rehearse."
    ),
    "backup.newer": N_(
        "This backup was made by a newer version of the program: install that version. Nothing was changed."
    ),
    "backup.too_large": N_("The desk has grown beyond 4 GB, which a backup does not hold: call for help."),
    "erasures.unreadable": N_(
        "Line {line} of effacements.ndjson cannot be read, and it may say which name stays erased: nothing was restored."
        " Take a copy from another stick, or call whoever looks after the program."
    ),
    "restore.anchors_unknown": N_(
        "Nothing here tells whether this backup was restored elsewhere too, or will be: numbers may then stand"
        " twice. Note on paper where it was restored, and go on with one desk only."
    ),
    "backup.passphrase_wrong": N_(
        "This is not the passphrase of the backup: type it again, or take the recovery sheet."
    ),
    "backup.passphrase_garbled": N_(
        "The passphrase arrived with letters that cannot be read: write it into a UTF-8 file and give that."
    ),
    "backup.identity_damaged": N_(
        "The part of the backup that the passphrase opens is damaged: take the recovery sheet, or another"
        " backup."
    ),
    "backup.identity_foreign": N_(
        "The backup opens with another passphrase or recovery sheet: find those of the desk it was made on."
    ),
    "backup.identity_unreadable": N_(
        "This is not what the recovery sheet says: scan its square code, or type its lines again."
    ),
    "backup.identity_line": N_("Line {line} of the recovery sheet was mistyped: type it again."),
    "backup.keys_damaged": N_("The keys inside the backup are damaged: take another backup."),
    "backup.recipient_unreadable": N_(
        "For whom backups are locked cannot be read any more: choose the passphrase of the backups again."
    ),
    "verify.stopped": N_("Verifying was stopped: nothing is said of what was not read."),
    "backup.memory": N_(
        "Too little memory for the passphrase of the backup: close other programs, then try again."
    ),
    "backup.too_slow": N_(
        "This PC is too slow or too busy for the passphrase of the backup: try again in a moment, or take the"
        " recovery sheet."
    ),
}
