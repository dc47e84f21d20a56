# ruff: noqa: E501
"""Furniture that names makers and times: bylines, contributors, picture credits, date stamps."""

from __future__ import annotations

from transforms.text.pages.wordings import Rule, Zone, rule

_MEDIUM = r"(?:photos?|images?|pictures?|pics?|video|illustration|graphic|credits?|photograph|source|art)"
_AGENCY = (
    r"(?:getty(?:\ images)?|afp|alamy(?:\ stock\ photos?)?|shutterstock|istock(?:photo)?|unsplash|pexels|pixabay|epa(?:-efe)?|"
    r"ap\ photo|associated\ press|reuters|rex\ features|zuma(?:\ press)?|imago|dpa|anadolu|bloomberg|wireimage|adobe\ stock|wikimedia|"
    r"usa\ today\ sports|imagn|sipa|pa(?:\ (?:wire|images|media))?|handout|courtesy|file\ photo|stock\ photo|depositphotos)"
)

RULES: tuple[Rule, ...] = (
    rule(
        "credit",
        200,
        rf"""^\W*(?:{_MEDIUM}(?:\ (?:credits?|courtesy|source|by))?\s*(?:[:|/©]|by\b|courtesy|via\b|from\b\s).{{2,}}(?<![a-z]{{4}}\.)|
        (?:featured\ )?(?:photo|image|picture)\ (?:by|courtesy|via|from|credit)\b.*|
        (?:ap|file|courtesy|submitted|handout|provided|staff|stock)\ (?:photo|image)s?\b.*|[^.!?]{{0,60}}[/|©(]\s*{_AGENCY}\W*)$""",
    ),
    rule(
        "credit",
        400,
        rf"^.*(?:[/|©(]|\bvia\b|\bby\b|\bphotos?:|\bcredits?:|\bimages?:|[\w.]\s)\s*{_AGENCY}(?:\W*(?:{_AGENCY}|via|/|for\ [A-Z]\w+.{{0,30}}|north\ america|europe|pool|images?|file|20\d\d))*\W*$(?<![.!?])",
    ),
    rule("credit", 120, rf"^\W*{_AGENCY}(?:\W+{_AGENCY}|\W+images?)*\W*$"),
    rule(
        "credit",
        400,
        r"\((?:(?:ap\ |file\ |staff\ |courtesy\ )?(?:photo|image|picture|illustration|graphic|video|screenshot)s?\b[^)]{0,80}|[^)]{2,60}\b(?:via|/)\s*(?:ap|afp|getty(?:\ images)?|reuters|shutterstock|pool)\b[^)]{0,30}|[^)]{2,40}/(?:ap|afp|getty(?:\ images)?|reuters|shutterstock|epa))\)\W*$",
    ),
    rule(
        "credit",
        160,
        r"^\W*(?:screenshot|screengrab|image|photo|video)\s+(?:via|from|by|courtesy\ of|credit)\b[^.!?]*\W*$(?<![a-z]{3}\.)",
    ),
    rule(
        "date",
        110,
        r"""^\W*(?:(?:last|first|originally|story|article|page)\s+)?(?!.*[a-z]{3}[.!?][\"”’]?$(?<!march\.))(?:updated?|published|posted|modified|created|date|added|filed)
        (?:\s+(?:on|at|date|in))?\s*(?:[:|·•-]|\b)(?=.{0,24}\d)(?:[^.!?]|[ap]\.m\.|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.)*\d(?:[^.!?]|[ap]\.m\.)*\W*$(?<!:)""",
    ),
    rule(
        "date",
        60,
        r"""^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)?\W*(?:
        (?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d |
        \d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?,?\s+(?:19|20)\d\d | (?:19|20)\d\d[-/.]\d\d?[-/.]\d\d? | \d\d?[-/.]\d\d?[-/.](?:19|20)\d\d )
        [\s,|•·@–—-]*(?:(?:at\s+)?\d{1,2}[:.]\d\d.{0,16})?\W*$""",
    ),
    rule(
        "date",
        60,
        r"^\W*(?:\d+|an?)\s+(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?)\s+ago\W*$|^\W*\d+\s*min(?:ute)?s?\s+(?:read|listen|watch)\W*$|^\W*(?:reading|read)\ time\b.{0,30}$",
    ),
    rule(
        "byline",
        110,
        r"^\W*(?:(?:written|posted|reported|story|words|reviewed|edited|published|produced|compiled|photos?|text)\s+)?by\b\s*(?:[:·•|—–-]\s*)?(?:[A-Z(@].{1,90}|·.*)?$(?<![.!?;])",
        Zone.EDGES,
    ),
    rule(
        "byline",
        160,
        r"^\W*by\s+(?-i:[A-Z])[\w.'’-]+(?:\s+(?-i:[A-Z])[\w.'’-]+){0,3}\W{0,3}(?:[|,•·–-]\s*.{0,90})?$(?<![.!?])",
        Zone.EDGES,
    ),
    rule(
        "contributors",
        300,
        r"""^\W*(?:
        (?:with\ )?(?:additional\ |further\ )?report(?:ing|s|ed)?\ (?:from|by)\b\s+(?:(?-i:[A-Z])|our\b|the\ |staff\b|agenc).* | (?:additional\ )?(?:writing|research|editing|photography|production)\ (?:and\ \w+\ )?(?:by|from)\b.* |
        edited\ by\b.* | includes\ (?:information|reporting|material)\ from\b.* | with\ (?:files|inputs?|agenc(?:y|ies)|reports?|material|information)\ (?:from|by|inputs?)?\b.* | \W*with\ inputs\b.* |
        (?-i:[A-Z]).{2,200}\ contributed\ (?:to\ (?:this|the)\ (?:report|story|article|piece|post)|reporting)\b.{0,40} | (?:this\ (?:article|story|report)\ (?:was\ )?(?:produced|reported|written)\ (?:by|in\ partnership).*) )$""",
    ),
    rule(
        "caption",
        400,
        r"^\W*(?:image|media|photo|video)\ (?:caption|source|credit)\b\W*\s\S|^\W*pictured(?:\ (?:above|below))?\s*:|^\[\d+/\d+\]\s",
    ),
    rule(
        "caption",
        300,
        r"""\((?-i:[A-Z])[\w.'’-]*(?:\s(?-i:[A-Z])[\w.'’-]*){1,3}\s*(?:/|\bvia\b)\s*(?-i:[A-Z])[^().]{2,40}\)\W*$|
        \b(?-i:P)(?:hotograph|hoto|icture|ic)s?:\s*(?-i:[A-Z])[^!?:]{2,60}$(?<![a-z]{3}\.)|^\([^()/.]{2,40}/[^()/.]{2,40}\)\W*$""",
    ),
    rule("credit", 80, r"^(?-i:[A-Z][A-Z.'’\s-]{2,40})\s*/\s*(?-i:[A-Z][A-Z.'’\s-]{2,40})$"),
    rule(
        "date",
        70,
        r"^\W*(?:publish(?:ed|ing)?\ date|date\ published|veröffentlicht|publié\ le|publicado(?:\ el)?|actualizado)\b[^.!?]{0,10}\d.{4,50}$",
    ),
    rule(
        "byline",
        110,
        r"""^\W*(?:(?:words|text|story|report|interview|from|by|von|par|por)\b\s*(?:by\b)?\s*[:·]?\s+)?(?-i:[A-Z])[\w.'’-]*(?:\s(?:(?:de|van|von|der|da|di|la|al|bin)\s)?(?-i:[A-Z])[\w.'’-]*){1,3}
        (?:(?:,|\ and|\ &)\ (?-i:[A-Z])[\w.'’-]*(?:\s(?-i:[A-Z])[\w.'’-]*){1,3}){0,3}
        (?:\ (?:in|reports\ from)\ (?-i:[A-Z])[\w\s.'’,-]{1,40}|\s*[,|·–—-]?\s(?:[\w'’-]+\s){0,3}(?:correspondent|editor|reporter|writer|staff|columnist|journalist|producer)|\s*[|·•–—-]\s*[^.!?]{0,20}\d[^.!?]{2,40})\W*$""",
        Zone.EDGES,
    ),
    rule(
        "byline",
        80,
        r"^\W*(?:words|text|story|report|interview|from)\b\s*(?:by\b|:)\s*(?-i:[A-Z])[\w.'’-]*(?:\s(?-i:[A-Z])[\w.'’-]*){1,3}[^.!?]{0,40}$",
        Zone.EDGES,
    ),
    rule(
        "contributors",
        200,
        r"""^\W*contributing\s*:\s*(?-i:[A-Z]).*$|^\W*(?:interview|segment|episode|series|audio|video|podcast|story)\b[^.!?]{0,60}\b(?:produced|edited)\ (?:and\ \w+\ )?by\ (?-i:[A-Z])[^.!?]{2,80}\W*$""",
    ),
    rule(
        "contributors",
        90,
        r"""^\W*(?:(?:assistant|associate|senior|lead|line|executive|creative|art|design|photo|video|hair|makeup|make-up|prop|set|food|fashion|market|sound|copy)(?:\ (?:and|&))?\ ){0,3}
        (?:photographers?|photography|videographers?|(?:cinemat|chore)ograph(?:er|y)|directors?|director\ of\ photography|producers?|stylists?|styling|hair|make-?up(?:\ artist)?|manicurists?|retouch(?:er|ing)|digitech|gaffer|colou?rist|illustrat(?:ors?|ion)|designers?|editors?)\s*:\s*(?-i:[A-Z])[^.!?:]{2,60}$""",
        Zone.END,
    ),
    rule("byline", 60, r"^[—–-]{1,2}\s?(?-i:[A-Z])[\w.'’&-]*(?:\s(?-i:[A-Z])[\w.'’&-]*){0,4}$", Zone.END),
    rule(
        "date",
        110,
        r"^\W*(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2},?\s+(?:19|20)\d\d\b.{0,30}\b(?:updated|modified|published|posted)\b[^!?]{0,60}\d.{0,12}$",
    ),
)
