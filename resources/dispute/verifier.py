"""Vérifie un dossier de litige sans le programme : python3 -I -S verifier.py [DOSSIER.zip], avec openssl."""

import hashlib, json, os, pathlib, struct, subprocess, sys, tempfile, zlib

MANIFEST, SIGNATURE, JOURNAL, faults = "datapackage.json", "signature", "journal.ndjson", []


def need(holds, what):
    faults.extend([] if holds else ["FAUX : " + what])


def unpacked(data):  # Refait octet par octet : ce qu'aucun fichier n'explique est un défaut.
    members, whole, directory = {}, b"", b""
    while data[len(whole) : len(whole) + 4] == b"PK\3\4":
        at = len(whole)
        size, length = struct.unpack("<LH", data[at + 22 : at + 28])
        name, content = data[at + 30 : at + 30 + length], data[at + 30 + length : at + 30 + length + size]
        told = zlib.crc32(content), len(content), len(content), len(name), 0
        both = struct.pack("<5H3L2H", 20, 0, 0, 0, 33, *told)
        directory += b"PK\1\2" + struct.pack("<H", 788) + both
        directory += struct.pack("<3H2L", 0, 0, 0, 0o100644 << 16, at) + name
        whole += b"PK\3\4" + both + name + content
        members[name.decode("ascii")] = content
    told = (0, 0, len(members), len(members), len(directory), len(whole), 0)
    need(data == whole + directory + b"PK\5\6" + struct.pack("<4H2LH", *told), "le conteneur zip")
    return members


def signed(key, message, signature):
    asked = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in message -sigfile signature"
    files = [("key", bytes.fromhex("302a300506032b6570032100") + key), ("message", message)]
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (*files, ("signature", signature)):
            pathlib.Path(folder, name).write_bytes(content)
        return subprocess.run(asked.split(), cwd=folder, capture_output=True).returncode == 0


def check(members):
    told = json.loads(members[MANIFEST])
    key, head = bytes.fromhex(told["public_key"]), bytes.fromhex(told["prev_hash"])
    need(signed(key, members[MANIFEST], members[SIGNATURE]), "la signature de " + MANIFEST)
    listed, expected, anchors = {one["path"]: one["hash"] for one in told["resources"]}, told["from_seq"], {}
    need([*members] == [MANIFEST, *listed, SIGNATURE], "la liste des fichiers, ou leur ordre")
    for name in listed:
        need("sha256:" + hashlib.sha256(members.get(name, b"")).hexdigest() == listed[name], name)
    for place, line in enumerate(map(json.loads, members[JOURNAL].splitlines()), 1):
        where, clear, aud = f"{JOURNAL}, ligne {place} : ", "payload" in line, line["aud"].encode()
        chain = f"{told['desk']}/{line['epoch']}".encode()
        digest = hashlib.sha256(line["payload"].encode()).digest() if clear else bytes.fromhex(line["digest"])
        head = struct.pack(">H", len(chain)) + chain + struct.pack(">Q", line["seq"]) + head
        head = b"concierge-desk/journal/1\0" + head + struct.pack(">H", len(aud)) + aud + digest
        head = hashlib.sha256(head).digest()
        need(line["seq"] == expected, f"{where}il manque l'écriture {expected}")
        need(not clear or line["hash"] == head.hex(), where + "le maillon")
        need(not clear or signed(key, head, bytes.fromhex(line["sig"])), where + "la signature")
        expected, anchors[line["seq"]] = line["seq"] + 1, f"{line['epoch']}{line['seq']}:{head.hex()[:16]}"
    after = told["from_seq"]
    for one in told["days"]:
        said, where = f"Clôture {one['number']} du {one['day']} : ancre {one['anchor']}", one["from_seq"]
        need(where == after and anchors[one["seq"]] == one["anchor"], said)
        after = print(said) or one["seq"] + 1
    need(anchors[expected - 1] == told["anchor"], "l'ancre de la dernière écriture")
    need(told["open"] == (after < expected), "la dernière journée")
    print(f"Dernière écriture : ancre {told['anchor']}{' ; journée pas encore clôturée' * told['open']}")
    name = hashlib.sha256(key).hexdigest()
    print("Empreinte de la clé :", "-".join(name[n : n + 4] for n in range(0, 32, 4)))


try:  # Un zip est lu tel quel ; un dossier décompressé, membre par membre.
    zips = sys.argv[1:] or sorted(name for name in os.listdir() if name.endswith(".zip"))
    for name in zips:
        check(unpacked(pathlib.Path(name).read_bytes()))
    if not sys.argv[1:] and (os.path.exists(MANIFEST) or not zips):
        listed = [one["path"] for one in json.loads(pathlib.Path(MANIFEST).read_bytes())["resources"]]
        order = [MANIFEST, *listed, SIGNATURE]
        print("À côté, pas vérifié :", ", ".join(sorted({*os.listdir()} - {*order, *zips})) or "rien")
        check({name: pathlib.Path(name).read_bytes() for name in order})
except Exception as error:
    need(False, f"illisible ou incomplet, {error!r}")
sys.exit("\n".join(faults) or print("Tout tient. Comparez ces ancres et cette empreinte avec les papiers."))
