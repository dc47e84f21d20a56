"""Links: which members of its story an article is most like, and what they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from schemas import Article, ArticleLink, Story
from transforms.text.stories.stories import Assignment, Merge
from transforms.text.stories.story_features import StoryEdge
from transforms.text.stories.terms import Terms, spell_terms

#: links told of one article
MOST = 3


def choose_links(
    assignments: Iterable[Assignment], merges: Iterable[Merge], edges: Iterable[StoryEdge], known: Iterable[Story]
) -> list[tuple[str, str, StoryEdge]]:
    """Choose for each new article the likest members of its story: its id, the story's id and the edge."""
    placed = {assignment.article_id: assignment.story_id for assignment in assignments}
    now = {id_: story.story_id for story in known for id_ in (story.story_id, *story.absorbed)}
    now.update((merge.story_id, merge.merged_into) for merge in merges)
    found: dict[str, dict[str, StoryEdge]] = defaultdict(dict)
    for edge in sorted(edges, key=lambda edge: (edge.first, edge.second, edge.likeness)):
        first = placed.get(edge.first) or now.get(edge.first_story, edge.first_story)
        second = placed.get(edge.second) or now.get(edge.second_story, edge.second_story)
        if first and first == second and edge.shared:
            for article_id, other_id in ((edge.first, edge.second), (edge.second, edge.first)):
                if article_id in placed:
                    found[article_id][other_id] = edge
    return [
        (article_id, placed[article_id], edge)
        for article_id in sorted(found)
        for _, edge in sorted(found[article_id].items(), key=lambda pair: (-pair[1].likeness, pair[0]))[:MOST]
    ]


def tell_link(article: Article, story_id: str, edge: StoryEdge) -> ArticleLink:
    """Make the row of one edge of an article, the shared terms in words."""
    hashes = np.frombuffer(edge.shared, dtype="<u4").tolist()
    words = spell_terms(hashes, article.title, article.text)
    terms = Terms.unpack(article.terms or b"")
    facts = set(terms.hashes[terms.facts > 0].tolist())
    other_id = edge.second if edge.first == article.article_id else edge.first
    return ArticleLink(
        article.article_id,
        other_id,
        story_id,
        edge.likeness,
        tuple(dict.fromkeys(words[shared] for shared in hashes if shared in facts and shared in words)),
        tuple(dict.fromkeys(words[shared].casefold() for shared in hashes if shared not in facts and shared in words)),
        article.run_id,
    )
