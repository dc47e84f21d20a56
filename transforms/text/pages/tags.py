"""What HTML's elements mean to a reader: inside a line or not, seen or not, which kind of block."""

from __future__ import annotations

from schemas import BlockKind

#: elements that stand inside a line; all others end it
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
#: inline elements that style sheets set apart, so that no space stands between them in the mark-up
SEAMS = frozenset(("span", "a", "time"))
#: elements whose text no reader sees as text
UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "head",
        "button",
        "select",
        "option",
        "optgroup",
        "textarea",
        "input",
        "object",
        "canvas",
        "audio",
        "video",
        "map",
        "dialog",
        "datalist",
        "progress",
        "meter",
        "embed",
        "applet",
        "frameset",
        "noframes",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
KINDS = {
    **dict.fromkeys(_HEADINGS, BlockKind.HEADING),
    **dict.fromkeys(("li", "dd", "dt"), BlockKind.LIST_ITEM),
    "blockquote": BlockKind.QUOTE,
    **dict.fromkeys(("figcaption", "figure", "caption"), BlockKind.CAPTION),
    **dict.fromkeys(("td", "th", "tr", "table"), BlockKind.TABLE),
}
