"""Coarse parts of speech from the fine ones, by the model's own table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: what the pipe is called in a model
NAME = "coarse_parts"


def ease(nlp: Language) -> None:
    """Put a table in the place of a model's attribute ruler, where the ruler maps fine tags to coarse ones.

    The ruler matches 179 patterns to tell things that are not read here, and takes a sixth of the parse. Its
    exceptions for single words are left out: an auxiliary stays a verb. Models whose coarse tags come from a
    morphologizer keep it.
    """
    if "attribute_ruler" not in nlp.pipe_names or "tagger" not in nlp.pipe_names:
        return
    table = {}
    for rule in nlp.get_pipe("attribute_ruler").patterns:  # type: ignore[attr-defined]
        for pattern in rule["patterns"]:
            if len(pattern) == 1 and pattern[0].keys() == {"TAG"} and isinstance(pattern[0]["TAG"], str):
                table[pattern[0]["TAG"]] = rule["attrs"].get("POS", "")
    if not any(table.values()):
        return
    nlp.replace_pipe("attribute_ruler", _registered(), config={"table": table})
    nlp.rename_pipe("attribute_ruler", NAME)


def _registered() -> str:
    from spacy.language import Language

    if not Language.has_factory(NAME):
        # without annotations, which old releases of spaCy resolve where the names of this module are not known
        Language.factory(NAME, func=lambda nlp, name, table: CoarseParts(nlp, table), default_config={"table": {}})
    return NAME


class CoarseParts:
    """Sets the coarse part of speech of every token; of white space also the tag, which taggers guess at."""

    def __init__(self, nlp: Language, table: dict[str, str]) -> None:
        from spacy.symbols import PRON, SCONJ, SPACE

        strings = nlp.vocab.strings
        self._space_tag, self._space, self._pronoun, self._conjunction = strings.add("_SP"), SPACE, PRON, SCONJ
        self._determiners = [strings.add(tag) for tag in ("DT", "WDT")]
        self._roles = [strings.add(role) for role in ("det", "quantmod", "")]
        self._in, self._mark = strings.add("IN"), strings.add("mark")
        parts = {strings.add(tag): strings.add(part) for tag, part in table.items() if part}
        self._tags = np.array(sorted(parts), dtype=np.uint64)
        self._parts = np.array([parts[int(tag)] for tag in self._tags], dtype=np.uint64)

    def __call__(self, doc: Doc) -> Doc:
        from spacy.attrs import DEP, IS_SPACE, POS, TAG

        if not len(doc):
            return doc
        found = doc.to_array([TAG, DEP, IS_SPACE])
        tags, roles, spaces = found[:, 0], found[:, 1], found[:, 2].astype(bool)
        tags = np.where(spaces, self._space_tag, tags)
        places = np.minimum(np.searchsorted(self._tags, tags), len(self._tags) - 1)
        parts = np.where(self._tags[places] == tags, self._parts[places], 0)
        # `that` and `this` without a noun, and what opens a clause
        parts[np.isin(tags, self._determiners) & ~np.isin(roles, self._roles)] = self._pronoun
        parts[(tags == self._in) & (roles == self._mark)] = self._conjunction
        parts[spaces] = self._space
        doc.from_array([TAG, POS], np.stack([tags, parts], axis=1).astype(np.uint64))  # type: ignore[arg-type]
        return doc
