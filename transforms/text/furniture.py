# ruff: noqa: E501
"""The wordings of a page's furniture: what publishers print around every article and no article says of itself.

Collected by reading the blocks that stood in extracted text and not in hand-cleaned bodies, on 126 hosts, and kept only
where the wording does not depend on the publisher. Each rule has the length up to which a block can be nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Zone(StrEnum):
    """The part of an article a rule is trusted in."""

    ANYWHERE = "anywhere"
    #: before the second paragraph, or after the last but few
    EDGES = "edges"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording, the reason to give, and where and up to which length it is believed."""

    reason: str
    pattern: re.Pattern[str]
    longest: int
    zone: Zone = Zone.ANYWHERE


def _rule(reason: str, longest: int, pattern: str, zone: Zone = Zone.ANYWHERE) -> Rule:
    return Rule(reason, re.compile(pattern, re.I | re.X), longest, zone)


_NETWORKS = r"(?:facebook|twitter|instagram|linkedin|whatsapp|telegram|tiktok|youtube|threads|flipboard|bluesky|reddit|google\ news|apple\ news|\bx\b)"
_MEDIUM = r"(?:photos?|images?|pictures?|pics?|video|illustration|graphic|credits?|photograph|source|art)"
_AGENCY = (
    r"(?:getty(?:\ images)?|afp|alamy(?:\ stock\ photos?)?|shutterstock|istock(?:photo)?|unsplash|pexels|pixabay|epa(?:-efe)?|"
    r"ap\ photo|associated\ press|reuters|rex\ features|zuma(?:\ press)?|imago|dpa|anadolu|bloomberg|wireimage|adobe\ stock|wikimedia|"
    r"usa\ today\ sports|imagn|sipa|pa(?:\ (?:wire|images|media))?|handout|courtesy|file\ photo|stock\ photo|depositphotos)"
)

