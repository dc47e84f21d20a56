# ruff: noqa: E501
"""Furniture that asks something of the reader: newsletters, apps, accounts, money, comments, clicks."""

from __future__ import annotations

from transforms.text.pages.wordings import Rule, Zone, rule

_NETWORKS = r"(?:facebook|twitter|instagram|linkedin|whatsapp|telegram|tiktok|youtube|threads|flipboard|bluesky|reddit|google\ news|apple\ news|\bx\b)"

RULES: tuple[Rule, ...] = (
    rule(
        "affiliate",
        700,
        r"""(?:(?:may|might|can|could|will)\ (?:earn|receive|get|make)\ (?:an?\ |some\ )?(?:affiliate\ |small\ |portion\ |share\ )?(?:commissions?|compensation|of\ (?:sales|revenue))|
        affiliate\ (?:links?|commissions?|partnerships?)|independently\ (?:selected|chosen|reviewed|researched)|receive\ compensation\ when\ you|retail\ links|purchase\ through\ (?:our|links)|editorial\ independence|featured\ on\ .{2,40}\ are\ independently)""",
    ),
    rule(
        "newsletter",
        420,
        r"""(?:(?:^|[.!?:—–-]\W*|please\ |to\ )sign\ ?up\ (?:for|to|here|now|today)\b.{0,160}\b(?:newsletters?|inbox|e-?mails?|alerts?|digest|briefing|updates|here)\b|
        (?:^|[.!?]\W+)subscribe\ (?:to|for|now|here|today)\b.{0,120}|
        (?:newsletters?|delivered|straight|direct(?:ly)?|sent)\b.{0,60}\b(?:to\ )?(?:your|in\ your)\ (?:inbox|e-?mail)|(?:in|to)\ your\ inbox\b|^\W*get\ (?:the\ (?:latest|best|top|news)|our|all\ the)\b.{0,80}\b(?:newsletter|inbox|app|alerts)\b|
        for\ subscribing\ to|join\ (?:our|the)\b.{0,60}\b(?:newsletter|mailing\ list|whatsapp|telegram|channel|community)|by\ (?:signing\ up|submitting|subscribing|clicking|providing|entering)\b.{0,160}\b(?:agree|terms|privacy)|
        sign\ up\ for\ other|^\W*newsletters?\W*$|want\ (?:more|to\ (?:bookmark|read\ more|get))\b.{0,100}\b(?:sign\ up|subscribe|subscription)|start\ your\b.{0,40}\bsubscription|
        ^\W*enter\ your\ e-?mail\b.{0,40}$|^\W*your\ e-?mail\ address\W*$|already\ (?:a\ (?:subscriber|member)\b|have\ an\ account\?)|^\W*(?:please\ )?log\ ?in\ (?:to|or|again)\b.{0,80}$|^\W*create\ (?:a|an|your)\ (?:free\ )?account\b.{0,60}$|featured\ in\ the\b.{0,60}\bnewsletter)""",
    ),
    rule(
        "app",
        200,
        r"^\W*(?:download|get|install|try)\ (?:our|the\ (?:free|new|official))\ .{0,40}\bapp\b|\b(?:our|free)\ app\b.{0,60}(?:app\ store|google\ play)|^\W*(?:(?:get|available|download).{0,30})?(?:app\ store|google\ play)\W*(?:app\ store|google\ play)?\W*$",
    ),
    rule(
        "follow",
        300,
        rf"""(?:^\W*(?:follow|like|find|join|connect\ with|subscribe\ to|visit|add)\ (?:us|@?\w+|[\w\s.'’&]{{2,50}})\ (?:on|at|via)\ (?:[\w\s]*?){_NETWORKS}|
        (?:follow|reach|contact|find)\ (?:him|her|them|us|me)\ (?:on|at|via)\b|\bon\ (?:x|twitter)\W+(?:at\ )?@\w+|^\W*(?:follow|share)\b\W*@?[\w\s.'’]{{0,40}}$|keep\ up\ with\ us)""",
    ),
    rule(
        "support",
        600,
        r"""(?:support\ (?:our|independent|quality|local|public|free)\b.{0,60}\b(?:journalism|reporting|work|media|today|news)|independent\ journalism\b|
        (?:please\ |to\ us|our\ work).{0,60}\b(?:donation|donating|contribution)\b|\bconsider\ (?:making\ a\ donation|donating|supporting)\b|donate\ (?:now|today|here)|become\ a\ (?:member|supporter|patron|subscriber)|
        keep(?:s|ing)?\b.{0,40}\b(?:journalism|paywalls?|stories|articles|news)\b.{0,20}\b(?:free|away|open)|readers\ like\ you|(?:monthly|once-off|one-off|one-time)\ (?:payment|donation|contribution)|
        rely\ on\ (?:your|readers|reader)\b.{0,30}\b(?:support|donations|contributions)|support\ us\b)""",
    ),
    rule(
        "comments",
        300,
        r"""(?:^\W*(?:(?:leave|post|add|view|show|read|write)\ (?:a\ |your\ |all\ |the\ )?comments?\b.*|comments?(?:\ \(?\d*\)?|\ section)?|(?:\d+|no)\ comments?|join\ the\ (?:conversation|discussion|debate).*|have\ your\ say.*|
        let\ us\ know\b.{0,120}|tell\ us\b.{0,100}|got\ a\ (?:tip|story|news).*|do\ you\ have\ (?:a\ )?(?:story|tip|information|news).*|send\ (?:us|your)\b.{0,120}|have\ a\ (?:tip|story)\b.*)\W*$|
        comments\ (?:are|will\ be|have\ been)\ (?:closed|moderated|disabled|turned\ off)|community\ guidelines|commenting\ (?:policy|rules|guidelines)|in\ the\ comments?(?:\ section)?(?:\ below)?\W*$)""",
    ),
    rule(
        "paywall",
        300,
        r"(?:subscribers?\ only|to\ (?:continue|keep)\ reading\b|(?:unlock|read)\ (?:this|the\ (?:full|rest))\b.{0,40}\b(?:subscri|register|sign\ in)|this\ (?:article|content|story)\ is\ (?:for|available\ to|exclusive)\b.{0,40}\b(?:subscribers|members)|free\ articles\ (?:left|remaining))",
    ),
    rule("comments", 120, r"^\W*what\ do\ you\ think\b.{0,100}\W*$", Zone.END),
    rule(
        "newsletter",
        260,
        r"""\b(?:digital|online)\ subscription\b.{0,80}\b(?:access|unlimited)\b|\bunlimited\ access\b.{0,80}\b(?:website|site|content|articles)\b|^\W*thank\ you\ for\ (?:signing|subscribing)\b|^\W*thank\ you\ for\ reading\ (?-i:[A-Z])|\byour\ subscription\ makes\b|
        \bclick\ here\ to\ (?:subscribe|sign|join|register)\b|^[^.!?]*\bsubscribe\ to\ (?-i:[A-Z])[^.!?]{2,60}\W*$|^\W*want\ (?:more|our)\b.{2,60}\?\W*(?:join|click|subscribe|sign)\b|\bjoin\ [\d.,]+\ (?:others|readers|subscribers)\b|^\W*sign\ up\ for\ (?-i:[A-Z])|^\W*sign\ (?:up|in)\W*$|^\W*(?:sign|log)\ in\ to\b.{2,40}$|
        \bnewsletter\ (?:abonnieren|bestellen|anmelden)|\babonnez-vous\b|\binscrivez-vous\b|\bsuscríbe(?:te|se)\b|\brecibe\ (?:las\ noticias|nuestr)|\biscriviti\b.{0,40}\bnewsletter""",
    ),
    rule(
        "app",
        220,
        r"""^\W*(?:stay\ (?:up\ to\ date|informed)\b.{0,80}\b)?(?:get|download|install|try)\ (?:the|our)\ [\w\s'’.-]{2,50}\bapp\b(?!\s+(?:was|is|has|had|will|that|which))|\b(?:download|get)\ it\ (?:free\ )?(?:for|on)\ (?:ios|android)|\bopen\ in\ (?:the\ )?app\b|\bread\ this\ (?:story|article)\ in\ (?:the|our)\ app\b|
        \bfollow\ our\ (?:news\ )?channel\b|\bon\ (?:your\ smart\ speaker|our\ app)\b|\bstay\ (?:up\ to\ date|informed)\b.{0,80}\bapp\b""",
    ),
    rule(
        "follow",
        160,
        r"^\W*follow\ (?-i:[A-Z])[\w\s.'’]{1,40}\ on\ social\ media\b.*$|^\W*follow\b[^.!?]{2,80}:\s*@\w+\W*$|^\W*(?:síguenos|suivez-nous|folgen\ sie\ uns|seguici|volg\ ons)\b.*$",
    ),
    rule(
        "support",
        260,
        r"""\b(?:small|local|independent|non-?profit)\ newsroom\b.{0,160}\b(?:depends|donat\w+|support|give|chip)\b|\b(?:newsroom|charity|non-?profit|organi[sz]ation)\b[.,]\s+your\ (?:donation|gift|support)\b|\bwill\ you\ chip\ in\b|\bmake\ a\ gift\ (?:today|now)\b|\bwe\ can.?t\ do\ this\ without\ you\b|\bmakes\ our\ journalism\ possible\b|^\W*your\ (?:donation|support|gift)\ (?:keeps|makes|helps)\b|
        \bfaites\ un\ don\b|\bhaz(?:te|\ una\ donación)\b|\bunterstützen\ sie\ uns\b""",
    ),
    rule(
        "comments",
        180,
        r"""^\W*your\ e-?mail\ address\ will\ not\ be\b.*$|^\W*required\ fields\b.*$|^\W*sign\ in\ to\ comment\b.*$|^\W*get\ in\ touch\ with\ (?:us|our)\b.*$|^[^.!?]{0,60}\?\W*(?:tell|text|e-?mail|call|write\ to|let)\ (?:us|our|the\ newsroom)\b.*$|^\W*got\ (?:news|a\ tip|a\ story)\b.*$|
        \be-?mail(?:ing)?\ us\ at\b\s*\S+@""",
        Zone.END,
    ),
    rule(
        "follow",
        200,
        r"^\W*(?:you\ can\ )?(?:reach|contact|e-?mail|follow)\b.{2,60}\b(?:by|via|on|at)\b.{0,20}(?:@|\be-?mail:).*$|\bcontact:\s*[+\d@]",
    ),
    rule(
        "membership",
        140,
        r"^\W*not\ (?:yet\ )?(?:in|an?|a\ member|subscribed|registered)\b[^.!?]{0,30}\?\W*(?:find|join|sign|become|register|subscribe|start)\b.*$",
    ),
    rule(
        "shop",
        200,
        r"\b(?:can\ be\ ordered|order\ (?:it|now|reprints)|available)\ (?:from|in|at)\ our\ (?:online\ )?shop\b|^\W*order\ reprints\b",
    ),
    rule(
        "newsletter",
        320,
        r"""\bsubscription\ (?:has\ been|is)\ confirmed\b|\bkeep\ an\ eye\ on\ your\ inbox\b|^\W*(?:special|exclusive|limited)\ offer\ for\b.{0,80}\b(?:readers|subscribers|members)\b|^\W*not\ (?:yet\ )?a\ subscriber\b|
        ^\W*this\ newsletter\ may\ contain\b|^\W*thanks\ for\ (?:signing|subscribing)\b""",
    ),
)
