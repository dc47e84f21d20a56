"""What speaks for each reading of a stretch: a cue reports it, it goes on with the one before, it quotes nobody."""

from __future__ import annotations

from functools import lru_cache

from transforms.text.parse import Parse
from transforms.text.quotes.clauses import kind_of
from transforms.text.quotes.marked import Marked
from transforms.text.quotes.speakers import find_subject
from transforms.text.quotes.stems import stem

#: readings of a stretch that name no cue of their own
CONTINUED, OTHER, NOBODY = -1, -2, -3
_OPENERS = frozenset(("a", "an", "the", ":", ",", "^", "so-called", "of", "called"))
_PLAIN = frozenset(("say", "tell", "add", "write", "ask", "not", "call", "explain", "argu", "report"))
_TAILS = frozenset(("and", "that", "or", "but", "a", "the", "said"))


def size_of(number: int) -> int:
    """Class a number of words, as the weights know them."""
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
    size = size_of(len(words))
    glyph = "'" if stretch.opening in ("'", "‘") else '"' if stretch.opening else "missing"
    return [
        f"n={size}",
        f"u={upper}|n={size}",
        f"l={last}",
        f"l={last}|u={upper}",
        f"p={previous}" if previous in _OPENERS else f"p={tag}",
        f"P={tag}|u={upper}",
        f"a={after}",
        f"a={after}|n={size}",
        f"title={title}|{size}",
        f"g={glyph}|{size}",
        f"t={parse.tags[low]}",
        f"p={tag}|a={after}",
        f"closed={stretch.closed}",
        f"w={previous}|n={size}",
    ]


def describe_reading(parse: Parse, marked: Marked, number: int, cue: int) -> list[str]:
    """List what speaks for a cue as the one that reports a stretch."""
    low, high = marked.spans[number]
    stretch = marked.stretches[number]
    key = stem(parse.lower[cue])
    after = cue >= high
    gap = range(high, cue) if after else range(cue + 1, low)
    inside, words = marked.inside, parse.words
    outer = [n for n in gap if inside[n] < 0 and _tells(words[n])]
    plain = [n for n in outer if words[n][0].isalnum()]
    ends = sum(marked.ends[gap.start : gap.stop]) if gap else 0
    between = len({inside[n] for n in gap if inside[n] >= 0}) if len(outer) < len(gap) else 0
    doing = [n for n in plain if parse.tags[n][:1] == "V"]
    verbs, rivals = len(doing), sum([stem(parse.lower[n]) in _PLAIN for n in doing])
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
    path = _path(parse, marked, number, cue)
    size = size_of(len(plain))
    base = f"{side}|e={min(ends, 2)}"
    return [
        "cue",
        f"k={key}",
        f"k={key}|{side}",
        f"k={key}|{base}|{size < 6}",
        f"{base}|g={size}",
        f"{base}|{comma}|g={size < 6}",
        f"{base}|near={near}|u={upper}",
        f"{base}|near={near}|v={min(verbs, 3)}",
        f"{base}|v={min(verbs, 3)}|r={min(rivals, 2)}",
        f"{base}|b={min(between, 2)}",
        f"{side}|w={who}|{where}",
        f"{side}|{comma}|w={who}|{where}|{min(ends, 1)}",
        f"path={path}",
        f"path={path}|{side}",
        f"path={path}|k={key}",
        f"t={parse.tags[cue]}|{base}",
        f"d={parse.deps[cue]}|{base}",
        f"k={key}|near={near}|u={upper}",
        f"{base}|c={comma}|u={upper}|v={min(verbs, 2)}",
    ]


@lru_cache(maxsize=1 << 14)
def _tells(word: str) -> bool:
    """Tell whether a token between a stretch and its cue is a word or one of the marks that divide sentences."""
    return any(char.isalnum() or char in ",:;.?!" for char in word)


def _path(parse: Parse, marked: Marked, number: int, cue: int) -> str:
    """How the stretch hangs on the cue in the parse: the labels on the way up, at most three."""
    (low, high), top = marked.spans[number], marked.tops[number]
    if top < 0:
        return "none"
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
    alone = all(
        marked.inside[n] == number or not parse.words[n][:1].isalnum()
        for n in range(max(low - 3, 0), low)
        if parse.paragraph[n] == home
    )
    verbs = min(sum(parse.tags[n][:1] == "V" for n in plain), 2)
    size = size_of(len(plain))
    tail = parse.lower[plain[-1]] if plain and plain[-1] >= low - 3 else ""
    return [
        "cont",
        f"cont|a={attributed}",
        f"cont|{apart}|{upper}|{alone}|{attributed}",
        f"cont|{apart}|e={ends}|g={size}|{upper}",
        f"cont|{apart}|closed={past.closed}|{finished}",
        f"cont|{apart}|v={verbs}|e={ends}|{upper}",
        f"cont|tail={tail if tail in _TAILS else 'w'}|e={ends}",
    ]
