"""``LISEZMOI.txt`` of a backup: what lies in it, how it is opened without this program, what its signature says.

Source: docs/contract.md, "Backup"; decision 0055.
"""

from typing import Final

README_TEXT: Final = """Sauvegarde d'une conciergerie
=============================

Ce fichier contient tout le comptoir, chiffré : le journal, les tickets, les envois en garde, les
visites en attente. Le programme le restaure par :
concierge-desk restore FICHIER.zip --passphrase-file PHRASE

  manifest.json  ce que contient la copie : comptoir, dernier jour clôturé, ancre, nombres, version,
                 taille et empreinte SHA-256 de chaque autre fichier ; aucun nom
  copie.db       la base de données (SQLCipher 4), sous une clé tirée pour elle seule
  cles.age       cette clé et la clé de signature du comptoir, pour l'identité de sauvegarde (format age)
  identite.age   cette identité, fermée par la phrase secrète de la sauvegarde (format age)
  manifest.sig   la signature de manifest.json (Ed25519) ; « public_key » y dit de quelle clé

La signature ne prouve rien toute seule : chacun peut signer de sa propre clé. Comparez l'empreinte que
le programme montre à celle imprimée sur la fiche de secours, sur un Z ou sur le procès-verbal de mise en
service.

L'ouvrir sans ce programme, avec age (https://age-encryption.org) et sqlcipher :

  1.  age -d -i identite.age cles.age
      demande la phrase secrète et montre deux clés, 64 chiffres hexadécimaux chacune :
      « copy_key » ouvre la copie, « seed » signe au nom du comptoir.
      Sans la phrase : l'identité AGE-SECRET-KEY-1... de la fiche de secours, tapée dans un fichier
      texte, remplace identite.age.
  2.  sqlcipher copie.db
      puis, avec les chiffres de « copy_key » à la place des points :
      PRAGMA key = "x'....'";
      SELECT seq, day, kind, CAST(payload AS TEXT) FROM journal ORDER BY seq;
      Les noms sont dans la table personal.

Ne gardez de clé en clair nulle part : qui a « seed » peut signer au nom du comptoir. Ne travaillez jamais
dans la copie : restaurez-la.
"""
