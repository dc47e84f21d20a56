"""How far the words reported reach round a quoted stretch: the stretch alone, or the clause it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.text.parse import Parse
from transforms.text.quotes.clauses import describe_content
from transforms.text.quotes.contents import Content
from transforms.text.quotes.quotation_marks import Stretch
from transforms.text.quotes.readings import size_of
from transforms.text.quotes.stems import stem

#: words before a bare fragment that tell whether it is one
_LINKS = frozenset(("that", "of", "as", "to", "a", "an", "the", "and", "is", "was", "for", "by", "about", "be", "not"))


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the words reported reach round a stretch; no content if what stands between the marks is all."""

    start: int
    end: int
    content: Content | None = None


def find_extents(parse: Parse, stretch: Stretch, contents: Sequence[Content]) -> list[Extent]:
    """List the stretch alone, and each span of the readings of its cue that goes beyond it."""
    found = [Extent(stretch.start, stretch.end)]
    for content in contents:
        for low, high in content.spans:
            start, end = parse.starts[low], parse.ends[high - 1]
            if start < stretch.end and stretch.start < end and (start < stretch.start - 2 or end > stretch.end + 2):
                start = min(start, stretch.start - len(stretch.opening))
                end = max(end, stretch.end + stretch.closed * max(len(stretch.opening), 1))
                found.append(Extent(start, end, content))
    return found


def describe_extent(parse: Parse, stretch: Stretch, extent: Extent, cue: int) -> list[str]:
    """List the features of one extent."""
    upper = parse.text[stretch.start].isupper()
    last = parse.text[stretch.end - 1]
    last = last if last in ",.?!" else "w"
    size = size_of(parse.text.count(" ", stretch.start, stretch.end) + 1)
    if extent.content is None:
        low = parse.at(stretch.start)
        near = [parse.lower[n] for n in range(max(low - 2, 0), low) if parse.words[n] != stretch.opening]
        near_word = near[-1] if near and (near[-1] in _LINKS or not near[-1].isalnum()) else parse.tags[low - 2]
        return [
            "bare",
            f"bare|u={upper}|l={last}",
            f"bare|u={upper}|n={size}",
            f"bare|b={near_word}",
            f"bare|b={near_word}|u={upper}",
            f"bare|k={stem(parse.lower[cue])}",
        ]
    before = parse.starts[parse.at(extent.start)] < stretch.start - 2
    beyond = extent.end > stretch.end + 2
    relation = extent.content.relation
    return [
        f"u={upper}|l={last}",
        f"u={upper}|r={relation}",
        f"l={last}|r={relation}|{beyond}",
        f"{before}|{beyond}|u={upper}|l={last}",
        f"{before}|{beyond}|r={relation}",
        *describe_content(parse, extent.content),
    ]
