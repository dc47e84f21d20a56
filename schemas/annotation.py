"""What is found in the text of an article: entities, their mentions, quotes."""

from __future__ import annotations

from datetime import datetime

from schemas.article import NEVER
from schemas.column import column
from schemas.record import record


@record
class Mention:
    """One mention of an entity in one article, one row of `mentions`."""

    article_id: str = column("the article it stands in")
    entity_id: str = column("the entity it names")
    label: str = column("OntoNotes label of the entity, as spaCy's models give it")
    name: str = column("canonical name of the entity")
    text: str = column("the words of the mention: articles.text[start:end]")
    start: int = column("first code point in articles.text, 0-based")
    end: int = column("code point after the last in articles.text")


@record
class Quote:
    """One quotation, or one part of it, one row of `quotes`."""

    quote_id: str = column("hash of the article and the span")
    article_id: str = column("the article it stands in")
    kind: str = column("`direct`, `indirect` or `mixed`")
    text: str = column("the words quoted: articles.text[start:end], without outer quotation marks if direct")
    start: int = column("first code point in articles.text, 0-based")
    end: int = column("code point after the last in articles.text")
    confidence: float = column("0..1: estimated probability that span and speaker are right")
    continues: str | None = column("quote_id of the part before, where the cue interrupts a quotation", default=None)
    utterance_id: str = column("equal for the same words by the same speaker in other articles", default="")
    speaker: str | None = column("canonical name of the speaker", default=None)
    speaker_entity_id: str | None = column("the speaker's entity, where it is one", default=None)
    speaker_text: str | None = column("the words that name the speaker here, a pronoun included", default=None)
    speaker_start: int | None = column("first code point of speaker_text in articles.text", default=None)
    speaker_end: int | None = column("code point after speaker_text in articles.text", default=None)
    cue: str | None = column("the words that report, as in `said` or `according to`", default=None)
    cue_start: int | None = column("first code point of cue in articles.text", default=None)
    cue_end: int | None = column("code point after cue in articles.text", default=None)


@record
class Entity:
    """One entity as known after a run, one row of `entities`; the latest `updated_at` holds."""

    entity_id: str = column("minted once and kept")
    name: str = column("canonical name: the fullest common form")
    label: str = column("OntoNotes label")
    aliases: tuple[str, ...] = column("other forms seen, sorted", default=())
    alias_of: str | None = column("entity_id this one was merged into", default=None)
    updated_at: datetime = column("start of the run that wrote the row (UTC)", default=NEVER)


@record
class LocalEntity:
    """One entity as seen inside one article, before articles are compared.

    Mentions and quotes of the same annotation carry `entity_id`, which holds within the article only.
    """

    entity_id: str
    #: the fullest form seen in the article, without titles
    name: str
    label: str
    #: every form seen, the name included
    forms: tuple[str, ...]
    #: how often it is mentioned
    count: int
    #: words that stood before the name as a title ("Defence Minister", "Mr."), lower case
    titles: tuple[str, ...] = ()


@record
class Annotation:
    """All that was found in one article; entity ids are local until entities are resolved."""

    article_id: str
    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    #: the article's language, if no model of it is installed: then nothing was looked for
    unread: str | None = None