RULES: tuple[Rule, ...] = (
    _rule(
        "advertisement",
        90,
        r"""^\W*(?:
        advertis(?:e)?ments?(?:\W+(?:scroll|continue|article\ continues).*)? | (?:story|article)\ continues\ (?:below|after).* |
        sponsored(?:\ (?:content|links?|by\b.*|post))? | paid\ (?:content|post|partnership) | promoted(?:\ content)? |
        (?:scroll|continue)\ (?:down\ )?(?:to|for)\ (?:continue|read|more).* | skip\ (?:ad|advertisement|past).* | promotion |
        loading\W* | report\ (?:this\ )?ad | remove\ ads | ad\ feedback )\W*$""",
    ),
    _rule(
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
        watch\ (?:now|more|next|the\ video(?:\ (?:above|below))?)|top\ reads.*|must\ reads?|further\ reading|explore\ the\ edition|find\ out\ more|learn\ more|click\ here.*|
        (?:the\ )?latest|tags?|topics?|filed\ under.*|in\ this\ (?:article|story)|table\ of\ contents|contents|jump\ to.*|story\ highlights|
        read\ the\ (?:full|original|rest|whole)\b.{0,40}|read\ (?:or\ share\ this\ story|full\ (?:story|article)).*|show\ more|load\ more|view\ (?:all|more|comments|gallery|\d+\ photos?).*|see\ (?:all|more)(?:\ .{0,40})?|
        share|share\ (?:this|on|via|your\ thoughts)\b.*|post\ your\ comment|play\ video|close|copy\ link|listen\ to\ (?:this\ )?(?:article|story).*|back\ to\ top|home)
        )\W*$""",
    ),
    _rule(
        "related",
        240,
        r"""^\W{0,3}(?:
        (?:also|must|further|required|recommended)\W?\ ?(?:read|watch|see|reading|viewing)(?:\ on\ [^:|]{2,30})? |
        read(?:\ (?:more|also|next|on|now|this))?(?:\ (?:on|about|from|at|in)\ [^:|]{2,40})? | see(?:\ also|\ more) | related(?:\ (?:stor(?:y|ies)|articles?|news|content|posts?|video|reading|coverage|links?))? |
        more(?:\ (?:on|from|news|stories|in|about)\b[^:|]{0,40})? | don.t\ miss | watch(?:\ (?:also|now|more|live|next))? | next\ up | up\ next | in\ case\ you\ missed\ it | icymi | you\ may\ also\ like |
        explore(?:\ more)? | (?:click|tap)\ (?:here|to)\b[^:]{0,40} | trending | listen | gallery | photos? | video )
        \s*(?:[:>|»→]|\ ?[-–—]\ |>>)\s*\S.*$""",
    ),
    _rule(
        "related",
        140,
        r"^\W*read\ (?:more|the\ (?:full|original|rest\ of\ the)\ (?:story|article|post|report))\s*(?:@|at|on|from|in|about|here)\b.*$",
    ),
    _rule(
        "credit",
        200,
        rf"""^\W*(?:{_MEDIUM}(?:\ (?:credits?|courtesy|source|by))?\s*(?:[:|/©]|by\b|courtesy|via\b|from\b\s).{{2,}}|
        (?:featured\ )?(?:photo|image|picture)\ (?:by|courtesy|via|from|credit)\b.*|
        (?:ap|file|courtesy|submitted|handout|provided|staff|stock)\ (?:photo|image)s?\b.*|[^.!?]{{0,60}}[/|©(]\s*{_AGENCY}\W*)$""",
    ),
    _rule(
        "credit",
        400,
        rf"^.*(?:[/|©(]|\bvia\b|\bby\b|\bphotos?:|\bcredits?:|\bimages?:|[\w.]\s)\s*{_AGENCY}(?:\W*(?:{_AGENCY}|via|/|for\ [A-Z]\w+.{{0,30}}|north\ america|europe|pool|images?|file|20\d\d))*\W*$(?<![.!?])",
    ),
    _rule("credit", 120, rf"^\W*{_AGENCY}(?:\W+{_AGENCY}|\W+images?)*\W*$"),
    _rule(
        "credit",
        400,
        r"\((?:(?:ap\ |file\ |staff\ |courtesy\ )?(?:photo|image|picture|illustration|graphic|video|screenshot)s?\b[^)]{0,80}|[^)]{2,60}\b(?:via|/)\s*(?:ap|afp|getty(?:\ images)?|reuters|shutterstock|pool)\b[^)]{0,30}|[^)]{2,40}/(?:ap|afp|getty(?:\ images)?|reuters|shutterstock|epa))\)\W*$",
    ),
    _rule(
        "credit",
        160,
        r"^\W*(?:screenshot|screengrab|image|photo|video)\s+(?:via|from|by|courtesy\ of|credit)\b[^.!?]*\W*$",
    ),
    _rule(
        "date",
        110,
        r"""^\W*(?:(?:last|first|originally|story|article|page)\s+)?(?:updated?|published|posted|modified|created|date|added|filed)
        (?:\s+(?:on|at|date|in))?\s*(?:[:|·•-]|\b)(?=.{0,24}\d)(?:[^.!?]|[ap]\.m\.|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.)*\d(?:[^.!?]|[ap]\.m\.)*\W*$(?<!:)""",
    ),
    _rule(
        "date",
        60,
        r"""^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)?\W*(?:
        (?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d |
        \d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?,?\s+(?:19|20)\d\d | (?:19|20)\d\d[-/.]\d\d?[-/.]\d\d? | \d\d?[-/.]\d\d?[-/.](?:19|20)\d\d )
        [\s,|•·@-]*(?:(?:at\s+)?\d{1,2}[:.]\d\d.{0,16})?\W*$""",
    ),
    _rule(
        "date",
        60,
        r"^\W*(?:\d+|an?)\s+(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?)\s+ago\W*$|^\W*\d+\s*min(?:ute)?s?\s+(?:read|listen|watch)\W*$|^\W*(?:reading|read)\ time\b.{0,30}$",
    ),
    _rule(
        "byline",
        110,
        r"^\W*(?:(?:written|posted|reported|story|words|reviewed|edited|published|produced|compiled|photos?|text)\s+)?by\b\s*(?:[:·•|—–-]\s*)?(?:[A-Z(@].{1,90}|·.*)?$(?<![.!?;])",
        Zone.EDGES,
    ),
    _rule(
        "byline",
        160,
        r"^\W*by\s+(?-i:[A-Z])[\w.'’-]+(?:\s+(?-i:[A-Z])[\w.'’-]+){0,3}\W{0,3}(?:[|,•·–-]\s*.{0,90})?$(?<![.!?])",
        Zone.EDGES,
    ),
    _rule(
        "contributors",
        300,
        r"""^\W*(?:
        (?:with\ )?(?:additional\ |further\ )?report(?:ing|s|ed)?\ (?:from|by)\b.* | (?:additional\ )?(?:reporting|writing|research|editing|photography|production)\ (?:and\ \w+\ )?(?:by|from)\b.* |
        edited\ by\b.* | includes\ (?:information|reporting|material)\ from\b.* | with\ (?:files|inputs?|agenc(?:y|ies)|reports?|material|information)\ (?:from|by|inputs?)?\b.* | \W*with\ inputs\b.* |
        (?-i:[A-Z]).{2,200}\ contributed\ (?:to\ (?:this|the)\ (?:report|story|article|piece|post)|reporting)\b.{0,40} | (?:this\ (?:article|story|report)\ (?:was\ )?(?:produced|reported|written)\ (?:by|in\ partnership).*) )$""",
    ),
    _rule(
        "legal",
        900,
        r"^\W*(?:legal\ (?:warning|notice|disclaimer)|copyright\b|©|\(c\)\ ?(?:19|20)\d\d|disclaimer\b\s*:)",
    ),
    _rule(
        "legal",
        400,
        r"""(?:^\W*(?:legal\ (?:warning|notice|disclaimer)|copyright\b|©|\(c\)\ ?(?:19|20)\d\d|disclaimer\b\s*:)|all\ rights\ (?:are\ )?reserved|all\ rights\ of\ the\ (?:published|site)|
        may\ not\ be\ (?:published|reproduced|republished|copied)|not\ to\ be\ reproduced|without\ (?:the\ )?(?:prior\ |express\ )?(?:written\ )?permission\ (?:of|from)|redistribut(?:ed|ion)\ (?:is\ )?(?:prohibited|without)|
        \bterms\ (?:of\ (?:use|service)|and\ conditions|&\ conditions)\b.*\bprivacy\b|subject\ to\ copyright|©\ ?(?:copyright|(?:19|20)\d\d))""",
    ),
    _rule(
        "legal",
        500,
        r"(?:opinions|views)\ expressed\ (?:here|herein|in\ this|by|are)\b|do(?:es)?\ not\ (?:necessarily\ )?(?:reflect|represent)\ the\ (?:views|opinions?|position)"
        r"|(?:informational|educational|entertainment)\ purposes\ only|not\ a\ substitute\ for\ professional|do\ not\ own\ (?:shares|positions)\ in\ any",
    ),
    _rule(
        "affiliate",
        700,
        r"""(?:(?:may|might|can|could|will)\ (?:earn|receive|get|make)\ (?:an?\ |some\ )?(?:affiliate\ |small\ |portion\ |share\ )?(?:commissions?|compensation|of\ (?:sales|revenue))|
        affiliate\ (?:links?|commissions?|partnerships?)|independently\ (?:selected|chosen|reviewed|researched)|receive\ compensation\ when\ you|retail\ links|purchase\ through\ (?:our|links)|editorial\ independence|featured\ on\ .{2,40}\ are\ independently)""",
    ),
    _rule(
        "newsletter",
        420,
        r"""(?:(?:^|[.!?:—–-]\W*|please\ |to\ )sign\ ?up\ (?:for|to|here|now|today)\b.{0,160}\b(?:newsletters?|inbox|e-?mails?|alerts?|digest|briefing|updates|here)\b|
        (?:^|[.!?]\W+)subscribe\ (?:to|for|now|here|today)\b.{0,120}|
        (?:newsletters?|delivered|straight|direct(?:ly)?|sent)\b.{0,60}\b(?:to\ )?(?:your|in\ your)\ (?:inbox|e-?mail)|(?:in|to)\ your\ inbox\b|^\W*get\ (?:the\ (?:latest|best|top|news)|our|all\ the)\b.{0,80}\b(?:newsletter|inbox|app|alerts)\b|
        for\ subscribing\ to|join\ (?:our|the)\b.{0,60}\b(?:newsletter|mailing\ list|whatsapp|telegram|channel|community)|by\ (?:signing\ up|submitting|subscribing|clicking|providing|entering)\b.{0,160}\b(?:agree|terms|privacy)|
        sign\ up\ for\ other|^\W*newsletters?\W*$|want\ (?:more|to\ (?:bookmark|read\ more|get))\b.{0,100}\b(?:sign\ up|subscribe|subscription)|start\ your\b.{0,40}\bsubscription|
        ^\W*enter\ your\ e-?mail\b.{0,40}$|^\W*your\ e-?mail\ address\W*$|already\ (?:a\ (?:subscriber|member)\b|have\ an\ account\?)|^\W*(?:please\ )?log\ ?in\ (?:to|or|again)\b.{0,80}$|^\W*create\ (?:a|an|your)\ (?:free\ )?account\b.{0,60}$|featured\ in\ the\b.{0,60}\bnewsletter)""",
    ),
    _rule(
        "app",
        200,
        r"^\W*(?:download|get|install|try)\ (?:our|the\ (?:free|new|official))\ .{0,40}\bapp\b|\b(?:our|free)\ app\b.{0,60}(?:app\ store|google\ play)|^\W*(?:(?:get|available|download).{0,30})?(?:app\ store|google\ play)\W*(?:app\ store|google\ play)?\W*$",
    ),
    _rule(
        "follow",
        300,
        rf"""(?:^\W*(?:follow|like|find|join|connect\ with|subscribe\ to|visit|add)\ (?:us|@?\w+|[\w\s.'’&]{{2,50}})\ (?:on|at|via)\ (?:[\w\s]*?){_NETWORKS}|
        (?:follow|reach|contact|find)\ (?:him|her|them|us|me)\ (?:on|at|via)\b|\bon\ (?:x|twitter)\W+(?:at\ )?@\w+|^\W*(?:follow|share)\b\W*@?[\w\s.'’]{{0,40}}$|keep\ up\ with\ us)""",
    ),
    _rule(
        "support",
        600,
        r"""(?:support\ (?:our|independent|quality|local|public|free)\b.{0,60}\b(?:journalism|reporting|work|media|today|news)|independent\ journalism\b|
        (?:please\ |to\ us|our\ work).{0,60}\b(?:donation|donating|contribution)\b|\bconsider\ (?:making\ a\ donation|donating|supporting)\b|donate\ (?:now|today|here)|become\ a\ (?:member|supporter|patron|subscriber)|
        keep(?:s|ing)?\b.{0,40}\b(?:journalism|paywalls?|stories|articles|news)\b.{0,20}\b(?:free|away|open)|readers\ like\ you|(?:monthly|once-off|one-off|one-time)\ (?:payment|donation|contribution)|
        rely\ on\ (?:your|readers|reader)\b.{0,30}\b(?:support|donations|contributions)|support\ us\b)""",
    ),
    _rule(
        "comments",
        300,
        r"""(?:^\W*(?:(?:leave|post|add|view|show|read|write)\ (?:a\ |your\ |all\ |the\ )?comments?\b.*|comments?(?:\ \(?\d*\)?|\ section)?|(?:\d+|no)\ comments?|join\ the\ (?:conversation|discussion|debate).*|have\ your\ say.*|
        let\ us\ know\b.{0,120}|tell\ us\b.{0,100}|got\ a\ (?:tip|story|news).*|do\ you\ have\ (?:a\ )?(?:story|tip|information|news).*|send\ (?:us|your)\b.{0,120}|have\ a\ (?:tip|story)\b.*)\W*$|
        comments\ (?:are|will\ be|have\ been)\ (?:closed|moderated|disabled|turned\ off)|community\ guidelines|commenting\ (?:policy|rules|guidelines)|in\ the\ comments?(?:\ section)?(?:\ below)?\W*$)""",
    ),
    _rule(
        "paywall",
        300,
        r"(?:subscribers?\ only|to\ (?:continue|keep)\ reading\b|(?:unlock|read)\ (?:this|the\ (?:full|rest))\b.{0,40}\b(?:subscri|register|sign\ in)|this\ (?:article|content|story)\ is\ (?:for|available\ to|exclusive)\b.{0,40}\b(?:subscribers|members)|free\ articles\ (?:left|remaining))",
    ),
    _rule(
        "embed",
        200,
        r"""^\W*(?:(?:this\ content\ (?:can\ also\ be\ viewed|is\ (?:not\ available|hosted|imported)).*|view\ (?:this|more)\b.*\b(?:on|at)\ (?:instagram|twitter|x|facebook|tiktok).*|(?:instagram|twitter|tiktok|youtube|facebook|x|tweet|embedded)\ (?:content|post|video|embed)|
        a\ post\ shared\ by\b.*|pic\.twitter\.com/\S+|https?://\S+|(?:your\ )?browser\ does\ not\ support\b.*|(?:please\ )?(?:enable|turn\ on)\ (?:javascript|cookies)\b.*|javascript\ (?:is|must)\b.*|listen\ \d+\ min.*|audio\ (?:by|will\ start)\b.*|session\ expired|unmute|mute|0:00.*)\W*)$""",
    ),
    _rule("comments", 120, r"^\W*what\ do\ you\ think\b.{0,100}\W*$", Zone.END),
    _rule(
        "reference",
        900,
        r"^\W*(?:more\ information|journal(?:\ information)?|provided\ by|citation|doi|reference)\s*:\s*\S",
        Zone.END,
    ),
    # shortcodes of content management systems that were never filled in
    _rule(
        "mark",
        2_000,
        r"^\[/?[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"]*\"|\S+))+[^\]]*\](?:\W*\[/[\w-]+\])?$|^<[a-z][^<>]*=[^<>]*>\W*(?:<[^<>]*>\W*)*$",
    ),
    _rule("embed", 140, r"^[—–-]{1,2}\s?[^@]{1,60}\(@\w+\)\s+\w+\s+\d{1,2},\s+20\d\d\W*$"),
    _rule(
        "update",
        420,
        r"""^\W*(?:(?:this\ (?:story|article|report|post|piece|column|review|list)\ (?:(?:was|has\ been)\ (?:originally\ |first\ |last\ |also\ )?(?:published|updated|corrected|amended|edited|posted|appeared|adapted|republished|translated|produced|featured)|(?:originally|first|also)\ (?:appeared|ran|published)|appeared\ (?:in|on)|is\ (?:part\ of|republished|adapted|from\ the))\b.*) |
        (?:originally|first)\ (?:published|appeared|posted)\b.* | (?:editor.?s?.?\ note|correction|clarification)s?\b\s*(?:[:(—–-]|\w+\ \d).* | (?:an?\ )?(?:earlier|previous)\ version\ of\ this\b.* | this\ is\ a\ (?:developing|breaking)\b.{0,120} | corrections )$""",
    ),
    _rule(
        "author",
        500,
        r"""^\W*(?-i:[A-Z])[\w.'’-]+(?:\s+(?-i:[A-Z])?[\w.'’-]+){0,3}\s+(?:(?:is|was)\s+(?:an?|the|[A-Z]\S+['’]s)\s+(?:[\w&'’-]+,?\s+){0,7}?(?:reporter|writer|editor|journalist|correspondent|columnist|contributor|author|blogger|critic|producer|fellow|professor)\b|(?:covers|writes\ about|reports\ on)\b.{0,80}\bfor\b).*$""",
        Zone.END,
    ),
    _rule(
        "author",
        260,
        r"^\W*(?:about\ the\ authors?|(?:e-?mail|contact|reach|write\ to)\ (?:reporter\ |the\ (?:author|writer|reporter)\ |him|her|them|us|[A-Z][\w.'’-]+)\b.{0,100}(?:@|\bat\b).*|.{2,80}\bcan\ be\ reached\ (?:at|on|by)\b.*|[—–-]+\s?(?:staff\ )?(?:writer|reporter|editor)\b.*|(?:staff\ )?(?:writer|reporter)\ .{3,40}@\S+.*)$",
    ),
)
#: headings whose section, once the article is over, holds other articles
SECTION = re.compile(
    r"^\W*(?:related\b.*|more\ (?:from|on|in|stories|news|great)\b.*|read\ more\b.*|recommended\b.*|most\ (?:read|popular|viewed)\b.*|trending\b.*|latest\b.*|"
    r"you\ (?:may|might)\b.*|also\ (?:read|in|on)\b.*|up\ next|editor.?s\ picks?|popular\b.*|top\ stories|(?:other|further)\ (?:stories|news|reading)|"
    r"about\ the\ authors?|comments?|leave\ a\ (?:comment|reply)|references|sources|footnotes|notes|tags|topics|explore\ more|newsletters?|sign\ up\b.*|keep\ reading\b.*|discover\b.*)\W*$".replace(
        "\\ ", " "
    ),
    re.I,
)
