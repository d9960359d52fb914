#!/usr/bin/env python3
"""Counts the CNIL sample straight from its CSV, for comparison with what the register makes of it.

Reads neither the mapping file nor anything else of the project: if both agree, neither is wrong
alone.

    cnil_counts.py deploy/sample/cnil-violations-2018-05_2020-02.csv
"""

import collections
import csv
import json
import sys

NATURES = {
    "Perte de la confidentialité": "confidentiality",
    "Perte de l'intégrité": "integrity",
    "Perte de la disponibilité": "availability",
}
CAUSES = {
    "Acte interne accidentel": "internal-accidental",
    "Acte interne malveillant": "internal-malicious",
    "Acte externe accidentel": "external-accidental",
    "Acte externe malveillant": "external-malicious",
    "Autre": "other",
    "Inconnu": "unknown",
}
# A phrase that occurs in the cell and in no other value of the column.
KINDS = {
    "Piratage": "hack-malware-phishing",
    "mauvais destinataire": "email-wrong-recipient",
    "Publication non volontaire": "published",
    "Equipement perdu": "device-or-paper-lost",
    "Papier perdu": "device-or-paper-lost",
    "mauvaise personne": "wrong-person-shown",
    "Courrier perdu": "post-lost",
    "façon verbale": "verbal-disclosure",
    "Mise au rebut": "improper-disposal",
    "Autre": "other",
}
PERSONS = {
    "Entre 0 et 5 personnes": (0, 5),
    "Entre 6 et 50 personnes": (6, 50),
    "Entre 51 et 300 personnes": (51, 300),
    "Entre 301 et 5000 personnes": (301, 5000),
    "Plus de 5000 personnes": (5001, None),
}


def count(path):
    months, natures, causes, kinds = (collections.Counter() for _ in range(4))
    total = persons_min = persons_max = persons_unbounded = 0
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            total += 1
            months[row["Date de réception de la notification"]] += 1
            natures.update(NATURES[value] for value in row["Natures de la violation"].split(","))
            causes.update({CAUSES[value] for value in row["Causes de l'incident"].split(",")})
            origin = row["Origine de l'incident"]
            kinds.update({kind for phrase, kind in KINDS.items() if phrase in origin})
            low, high = PERSONS[row["Nombre de personnes impactées"]]
            persons_min += low
            # An incident without upper bound adds its minimum and is counted apart.
            persons_max += low if high is None else high
            persons_unbounded += high is None
    return {
        "total": total,
        "months": dict(sorted(months.items())),
        "natures": dict(sorted(natures.items())),
        "causes": dict(sorted(causes.items())),
        "kinds": dict(sorted(kinds.items())),
        "persons_min": persons_min,
        "persons_max": persons_max,
        "persons_unbounded": persons_unbounded,
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: cnil_counts.py FILE.csv")
    print(json.dumps(count(sys.argv[1]), indent=2))
