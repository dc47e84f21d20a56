"""Which lines of a page are its article: what an extractor took, put right by the mark-up around it."""

from __future__ import annotations

import re
from collections import Counter

from schemas import BlockKind
from transforms.text.pages.keys import Reference
from transforms.text.pages.lines import Line, Node
from transforms.text.pages.sentences import ends_sentence

#: elements that hold the page's furniture by their meaning in HTML
_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "menu", "form", "address"))
#: words in class, id or role that name furniture. Chosen from the words that stood on ten or more hosts of 126 and had
#: under one word of article in twenty below them; matched as whole words
_FURNITURE_WORDS = re.compile(
    r"(?<![a-z])(?:"
    r"nav|navbar|navigation|subnav|menu|footer|contentinfo|complementary|sidebar|rail|right-?rail|breadcrumbs?|"
    r"social|socials|share|sharing|sharebar|share-?(?:tools|buttons|links)|addthis|"
    r"newsletters?|subscribe|subscription|signup|sign-?up|login|register|registration|"
    r"comments?|disqus|respond|"
    r"related|recirc|recirculation|popular|trending|most-?(?:read|popular|viewed)|(?:read|see)-?(?:next|also|more)|"
    r"more-?(?:from|on|stories)|recommend|recommended|recommendations?|up-?next|also-?(?:read|like)|promos?|outbrain|taboola|"
    r"cta|advert|advertisement|advertising|dfp|affiliate|disclosure|disclaimer|"
    r"bylines?|byline-?wrapper|bylines-?wrapper|authors?-?(?:bio|box|card|info|name|byline|meta|block)|"
    r"contributors?|bio|biography|timestamp|tags?-?list|tags|"
    r"copyright|privacy|cookies?|consent|gdpr|"
    r"modal|popup|tooltip|dropdown|hamburger|toast|"
    r"tweet|twitter-tweet|instagram-media|photogallery|"
    r"pull-?quotes?|carousel|display-card|pros-?(?:and-?)?cons|product-?(?:card|box|widget)|nutrition|"
    r"donate|donation|support-us|feedback|print-only|screen-reader-text|sr-only|visually-?hidden|footnotes?|references"
    r")(?![a-z])"
)
#: names of the elements that hold a picture's words
_CAPTION_WORDS = re.compile(r"(?<![a-z])(?:\w*caption\w*|photo-?credits?|image-?credits?|credit|attribution)(?![a-z])")
#: names of the line under the headline
_STANDFIRST_WORDS = re.compile(
    r"(?<![a-z])(?:dek|deck|standfirst|sub-?(?:title|head|header|heading|headline|hed|line|deck)|article-?summary|strap-?line|strap|"
    r"lede|lead-?in|intro|introduction|excerpt|tagline|head(?:line|er)[-_]*desc(?:ription)?)(?![a-z])|__(?:dek|deck|subtitle)|"
    r"(?:article|post|entry|story|page)-?(?:dek|deck|subtitle|summary|intro|excerpt|description)"
)
#: an element with more than this share of the article below it is no furniture, whatever it is called
_TOO_MUCH = 0.3
_SUBHEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_WRAPPED = frozenset(("li", "h2", "h3"))
_NO_PROSE = frozenset((BlockKind.CAPTION, BlockKind.HEADING))
_TEXTUAL = frozenset(("p", "h2", "h3", "h4", "h5", "h6", "blockquote", "li", "div", "dt", "dd", "pre"))


def is_furniture(line: Line, total: int) -> bool:
    """Tell a line's element, or one around it, to be furniture by its name; not if it holds much of the article."""
    for above in line.node.chain():
        if above.weight > _TOO_MUCH * total:
            return False
        if above.hidden or above.tag in _FURNITURE_TAGS:
            return True
        # the id of a heading repeats its words
        if above.names and not above.tag.startswith("h") and _FURNITURE_WORDS.search(above.names):
            return True
    return False


def is_caption(line: Line, total: int) -> bool:
    """Tell a picture's words by the element around them."""
    if line.kind is BlockKind.CAPTION:
        return True
    for above in line.node.chain():
        if above.weight > _TOO_MUCH * total:
            return False
        if above.names and _CAPTION_WORDS.search(above.names):
            return True
    return False


