"""Stems of English words, under which the forms of a word are counted together."""

from __future__ import annotations

from functools import lru_cache

from transforms.text.parse import GLUED

_SUFFIXES = (("ies", "y"), ("ied", "y"), ("ying", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
#: forms whose stem no rule finds
_IRREGULAR = {
    form: stem
    for stem, forms in {
        "say": "says said saying",
        "tell": "told",
        "think": "thought",
        "know": "knew known",
        "see": "saw seen",
        "write": "wrote written writing writes",
        "speak": "spoke spoken",
        "hold": "held",
        "mean": "meant",
        "feel": "felt",
        "find": "found",
        "show": "shown",
        "make": "made making makes",
        "give": "gave given giving gives",
        "go": "went gone",
        "take": "took taken taking takes",
        "swear": "swore sworn",
        "forget": "forgot forgotten",
        "seek": "sought",
        "teach": "taught",
        "hear": "heard",
        "read": "reads",
        "lay": "laid",
        "pay": "paid",
        "be": "is was were are been am",
        "have": "has had having",
        "do": "did does done",
        "put": "puts",
        "set": "sets",
        "bring": "brought",
        "lie": "lying",
        "come": "came coming comes",
        "get": "got gotten",
        "leave": "left",
        "lead": "led",
        "fight": "fought",
        "deny": "denial",
        "choose": "chose chosen",
        "understand": "understood",
        "foresee": "foresaw",
        "bet": "bets",
        "retort": "retorts",
    }.items()
    for form in [stem, *forms.split()]
}


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Strip a lower-case English word of its inflection, well enough to count its forms together."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if GLUED.match(word):
        return "say"
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: len(word) - len(suffix)] + instead
            if suffix in ("ed", "ing") and len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            return word
    return word
