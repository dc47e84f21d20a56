"""Who is quoted: for each stretch between marks the cues that may report it, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from transforms.text.clauses import describe_content, kind_of
from transforms.text.contents import Content
from transforms.text.parse import Parse, stem
from transforms.text.quotation_marks import Stretch
from transforms.text.speakers import find_subject

#: readings of a stretch that name no cue of their own
CONTINUED, OTHER, NOBODY = -1, -2, -3
#: first letters of the tags of nouns, verbs, adjectives and "according"
_OPEN_TAGS = frozenset("NVJI")
_DASHES = frozenset(("-", "--", "–", "—", "―"))
_ENDS = frozenset((".", "?", "!", "…", "..."))


@dataclass(frozen=True, slots=True)
class Marked:
    """The stretches of an article laid over its tokens."""

    stretches: tuple[Stretch, ...]
    #: token span of each stretch
    spans: tuple[tuple[int, int], ...]
    #: for each token the number of the stretch it stands in, or -1
    inside: list[int]
    #: tokens outside that may be cues, by paragraph
    cues: dict[int, list[int]]
    #: for each stretch whether it begins its paragraph
    leads: list[bool]
    #: stems of the words that may be cues
    lexicon: Set[str]
    #: tokens that end a sentence outside the stretches, by number
    ends: list[bool]


def lay_over(parse: Parse, stretches: Sequence[Stretch], lexicon: Set[str]) -> Marked:
    """Find the tokens of each stretch, and the tokens outside them that may be cues."""
    inside = [-1] * len(parse.words)
    spans = []
    stretches = [_after_label(parse.text, stretch) for stretch in stretches]
    for number, stretch in enumerate(stretches):
        low, high = parse.at(stretch.start), parse.at(stretch.end - 1) + 1
        spans.append((low, high))
        inside[low:high] = [number] * (high - low)
    cues: dict[int, list[int]] = {}
    for token, lower in enumerate(parse.lower):
        if inside[token] < 0 and is_cue(parse, token, lexicon):
            cues.setdefault(parse.paragraph[token], []).append(token)
    ends = [inside[n] < 0 and word in _ENDS for n, word in enumerate(parse.lower)]
    leads = [not any(c.isalnum() for c in parse.text[parse.text.rfind("\n", 0, s.start) + 1 : s.start]) for s in stretches]
    return Marked(tuple(stretches), tuple(spans), inside, cues, leads, lexicon, ends)


#: "SMITH:" or "Q:" at the start of a stretch, as in a transcript that is quoted
_LABEL = re.compile(r"(?:[A-Z][\w.'’-]*\s){0,3}[A-Z][A-Z.'’-]+:\s+(?=\S)")


def _after_label(text: str, stretch: Stretch) -> Stretch:
    """Take the label of who speaks off the start of a stretch."""
    found = _LABEL.match(text, stretch.start, stretch.end)
    return replace(stretch, start=found.end()) if found and found.end() < stretch.end else stretch


def is_cue(parse: Parse, token: int, lexicon: Set[str]) -> bool:
    """Whether a token may report what somebody says."""
    tag, key = parse.tags[token], stem(parse.lower[token])
    return key in lexicon and (key == "say" or (tag[:1] in _OPEN_TAGS and tag not in ("NNP", "NNPS")))


def find_cues(parse: Parse, marked: Marked, number: int) -> list[int]:
    """List the cues that may report a stretch: those of its paragraph near it, and those that announce it."""
    low, high = marked.spans[number]
    home = parse.paragraph[low]
    near = marked.cues.get(home, [])
    left = [cue for cue in near if cue < low]
    above = _above(parse, low, high)
    before = [cue for cue in left[:-6] if cue in above] + left[-6:]
    after = [cue for cue in near if cue >= high][:5]
    first = next((n for n in range(low, -1, -1) if parse.paragraph[n] != home), -1) + 1
    before += _labels(parse, marked, first, low)
    after += _signatures(parse, marked, marked.stretches[number])
    if not before and low - first <= 2 and home:
        earlier = [cue for cue in marked.cues.get(home - 1, []) if not any(marked.ends[cue : first - 2])]
        before = earlier[-3:]
    return before + after


def _above(parse: Parse, low: int, high: int) -> set[int]:
    """The tokens that the words of a stretch hang on."""
    found: set[int] = set()
    for token in range(low, high):
        head = parse.heads[token]
        while not low <= head < high and head not in found:
            found.add(head)
            head = parse.heads[head]
    return found


def _labels(parse: Parse, marked: Marked, first: int, low: int) -> list[int]:
    """Give the colon after a name that labels a stretch, as in a transcript."""
    for token in range(low - 1, max(first, low - 40), -1):
        if parse.lower[token] == ":" and marked.inside[token] < 0:
            return [token] if parse.tags[token - 1][:1] == "N" or parse.lower[token - 1] == ")" else []
    return []


_SIGNED = re.compile("[\"”’'»]{0,2}\\s?[-–—―]{1,2}\\s?(?=[A-Z])")


def _signatures(parse: Parse, marked: Marked, stretch: Stretch) -> list[int]:
    """Give the dash before a name that signs a stretch."""
    found = _SIGNED.match(parse.text, stretch.end)
    if found is None:
        return []
    token = parse.at(found.end() - 1 - parse.text[found.end() - 1].isspace())
    return [token] if marked.inside[token] < 0 or not parse.words[token][:1].isalnum() else []


def _bucket(number: int) -> int:
    return number if number < 4 else 4 if number < 6 else 6 if number < 10 else 10 if number < 20 else 20


def describe_stretch(parse: Parse, marked: Marked, number: int) -> list[str]:
    """List what a stretch looks like by itself."""
    stretch, (low, high) = marked.stretches[number], marked.spans[number]
    text = parse.text[stretch.start : stretch.end]
    words = text.split()
    home = parse.paragraph[low]
    opener = low - 2 if low > 1 else -1
    previous = parse.lower[opener] if opener >= 0 and parse.paragraph[opener] == home else "^"
    tag = parse.tags[opener] if previous != "^" else "^"
    closer = high + (1 if stretch.closed else 0)
    follows = parse.lower[closer] if closer < len(parse.lower) and parse.paragraph[closer] == home else "$"
    after = parse.tags[closer] if follows != "$" else "$"
    last = text[-1] if text[-1] in ",.?!;—-–…" else "w"
    title = sum(word[:1].isupper() for word in words) >= 0.7 * len(words) and len(words) > 1
    upper = words[0][:1].isupper()
    size = _bucket(len(words))
    glyph = "'" if stretch.opening in ("'", "‘") else '"' if stretch.opening else "missing"
    return [f"n={size}", f"u={upper}|n={size}", f"l={last}", f"l={last}|u={upper}", f"p={previous}" if previous in "a an the : , ^ so-called of called".split()
            else f"p={tag}", f"P={tag}|u={upper}", f"a={after}", f"a={after}|n={size}", f"title={title}|{size}", f"g={glyph}|{size}", f"t={parse.tags[low]}",
            f"p={tag}|a={after}", f"closed={stretch.closed}", f"w={previous}|n={size}"]  # fmt: skip


def describe_reading(parse: Parse, marked: Marked, number: int, cue: int) -> list[str]:
    """List what speaks for a cue as the one that reports a stretch."""
    low, high = marked.spans[number]
    stretch = marked.stretches[number]
    key = stem(parse.lower[cue])
    after = cue >= high
    gap = range(high, cue) if after else range(cue + 1, low)
    outer = [n for n in gap if marked.inside[n] < 0 and any(c.isalnum() or c in ",:;.?!" for c in parse.words[n])]
    plain = [n for n in outer if parse.words[n][:1].isalnum()]
    ends = sum(marked.ends[n] for n in gap)
    between = len({marked.inside[n] for n in gap if marked.inside[n] >= 0})
    rivals = sum(parse.tags[n][:1] == "V" and stem(parse.lower[n]) in _PLAIN for n in plain)
    verbs = sum(parse.tags[n][:1] == "V" for n in plain)
    last = parse.text[stretch.end - 1]
    comma = last if last in ",.?!" else "w"
    near = "".join(parse.lower[n] + "_" for n in outer[-1:]) if not after and outer else "#" if not outer else "w"
    near = near if near in (",_", ":_", "that_", "._", "#", "a_", "the_", "as_", "of_", "?_") else "w"
    subject = find_subject(parse, cue)
    who = kind_of(parse, subject)
    where = "none" if subject < 0 else "in" if marked.inside[subject] >= 0 else "left" if subject < cue else "right"
    side = "after" if after else "before"
    if parse.paragraph[cue] != parse.paragraph[low]:
        side = "above"
    upper = parse.text[stretch.start].isupper()
    path = _path(parse, low, high, cue)
    size = _bucket(len(plain))
    base = f"{side}|e={min(ends, 2)}"
    return ["cue", f"k={key}", f"k={key}|{side}", f"k={key}|{base}|{size < 6}", f"{base}|g={size}", f"{base}|{comma}|g={size < 6}", f"{base}|near={near}|u={upper}",
            f"{base}|near={near}|v={min(verbs, 3)}", f"{base}|v={min(verbs, 3)}|r={min(rivals, 2)}", f"{base}|b={min(between, 2)}", f"{side}|w={who}|{where}", f"{side}|{comma}|w={who}|{where}|{min(ends, 1)}",
            f"path={path}", f"path={path}|{side}", f"path={path}|k={key}", f"t={parse.tags[cue]}|{base}", f"d={parse.deps[cue]}|{base}", f"k={key}|near={near}|u={upper}",
            f"{base}|c={comma}|u={upper}|v={min(verbs, 2)}"]  # fmt: skip


_PLAIN = frozenset(("say", "tell", "add", "write", "ask", "not", "call", "explain", "argu", "report"))


def _path(parse: Parse, low: int, high: int, cue: int) -> str:
    """How the stretch hangs on the cue in the parse: the labels on the way up, at most three."""
    tops = [n for n in range(low, high) if not low <= parse.heads[n] < high or parse.heads[n] == n]
    tops = [n for n in tops if parse.deps[n] != "punct"] or tops
    if not tops:
        return "none"
    top = max(tops, key=lambda n: parse.right[n] - parse.left[n])
    labels, token = [], top
    for _ in range(3):
        if parse.heads[token] == token:
            break
        labels.append(parse.deps[token])
        token = parse.heads[token]
        if token == cue:
            return "/".join(labels)
    labels, token = [], cue
    for _ in range(3):
        if parse.heads[token] == token:
            break
        labels.append(parse.deps[token])
        token = parse.heads[token]
        if low <= token < high:
            return "up:" + "/".join(labels)
    return "same" if parse.sentence[cue] == parse.sentence[top] else "none"


def describe_continued(parse: Parse, marked: Marked, number: int, attributed: bool) -> list[str]:
    """List what speaks for a stretch going on with what was said in the stretch before."""
    if not number:
        return ["cont", "cont|first"]
    low = marked.spans[number][0]
    past = marked.stretches[number - 1]
    here = marked.stretches[number]
    apart = min(here.paragraph - past.paragraph, 2)
    gap = range(marked.spans[number - 1][1], low)
    plain = [n for n in gap if parse.words[n][:1].isalnum()]
    ends = min(sum(marked.ends[n] for n in gap), 2)
    finished = parse.text[past.end - 1] in ".?!…" or any(marked.ends[n] for n in list(gap)[:2])
    upper = parse.text[here.start].isupper()
    home = parse.paragraph[low]
    alone = all(marked.inside[n] == number or not parse.words[n][:1].isalnum() for n in range(max(low - 3, 0), low) if parse.paragraph[n] == home)
    verbs = min(sum(parse.tags[n][:1] == "V" for n in plain), 2)
    size = _bucket(len(plain))
    tail = parse.lower[plain[-1]] if plain and plain[-1] >= low - 3 else ""
    return ["cont", f"cont|a={attributed}", f"cont|{apart}|{upper}|{alone}|{attributed}", f"cont|{apart}|e={ends}|g={size}|{upper}", f"cont|{apart}|closed={past.closed}|{finished}",
            f"cont|{apart}|v={verbs}|e={ends}|{upper}", f"cont|tail={tail if tail in ('and', 'that', 'or', 'but', 'a', 'the', 'said') else 'w'}|e={ends}"]  # fmt: skip


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
    size = _bucket(parse.text.count(" ", stretch.start, stretch.end) + 1)
    if extent.content is None:
        low = parse.at(stretch.start)
        near = [parse.lower[n] for n in range(max(low - 2, 0), low) if parse.words[n] != stretch.opening]
        near_word = near[-1] if near and (near[-1] in _LINKS or not near[-1].isalnum()) else parse.tags[low - 2]
        return ["bare", f"bare|u={upper}|l={last}", f"bare|u={upper}|n={size}", f"bare|b={near_word}", f"bare|b={near_word}|u={upper}",
                f"bare|k={stem(parse.lower[cue])}"]  # fmt: skip
    before = parse.starts[parse.at(extent.start)] < stretch.start - 2
    beyond = extent.end > stretch.end + 2
    relation = extent.content.relation
    return [f"u={upper}|l={last}", f"u={upper}|r={relation}", f"l={last}|r={relation}|{beyond}", f"{before}|{beyond}|u={upper}|l={last}", f"{before}|{beyond}|r={relation}",
            *describe_content(parse, extent.content)]  # fmt: skip


_LINKS = frozenset(("that", "of", "as", "to", "a", "an", "the", "and", "is", "was", "for", "by", "about", "be", "not"))
