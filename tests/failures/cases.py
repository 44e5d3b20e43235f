"""What may go wrong around the desk, in a clerk's words: the code of its sentence and the exit status.

3 refused, 4 the machine failed, 5 what was written is not what is read (docs/contract.md, "Options and exit
statuses"). The French itself stands in
the catalogue; `test_sentences.py` holds the two together.
"""

CASES = {
    # Two at once.
    "another process is writing, for longer than ten seconds": ("store.locked", 4),
    "another process has the whole desk to itself": ("store.busy_exclusive", 4),
    "the whole desk is wanted, and another process has it open": ("store.in_use", 4),
    # Disks.
    "the disk of the desk is full": ("store.disk_full", 4),
    "the disk of a paper or an export is full": ("file.cannot_write", 4),
    "the folder of the desk can only be read": ("store.read_only", 4),
    "the disk of the desk can only be read": ("store.disk_read_only", 4),
    "the disk did not confirm an act": ("store.unconfirmed", 4),
    "the file of the desk can only be read": ("store.read_only", 4),
    "the file of the desk may not be read": ("store.cannot_open", 4),
    "the folder of the desk may not be looked into": ("store.cannot_open", 4),
    "the file of the key may not be read": ("keys.unreadable", 4),
    "the folder of a paper or an export can only be read": ("file.cannot_write", 4),
    "the folder of a new desk cannot be made": ("folder.cannot_make", 4),
    "the folder of a new desk can only be read": ("store.read_only", 4),
    # The file of the desk is not what it was.
    "the beginning of the file was changed": ("store.unreadable", 4),
    "the file is something else": ("store.unreadable", 4),
    "the file was changed further on": ("store.damaged", 5),
    "the end of the file is gone": ("store.damaged", 5),
    "the file is empty": ("store.damaged", 5),
    "the file is gone": ("store.none", 4),
    # Versions.
    "a newer version has used the desk": ("store.newer", 4),
    "a newer version has made the key": ("keys.newer", 4),
    # Keys.
    "the file of the key is gone": ("keys.missing", 4),
    "the file of the key was changed": ("keys.damaged", 4),
    "the key is another desk's": ("store.unreadable", 4),
    "the passphrase is another": ("keys.wrong_passphrase", 4),
    "no passphrase is given": ("keys.passphrase_needed", 4),
    "the file of the passphrase is not there": ("keys.passphrase_file", 4),
    "the file of the passphrase may not be read": ("keys.passphrase_file", 4),
    "the file of the passphrase is empty": ("keys.passphrase_empty", 4),
    "too little memory to unlock the key": ("keys.memory", 4),
    "the keystore is locked": ("keys.keystore_locked", 4),
    "no keystore answers": ("keys.keystore_absent", 4),
    "the keystore has no such key": ("keys.missing", 4),
    "the keystore's key was changed": ("keys.damaged", 4),
    "there is no place for the key of a new desk": ("keys.none", 4),
    "a real desk has its key in clear": ("keys.practice_mixed", 4),
    "a practice desk has its key behind a passphrase": ("keys.practice_mixed", 4),
    "a real desk and a practice desk are made in one folder": ("keys.practice_mixed", 4),
    # Refused, though the machine is well.
    "a desk is made where one is": ("init.exists", 3),
    "a real desk is given a clock": ("clock.real", 3),
}
