"""Titles: the words before a name that say what a person is."""

from __future__ import annotations

#: forms of address; own list, from the style guides' habits of English-language papers
HONORIFICS = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "dr", "prof", "rev", "shri", "madam", "madame", "monsieur", "mme", "mlle", "m", "hon", "herr", "frau", "señor", "señora"]
)

#: offices, ranks and roles that stand directly before a name in news; own list, abbreviations without their dot
OFFICES = frozenset(
    ["president", "vice-president", "pm", "premier", "chancellor", "minister", "secretary", "undersecretary", "ambassador", "envoy", "consul", "commissioner", "governor", "gov", "lt-governor", "mayor", "councillor", "councilor", "councilman", "councilwoman", "alderman", "senator", "sen", "representative", "rep", "congressman", "congresswoman", "assemblyman", "assemblywoman", "lawmaker", "legislator", "mp", "mep", "msp", "delegate", "speaker", "whip", "judge", "justice", "magistrate", "prosecutor", "attorney", "lawyer", "solicitor", "barrister", "general", "gen", "colonel", "col", "major", "maj", "captain", "capt", "lieutenant", "lt", "sergeant", "sgt", "corporal", "cpl", "private", "pvt", "admiral", "adm", "commander", "cmdr", "commodore", "brigadier", "marshal", "cadet", "officer", "constable", "inspector", "superintendent", "detective", "sheriff", "deputy", "trooper", "chief", "pope", "cardinal", "archbishop", "bishop", "reverend", "pastor", "father", "brother", "sister", "rabbi", "imam", "ayatollah", "sheikh", "sheik", "mullah", "patriarch", "deacon", "canon", "dalai", "king", "queen", "prince", "princess", "emperor", "empress", "emir", "sultan", "shah", "duke", "duchess", "earl", "baron", "baroness", "count", "countess", "tsar", "professor", "doctor", "dean", "chancellor", "provost", "principal", "teacher", "chairman", "chairwoman", "chairperson", "chair", "ceo", "cfo", "coo", "cto", "director", "president-elect", "executive", "founder", "co-founder", "spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor", "negotiator", "coach", "manager", "striker", "midfielder", "defender", "goalkeeper", "quarterback", "captain", "leader", "boss", "head", "analyst", "economist", "scientist", "researcher", "author", "writer", "actor", "actress", "singer", "director", "rapper", "comedian", "journalist", "reporter", "correspondent", "editor", "columnist", "activist", "dissident", "lawmaker", "candidate", "nominee", "comrade", "supervisor", "warden", "bailiff", "ombudsman", "critic", "strongman", "dictator", "warlord", "tycoon", "billionaire", "entrepreneur", "investor", "philanthropist", "oligarch"]
)

#: words that stand inside a title without being one
MODIFIERS = frozenset(
    ["prime", "vice", "deputy", "acting", "interim", "former", "ex", "then", "late", "outgoing", "incoming", "current", "longtime", "veteran", "senior", "junior", "chief", "lead", "top", "first", "second", "third", "foreign", "defense", "defence", "interior", "finance", "treasury", "justice", "home", "health", "education", "trade", "energy", "economy", "environment", "transport", "agriculture", "culture", "sports", "labor", "labour", "culture", "housing", "press", "presidential", "parliamentary", "congressional", "state", "federal", "attorney", "lieutenant", "major", "rear", "inspector", "police", "fire", "opposition", "majority", "minority", "house", "senate", "cabinet", "national", "security", "intelligence", "supreme", "district", "us", "u.s", "uk", "republican", "democratic", "democrat", "conservative", "tory", "liberal", "socialist", "communist", "crown", "grand", "co", "managing", "executive", "human-rights", "campaign", "white"]
)

#: titles that belong to the name where only one name follows: Pope Francis, Prince Harry
REGNAL = frozenset(["lady", "lord", "baroness", "viscount", "king", "queen", "prince", "princess", "pope", "emperor", "empress", "saint", "st", "tsar", "shah", "sultan", "patriarch"])


def bare(word: str) -> str:
    """Fold a word of a title for look-up: lower case, no dots at the end."""
    return word.lower().rstrip(".")


def is_title(word: str) -> bool:
    """Tell whether a word by itself can stand before a name as a title."""
    folded = bare(word)
    return folded in HONORIFICS or folded in OFFICES or folded.removesuffix("s") in OFFICES


def may_modify(word: str) -> bool:
    """Tell whether a word can stand inside a title."""
    return bare(word) in MODIFIERS or is_title(word)


def strip_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Split the words of a name into its leading titles and the name itself, which keeps at least one word.

    A regnal title stays with a single name: `Pope Francis`, `King Charles III`.
    """
    start = 0
    while start < len(words) - 1 and (is_title(words[start]) or (start and may_modify(words[start]))):
        start += 1
    while start == 0 and len(words) > 2 and may_modify(words[0]) and any(map(is_title, words[1:-1])):
        start = 1 + max(at for at, word in enumerate(words[1:-1]) if is_title(word)) + 1
    rest = [word for word in words[start:] if not set(word) <= set("IVX.")]
    if start and len(rest) == 1 and bare(words[start - 1]) in REGNAL:
        start -= 1
    return words[:start], words[start:]
