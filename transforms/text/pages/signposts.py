# ruff: noqa: E501
"""Furniture that leads elsewhere: teasers, share and section lines, advertisement labels, players, polls."""

from __future__ import annotations

from transforms.text.pages.wordings import Rule, Zone, rule

RULES: tuple[Rule, ...] = (
    rule(
        "advertisement",
        90,
        r"""^\W*(?:
        advertis(?:e)?ments?(?:\W+(?:scroll|continue|article\ continues).*)? | (?:story|article)\ continues\ (?:below|after).* |
        sponsored(?:\ (?:content|links?|by\b.*|post))? | paid\ (?:content|post|partnership) | promoted(?:\ content)? |
        (?:scroll|continue)\ (?:down\ )?(?:to|for)\ (?:continue|read|more).* | skip\ (?:ad|advertisement|past).* | promotion |
        loading\W* | report\ (?:this\ )?ad | remove\ ads | ad\ feedback )\W*$""",
    ),
    rule(
        "related",
        90,
        r"""^\W*(?:
        (?:you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested\ in)|also\ (?:read|see|watch|on|of\ interest)|read\ (?:also|more|next|on|now|the\ rest(?:\ here)?)|see\ also|
        related|related\ (?:stories|articles|news|posts|content|topics|coverage|reading|links?|video|items)|more\ (?:stories|news|videos|articles|coverage|reading|like\ this)|
        (?:top|latest|popular|trending|featured|recent|more|other|today.s)\ (?:top\ |news\ )?(?:stories|articles|headlines|news|posts|videos|topics)|
        most\ (?:read|popular|viewed|shared|commented|recent)(?:\ (?:in|on)\b.*|\ stories|\ articles)?|trending(?:\ (?:now|today|this\ week|stories))?|
        (?:people|others|readers)\ are\ (?:also\ )?reading(?:\ now)?|others\ also\ read|recommended(?:\ (?:for\ you|stories|reading|videos?))?|editor'?s?.?\ ?picks?|up\ next|next\ up|
        don.t\ miss|what\ to\ read\ next|what\ (?:others|people)\ are\ reading.*|in\ case\ you\ missed\ it|keep\ reading|explore\ more|discover\ more|
        more\ (?:from|on|in|about)\ [^.!?]{2,50}|more\ for\ you|around\ the\ web|from\ (?:around|the)\ (?:the\ )?web|from\ our\ partners|you\ may\ (?:also\ )?have\ missed|
        watch\ (?:now|more|next|the\ video(?:\ (?:above|below))?)|top\ reads.*|must\ reads?|further\ reading|explore\ the\ edition|find\ out\ more|learn\ more|click\ here(?!\W*["”’]).*|
        (?:the\ )?latest|tags?|topics?|filed\ under.*|in\ this\ (?:article|story)|table\ of\ contents|contents|jump\ to.*|story\ highlights|
        read\ the\ (?:full|original|rest|whole)\b.{0,40}|read\ (?:or\ share\ this\ story|full\ (?:story|article)).*|show\ more|load\ more|view\ (?:all|more|comments|gallery|\d+\ photos?).*|see\ (?:all|more)(?:\ .{0,40})?|
        share|share\ (?:this|on|via|your\ thoughts)\b.*|post\ your\ comment|play\ video|close|copy\ link|listen\ to\ (?:this\ )?(?:article|story).*|back\ to\ top|home)
        )\W*$""",
    ),
    rule(
        "related",
        240,
        r"""^\W{0,3}(?:
        (?:also|must|further|required|recommended)\W?\ ?(?:read|watch|see|reading|viewing)(?:\ on\ [^:|]{2,30})? |
        read(?:\ (?:more|also|next|on|now|this))?(?:\ (?:on|about|from|at|in)\ [^:|]{2,40})? | see(?:\ also|\ more) | related(?:\ (?:stor(?:y|ies)|articles?|news|content|posts?|video|reading|coverage|links?))? |
        more(?:\ (?:on|from|news|stories|in|about)\b[^:|]{0,40})? | don.t\ miss | watch(?:\ (?:also|now|more|live|next))? | next\ up | up\ next | in\ case\ you\ missed\ it | icymi | you\ may\ also\ like |
        explore(?:\ more)? | (?:click|tap)\ (?:here|to)\b[^:]{0,40} | trending | listen | gallery | photos? | video )
        \s*(?:[:>|»→]|\ ?[-–—]\ |>>)\s*\S.*$""",
    ),
    rule(
        "related",
        140,
        r"^\W*read\ (?:more|the\ (?:full|original|rest\ of\ the)\ (?:story|article|post|report))\s*(?:@|at|on|from|in|about|here)\b.*$",
    ),
    rule(
        "embed",
        200,
        r"""^\W*(?:(?:this\ content\ (?:can\ also\ be\ viewed|is\ (?:not\ available|hosted|imported)).*|view\ (?:this|more)\b.*\b(?:on|at)\ (?:instagram|twitter|x|facebook|tiktok).*|(?:instagram|twitter|tiktok|youtube|facebook|x|tweet|embedded)\ (?:content|post|video|embed)|
        a\ post\ shared\ by\b.*|pic\.twitter\.com/\S+|https?://\S+|(?:your\ )?browser\ does\ not\ support\b.*|(?:please\ )?(?:enable|turn\ on)\ (?:javascript|cookies)\b.*|javascript\ (?:is|must)\b.*|listen\ \d+\ min.*|audio\ (?:by|will\ start)\b.*|session\ expired|unmute|mute|0:00.*)\W*)$""",
    ),
    rule("embed", 140, r"^[—–-]{1,2}\s?[^@]{1,60}\(@\w+\)\s+\w+\s+\d{1,2},\s+20\d\d\W*$"),
    rule(
        "share",
        60,
        r"""^\W*(?:(?:share|tweet|save|print|bookmark|like|pin|e-?mail|comments?|copy\ link)(?:\ (?:it|this)(?:\ (?:article|page|story|post))?)?(?:\ (?:with|for\ later|\(?\d+\)?))?|\d[\d,.]*\ (?:shares?|likes?|comments?|views?)|
        (?:share|save|print|e-?mail|tweet)\ (?:on|via|by|to)\b.{2,40}|(?:share|print|e-?mail|save|tweet)\ (?:this|the)\ (?:article|page|story|post)|a-?\s*a\+?|listen(?:\ to\ this.*)?|\d{1,2}:\d\d|
        open\ in\ (?:the\ )?app|view\ (?:image|picture)\ in\ full-?screen|view\ on\ \w+|add\ to\ my\w+|add\ [\w\s]{2,40}\ (?:on|to)\ (?:your\ )?(?:favou?rite|preferred)\b.*|follow)\W*$""",
    ),
    rule("date", 40, r"^\W*\d+[\s-](?:min(?:ute)?s?|seconds?)[\s-](?:read|listen|watch|lecture|lesezeit)\W*$"),
    rule(
        "poll",
        90,
        r"^\W*(?:poll\b\s*[:|].*|.{0,60}\bvote\ (?:here|now)\b\W*|.{1,40}\s\d[\d.,]*\ votes?|take\ (?:our|the)\ (?:poll|quiz|survey)\b.*)\W*$",
    ),
    rule("ticker", 24, r"^\W*(?:(?-i:[A-Z]{2,5}\.[A-Z]{1,3})|[+-]\d[\d.,]*\s?%)$"),
    rule(
        "tags",
        160,
        r"^\W*(?:tags?|topics?|keywords?|labels?|filed\ under|schlagwörter|themen|mots-clés|etiquetas|temas)\s*:\s*[^.!?]{2,140}$|^\W*(?:\#\w+[\s,]*){1,12}$",
    ),
    rule(
        "related",
        200,
        r"""^(?:[→»▶►>]\s*)\S[^.!?]{9,160}\W?$|^[^.!?]{10,180}\bread\ more\W*$|^\W*(?:continue\ reading|read\ more|mehr|weiterlesen)\ (?:on|at|in|bei|auf)\ \S.{2,60}$|
        ^\W*for\ (?:the\ (?:full|whole|complete)\ (?:report|story|article)|more\ (?:stories|news)(?:\ like\ this)?)\b.{0,80}\b(?:visit|check|see|go\ to|click|read)\b.{2,80}$|
        ^\W*(?:explained|analysis|opinion|comment|watch|next|recommended|go\ deeper|dive\ deeper|read\ this\ next|trending|more|also)\s*[|]\s*\S.{5,160}$|^\W*(?:recommended|next|go\ deeper|dive\ deeper|popular)\s*:\s*[^.!?]{8,160}\??$|
        ^\W*(?:lesen\ sie\ (?:auch|mehr|hier)|mehr\ (?:zum\ thema|dazu|lesen)|das\ könnte\ sie\ auch\ interessieren|à\ lire(?:\ aussi|\ également)?|lire\ aussi|voir\ aussi|sur\ le\ même\ sujet|lee\ también|lea\ también|le\ puede\ interesar|te\ puede\ interesar|más\ información|leggi\ anche|lees\ ook|läs\ också|les\ også)\b\s*(?:[:|–-].*)?$""",
    ),
    rule(
        "advertisement",
        30,
        r"^\W*(?:ads?|advertising|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|reklame?|annons)\W*$",
    ),
    rule(
        "embed",
        140,
        r"""^\W*(?:(?:loading\ )?video(?:\ player)?\ (?:is\ )?loading\b.*|loading\ (?:video|player|audio|tweet|post)\b.*|this\ (?:video|audio|content|tweet|post)\ (?:can\ ?not|could\ not|is\ not|cannot)\b.*|to\ view\ (?:it|this\ content)\b.*cookies.*|pic\.\S+/\S+)$""",
    ),
    rule(
        "section",
        24,
        r"^\W*(?:exclusive|interview|analysis|opinion|comment|breaking(?:\ news)?|top\ story|live|watch\ live|in\ brief|key\ points|at\ a\ glance|special\ report|investigation|editorial|feature)\W*$",
        Zone.EDGES,
    ),
    rule(
        "related",
        160,
        r"""^\W*also\s*:\s*[^.!]{8,140}\??$|^\W*for\ more,\ (?:read|see|visit|check\ out)\b.{2,120}$|^\W*(?:now,?\ )?(?:see|read|watch|check\ out)\ (?:some\ )?more\ (?:of|from|about|on)\b[^.!?]{2,80}(?::|here\W)\W*$|
        ^\W*(?:get|find|see|view|read)\ (?:the\ )?(?:full|complete|whole)\ (?-i:[a-z]).{2,120}\bhere\W*$|^\W*(?:see|check|get|find|browse|compare)\ [^.!?]{2,60}\b(?:plans?|prices?|pricing|deals?|offers?)\ here\W*$|^\W*for\b[^.!?]{4,100},\ click\ here\W*$""",
    ),
    rule(
        "gallery",
        120,
        r"^\W*\d{1,3}\s*(?:of|/)\s*\d{1,3}\W*$|^\W*(?:keep\ |continue\ )?(?:scroll(?:ing)?|swipe|click)\b[^.!?]{0,40}\b(?:gallery|slideshow|photos|pictures)\b[^.!?]{0,80}\W*$",
    ),
    rule("podcast", 300, r"\bwherever\ you\ (?:get|find|listen\ to|stream)\ (?:your\ )?podcasts\b"),
)
