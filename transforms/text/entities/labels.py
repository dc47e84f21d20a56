"""Entity labels: which are kept, and which of them may mean the same thing."""

from __future__ import annotations

#: labels of models that do not use OntoNotes (spaCy's French ones: WikiNER), as the nearest OntoNotes label
_ONTONOTES = {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"}

#: OntoNotes labels that name something; dates, amounts and numbers are no entities that could be met again
NAMED = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"})

#: order in which labels win a tied vote: how often each is right when spaCy's small model is in doubt (its own scores)
PRECEDENCE = ("GPE", "PERSON", "NORP", "ORG", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "LANGUAGE", "WORK_OF_ART")


def ontonotes(label: str) -> str | None:
    """Give the OntoNotes label of a model's label, or None if it names nothing."""
    label = _ONTONOTES.get(label, label)
    return label if label in NAMED else None


def label_group(label: str) -> str:
    """Give the group a label belongs to: `PERSON`, `NORP` or `THING`.

    Entities of one name are one entity within a group: a tagger that calls the Kremlin ORG here and FAC there has met
    one Kremlin, while the country Jordan and the player Jordan are two.
    """
    return label if label in ("PERSON", "NORP") else "THING"