def weigh(lines: list[Line], taken: Reference, stated: Reference) -> int:
    """Add up, in every element, the characters of the prose below it; those that are known count three times."""
    total = 0
    seen: set[str] = set()
    rows = Counter(id(line.node) for line in lines)
    for before, line in zip([None, *lines], lines, strict=False):
        size = len(line.key)
        if before is not None and line.key not in stated and _is_teaser(before, line):
            continue
        if size < 60 or line.link_density > 0.4 or line.kind in _NO_PROSE or line.node.hidden or line.key in seen:
            continue
        seen.add(line.key)
        known = (line.key in taken) + (line.key in stated)
        if (
            not known
            and line.node.tag != "p"
            and not (
                line.node.tag == "div" and size > (60 if rows[id(line.node)] > 3 else 120) and ends_sentence(line.text)
            )
        ):
            continue
        if any(above.tag in _FURNITURE_TAGS for above in line.node.chain()):
            continue
        size *= 1 + 2 * known
        total += size
        for node in line.node.chain():
            node.weight += size
    return total


def _is_teaser(before: Line, line: Line) -> bool:
    """Tell the words below, or after, a headline that leads to another article."""
    if before.node.tag in _SUBHEADINGS and before.link_density > 0.8 and before.text.count(" ") >= 3:
        return True
    first = " ".join(line.links[0].split()) if line.links else ""
    return first.count(" ") >= 3 and line.link_density > 0.15 and line.text.startswith(first) and first[-1:] not in ".,"


def heart_of(lines: list[Line], total: int) -> Node | None:
    """Find the innermost element that holds nearly all of the prose."""
    heart: Node | None = None
    for line in lines:
        for node in line.node.chain():
            if node.weight >= 0.75 * total and (heart is None or node.index > heart.index):
                heart = node
    return heart


def select(lines: list[Line], taken: Reference, stated: Reference) -> list[Line]:
    """Choose the article's lines in reading order; captions inside it are among them, furniture by name is not.

    `taken` is the text an extractor took, and `stated` the body the page's own data state.
    """
    total = weigh(lines, taken, stated)
    heart = heart_of(lines, total)
    if heart is None:
        return []
    inside = [heart in line.node.chain() for line in lines]
    # where evident prose stands directly below an element, so does the rest of it
    prose = {
        (id(line.node.parent), line.node.tag)
        for line in lines
        if len(line.key) >= 80
        and line.node.weight
        and (line.key in taken or line.key in stated or (line.node.parent and line.node.parent.weight > 0.5 * total))
    }
    parents = {parent for parent, _ in prose}
    near = _around(heart)
    first = next((i for i, line in enumerate(lines) if inside[i] and line.node.weight and len(line.key) > 80), 0)
    start = next((i for i in range(first, -1, -1) if lines[i].node.tag == "h1"), None)
    chosen: list[Line] = []
    seen: set[str] = set()
    for i, line in enumerate(lines):
        size = len(line.key)
        if line.node.tag == "h1" or (size > 40 and line.key in seen):
            continue
        known = size > 0 and (line.key in taken or line.key in stated)
        if start is not None and start < i < first and _opens(lines[start], line, i == start + 1, total):
            chosen.append(line)
            seen.add(line.key)
            continue
        if inside[i]:
            beside = (id(line.node.parent), line.node.tag) in prose or (
                id(line.node.parent) in parents and line.node.tag in _TEXTUAL and line.node.tag != "div"
            )
            # a list, or a heading in a wrapper, beside the prose
            above = line.node.parent.parent if line.node.parent else None
            if line.node.tag in _WRAPPED and size >= 8 and line.link_density < 0.2 and above and id(above) in parents:
                beside = True
            if not known and not (beside and line.link_density < 0.5):
                continue
        elif not (
            known
            and size > 60
            and line.node.weight
            and line.node.tag in _TEXTUAL
            and near & set(map(id, line.node.chain()))
        ):
            continue
        if is_furniture(line, total) or is_caption(line, total):
            continue
        chosen.append(line)
        seen.add(line.key)
    return chosen


def _opens(headline: Line, line: Line, next_to_it: bool, total: int) -> bool:
    """Tell a standfirst: by its name, or by its place, right below the headline in the same element."""
    if len(line.key) < 20 or line.link_density >= 0.3:
        return False
    below = next_to_it and line.node.parent is headline.node.parent and len(line.key) >= 35
    return is_standfirst(line) or (below and not is_furniture(line, total) and not is_caption(line, total))


def _around(heart: Node) -> set[int]:
    """The elements so close above the heart that what an extractor took there may belong to it."""
    return {id(node) for node, _ in zip(heart.chain(), range(6), strict=False) if node.tag not in ("body", "html")}


def is_standfirst(line: Line) -> bool:
    """Tell the line under a headline by the names its page gives it."""
    near = [node.names for _, node in zip(range(2), line.node.chain(), strict=False)]
    return line.kind is not BlockKind.CAPTION and bool(_STANDFIRST_WORDS.search(" ".join(near)))
