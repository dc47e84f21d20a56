"""Rows for tests of the report: what a hostile publisher would send, and a great many articles."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

from schemas import Entity, FeedPoll, Mention, Outcome, Quote, Story, make_id
from tests.records import article
from tests.roots import START, commit_plainly

#: each would set `window.hurt` if any of it ran
SCRIPT = "</script><script>window.hurt=1</script>"
MARKUP = '<img src=x onerror="window.hurt=1"><b>bold</b>'
ATTRIBUTE = "\"' onmouseover='window.hurt=1' autofocus onfocus='window.hurt=1' x=\""
TEMPLATE = "{{ 7 * 7 }}${window.hurt=1}<!--<script>]]>\u2028\u202e&lt;b&gt;"
LINKS = ("javascript:window.hurt=1", "JaVaScRiPt:window.hurt=1", "data:text/html,<script>window.hurt=1</script>")


def hostile(root: Path) -> None:
    """Commit one story of five articles in which every word of a publisher tries to be executed."""
    story, merged = make_id("story"), make_id("merged story")
    texts = [SCRIPT, MARKUP, ATTRIBUTE, TEMPLATE, "The same again. " * 30]
    urls = [*LINKS, "https://news.example/a?b=<script>window.hurt=1</script>", "https://news.example/sound"]
    articles = [
        article(
            f"{n}{text[:9]}",
            f"{text} said {text}.",
            title=text,
            url=url,
            publisher=text[:40] + str(n),
            authors=(text,),
            published_at=START - timedelta(hours=9 - n),
            published_at_source="given",
            story_id=merged if n == 3 else story,
            language="en",
            **(
                {"copy_of": make_id("test", f"0{texts[0][:9]}"), "copy_kind": "exact", "copy_score": 1.0}
                if n == 4
                else {}
            ),
        )
        for n, (text, url) in enumerate(zip(texts, urls, strict=True))
    ]
    speakers = [make_id("speaker", text) for text in texts[:4]]
    quotes = [
        Quote(
            make_id(row.article_id, "quote"), row.article_id, "direct", text, 0, len(text), 0.9,
            utterance_id=make_id("utterance", text), speaker=text, speaker_entity_id=speaker, cue=text,
        )
        for row, text, speaker in zip(articles, texts, speakers, strict=False)
    ]  # fmt: skip
    parts = [
        Quote(make_id("part", n), articles[3].article_id, "direct", words, n, n + 1, 0.9,
              continues=make_id("part", n - 1) if n else None, utterance_id=make_id("part utterance", n), speaker="A")
        for n, words in enumerate(("We will come", "we will see", "and go home"))
    ]  # fmt: skip
    rows: dict[str, list[Any]] = {
        "articles": articles,
        "quotes": [*quotes, *parts],
        "mentions": [
            Mention(row.article_id, speaker, "PERSON", text, text, 0, len(text))
            for row, speaker, text in zip(articles, speakers, texts, strict=False)
        ],
        "entities": [
            Entity(speaker, text, "PERSON", (text, MARKUP)) for speaker, text in zip(speakers, texts, strict=False)
        ],
        "stories": [
            Story(story, SCRIPT, articles[0].article_id, 5, 4, absorbed=(merged,), language="en"),
            Story(merged, MARKUP, articles[3].article_id, 1, 1, merged_into=story),
        ],
        "outcomes": [
            *(
                Outcome(row.source_uri, "copy" if row.copy_of else "kept", "end", None, None, row.article_id, row.url)
                for row in articles
            ),
            Outcome(MARKUP, "rejected", "read", "empty", SCRIPT, url=LINKS[0]),
        ],
        "feeds": [
            FeedPoll(SCRIPT, START, "failed", detail=MARKUP),
            FeedPoll("https://ok.example/feed", START, "ok", 9, 3),
        ],
    }  # fmt: skip
    commit_plainly(str(root), rows, "ab" * 16)


_SAID = ("we", "will", "build", "the", "bridge", "before", "winter", "if", "council", "agrees", "with", "our", "plan")


def many(root: Path, number: int) -> None:
    """Commit that many articles, a third of them copies, with stories, quotes and names as such news has them."""
    chance = random.Random(7)
    outlets = [f"Outlet {n}" for n in range(80)]
    people = [Entity(make_id("person", n), f"Person {n} Éxample", "PERSON" if n % 3 else "ORG") for n in range(3000)]
    rows: dict[str, list[Any]] = {
        "articles": [], "quotes": [], "mentions": [], "stories": [], "outcomes": [], "entities": people
    }  # fmt: skip
    while len(rows["articles"]) < number:
        n = len(rows["stories"])
        size = min(number - len(rows["articles"]), 1 + int(chance.paretovariate(0.9)), 200)
        story, start = make_id("many", n), START - timedelta(minutes=chance.randrange(60 * 24 * 20))
        cast = chance.sample(people, 12)
        said = [" ".join(chance.choices(_SAID, k=chance.randint(8, 40))).capitalize() for _ in range(5)]
        made = []
        for place in range(size):
            original = make_id("test", f"{n}-0")
            copy = place > 0 and chance.random() < 0.35
            text = " ".join(chance.choices(_SAID, k=400))
            row = article(
                f"{n}-{place}", text, title=f"Headline {n} {' '.join(chance.choices(_SAID, k=8))}",
                url=f"https://outlet.example/2026/09/01/a-long-slug-of-an-article-{n}-{place}",
                publisher=chance.choice(outlets), published_at=start + timedelta(minutes=9 * place), story_id=story,
                published_at_source="given", language=chance.choice(("en", "en", "fr")), source_kind="feed",
                copy_of=original if copy else None, copy_kind=chance.choice(("near", "exact")) if copy else None,
                copy_score=0.9 if copy else None,
            )  # fmt: skip
            made.append(row)
            rows["outcomes"].append(
                Outcome(row.source_uri, "copy" if copy else "kept", "stories", article_id=row.article_id)
            )
            if row.copy_kind == "exact":
                continue
            for words in chance.sample(said, 4):
                speaker = chance.choice(cast)
                kept = words[: chance.choice((len(words), len(words) // 2))]
                rows["quotes"].append(
                    Quote(make_id(row.article_id, words), row.article_id, "direct", kept, 0, len(kept), 0.9, cue="said",
                          utterance_id=make_id(story, words), speaker=speaker.name, speaker_entity_id=speaker.entity_id)
                )  # fmt: skip
            for entity in chance.sample(cast, 10):
                rows["mentions"].append(
                    Mention(row.article_id, entity.entity_id, entity.label, entity.name, entity.name, 0, 1)
                )
        voices = sum(row.copy_of is None for row in made)
        rows["stories"].append(
            Story(story, made[0].title or "", made[0].article_id, size, voices, language="en", first_published_at=start)
        )
        rows["articles"] += made
    commit_plainly(str(root), rows, "ab" * 16)
