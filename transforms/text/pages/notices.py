# ruff: noqa: E501
"""Furniture that speaks of the text: legal and editorial notices, author notes, references, marks."""

from __future__ import annotations

from transforms.text.pages.wordings import Rule, Zone, rule

RULES: tuple[Rule, ...] = (
    rule(
        "legal",
        900,
        r"^\W*(?:legal\ (?:warning|notice|disclaimer)|copyright(?=\s*(?:©|\(c\)|(?:19|20)\d\d|\W*$|by\b|[–|:-]|(?-i:The\ )?(?-i:[A-Z])))|©|\(c\)\ ?(?:19|20)\d\d|disclaimer\b\s*:)",
    ),
    rule(
        "legal",
        400,
        r"""(?:^\W*(?:legal\ (?:warning|notice|disclaimer)|copyright(?=\s*(?:©|\(c\)|(?:19|20)\d\d|\W*$|by\b|[–|:-]|(?-i:The\ )?(?-i:[A-Z])))|©|\(c\)\ ?(?:19|20)\d\d|disclaimer\b\s*:)|all\ rights\ (?:are\ )?reserved|all\ rights\ of\ the\ (?:published|site)|
        may\ not\ be\ (?:published|reproduced|republished|copied)|not\ to\ be\ reproduced|without\ (?:the\ )?(?:prior\ |express\ )?(?:written\ )?permission\ (?:of|from)|redistribut(?:ed|ion)\ (?:is\ )?(?:prohibited|without)|
        \bterms\ (?:of\ (?:use|service)|and\ conditions|&\ conditions)\b.*\bprivacy\b|subject\ to\ copyright|©\ ?(?:copyright|(?:19|20)\d\d))""",
    ),
    rule(
        "legal",
        500,
        r"(?:opinions|views)\ expressed\ (?:here|herein|in\ this|by|are)\b|do(?:es)?\ not\ (?:necessarily\ )?(?:reflect|represent)\ the\ (?:views|opinions?|position)"
        r"|(?:informational|educational|entertainment)\ purposes\ only|not\ a\ substitute\ for\ professional|do\ not\ own\ (?:shares|positions)\ in\ any",
    ),
    rule(
        "reference",
        900,
        r"^\W*(?:more\ information|journal(?:\ information)?|provided\ by|citation|doi|reference)\s*:\s*\S",
        Zone.END,
    ),
    # shortcodes of content management systems that were never filled in
    rule(
        "mark",
        2_000,
        r"^\[/?[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"]*\"|\S+))+[^\]]*\](?:\W*\[/[\w-]+\])?$|^<[a-z][^<>]*=[^<>]*>\W*(?:<[^<>]*>\W*)*$",
    ),
    rule(
        "update",
        420,
        r"""^\W*(?:(?:this\ (?:story|article|report|post|piece|column|review|list)\ (?:(?:was|has\ been)\ (?:originally\ |first\ |last\ |also\ )?(?:published|updated|corrected|amended|edited|posted|appeared|adapted|republished|translated|produced|featured)|(?:originally|first|also)\ (?:appeared|ran|published)|appeared\ (?:in|on)|is\ (?:part\ of|republished|adapted|from\ the))\b.*) |
        (?:originally|first)\ (?:published|appeared|posted)\b.* | (?:editor.?s?.?\ note|correction|clarification)s?\b\s*(?:[:(—–-]|\w+\ \d).* | (?:an?\ )?(?:earlier|previous)\ version\ of\ this\b.* | this\ is\ a\ (?:developing|breaking)\b.{0,120} | corrections )$""",
    ),
    rule(
        "author",
        500,
        r"""^\W*(?-i:[A-Z])[\w.'’-]+(?:\s+(?-i:[A-Z])?[\w.'’-]+){0,3}\s+(?:(?:is|was)\s+(?:an?|the|[A-Z]\S+['’]s)\s+(?:[\w&'’-]+,?\s+){0,7}?(?:reporter|writer|editor|journalist|correspondent|columnist|contributor|author|blogger|critic|producer|fellow|professor)\b|(?:covers|writes\ about|reports\ on)\b.{0,80}\bfor\b).*$""",
        Zone.END,
    ),
    rule(
        "author",
        260,
        r"^\W*(?:about\ the\ authors?|(?:e-?mail|contact|reach|write\ to)\ (?:reporter\ |the\ (?:author|writer|reporter)\ |him|her|them|us|[A-Z][\w.'’-]+)\b.{0,100}(?:@|\bat\b).*|.{2,80}\bcan\ be\ reached\ (?:at|on|by)\b.*|[—–-]+\s?(?:staff\ )?(?:writer|reporter|editor)\b.*|(?:staff\ )?(?:writer|reporter)\ .{3,40}@\S+.*)$",
    ),
    rule(
        "legal",
        320,
        r"""\bprotected\ by\ copyright\b|\breproduction\b.{0,80}\b(?:prohibited|forbidden)\b|^\W*republish\ (?:our|this)\b|\b(?:under\ (?:a|the)\ )?creative\ commons\ licen[cs]e\b|^\W*licen[cs]e\ this\ (?:content|article)\W*$|\bpurchase\ licensing\ rights\b|^\W*our\ standards\s*:|
        \bnot\ (?:an?\ )?(?:investment|financial|legal|medical)\ advice\b|^\W*disclosure\s*:|^\W*\(?except\ for\ the\ headline\b|\bpublished\ from\ a\ syndicated\ feed\b|^\W*(?:alle\ rechte\ vorbehalten|tous\ droits\ réservés|todos\ los\ derechos\ reservados)\b""",
    ),
    rule(
        "syndication",
        400,
        r"^\W*(?:the\ (?:post|article)\b.{3,300}\b(?:first\ appeared|appeared\ first)\ on\b.{2,80}|der\ beitrag\b.{3,300}\berschien\ zuerst\ auf\b.{2,80}|l.article\b.{3,300}\best\ apparu\ en\ premier\ sur\b.{2,80}|la\ entrada\b.{3,300}\bse\ publicó\ primero\ en\b.{2,80})$",
    ),
    rule(
        "update",
        300,
        r"^\W*(?:a\ version\ of\ this\ (?:article|story)\ appear(?:s|ed)\ in\ print\b.*|this\ (?:breaking\ )?(?:news\ )?(?:story|article|page)\ (?:is\ being|will\ be)\ updated\b.*|please\ refresh\ (?:the|this)\ page\b.*)$",
    ),
    rule(
        "author",
        260,
        r"""^\W*(?-i:[A-Z])[\w.'’-]+(?:\s+(?-i:[A-Z])[\w.'’-]+){1,3}\s+(?:joined\ .{2,60}\bin\ (?:19|20)\d\d\b.*|is\ based\ in\ [^,]{2,40}|(?:is|was)\ (?:an?\ |the\ )?(?:senior\ |visiting\ |research\ )?fellow\b.*|.{0,60}\b(?:tweets|posts)\ (?:at|as)\ @.*|
        (?:[\w\s]{2,40}\s)?(?:correspondent|reporter|editor|columnist)\.\ has\ (?:written|reported|covered)\b.*)$""",
        Zone.END,
    ),
    rule(
        "update",
        360,
        r"""^\W*(?:updated?\ to\ (?:add|include|reflect|clarify|correct|note)\b.* | (?:an?\ |the\ )?(?:earlier|previous|prior|original)\ [a-z]{5,8}\ of\ this\ (?:article|story|report|post|piece)\b.* |
        this\ (?:article|story|interview|essay)\ (?:will\ )?(?:also\ )?appears?\ in\ the\b.{2,80}\bissue\ of\b.{2,60} | (?:cross-?posted|republished|reprinted|syndicated)\ (?:from|with\ permission)\b[^!?]{2,80} |
        (?:this|the|our)\ (?:interview|conversation|transcript|q\ ?&\ ?a|discussion|reviews?)\ (?:has|have|was|were)\ been\ (?:lightly\ )?(?:edited|condensed)\b.{2,80} | (?:this|the|our)\ (?:interview|conversation|transcript|q\ ?&\ ?a|discussion)\ was\ (?:lightly\ )?(?:edited|condensed)\b.{2,80} | reviews\ have\ been\ edited\b.{2,80} )$""",
    ),
    rule(
        "notice",
        400,
        r"\b(?:reviewed|fact-checked|produced|vetted)\ (?:according\ to|in\ (?:line|accordance)\ with|by)\b.{0,60}\beditorial\ (?:process|polic|standards|guidelines)",
    ),
    rule("reference", 700, r"^\[\d{1,3}\]\s+\S", Zone.END),
)
