"""The rows that a report shows, as DuckDB SQL over the views of a ROOT.

Rows name each other by place: column `publisher` of `articles` is the place of a row of `publishers`.
"""

from __future__ import annotations

#: labels of what can be found across stories; amounts and times cannot
LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")

#: code points of a lead that are shown, rows of outcomes of each kind, polls of a feed that went well, and that did not
LEAD, FATES, POLLS = 280, 1000, 20

#: name -> SELECT; made in this order as temporary tables, each over those before. $first, $last, $most are the range.
BASE: dict[str, str] = {
    "ends": """
        WITH RECURSIVE last AS (
            SELECT story_id, merged_into FROM stories
            QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY updated_at DESC) = 1
        ), ends AS (
            SELECT story_id, story_id AS known_as, merged_into AS next, 0 AS steps FROM last
            UNION ALL
            SELECT ends.story_id, last.story_id, last.merged_into, steps + 1
            FROM ends JOIN last ON last.story_id = ends.next WHERE steps < 20
        )
        SELECT story_id, known_as FROM ends QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY steps DESC) = 1
    """,
    "in_range": """
        SELECT a.* REPLACE (coalesce(ends.known_as, a.story_id) AS story_id),
               coalesce(a.published_at, a.fetched_at) AS shown_at, coalesce(shown_at, a.ingested_at)::DATE AS day
        FROM articles a LEFT JOIN ends USING (story_id)
        WHERE ($first IS NULL OR day >= $first) AND ($last IS NULL OR day <= $last)
    """,
    "ranked": """
        SELECT story_id, count(*) AS articles, count(*) FILTER (copy_of IS NULL) AS voices,
               min(shown_at) AS first_at, max(shown_at) AS last_at,
               sum(articles) OVER (ORDER BY voices DESC, articles DESC, last_at DESC NULLS LAST, story_id) AS so_far
        FROM in_range GROUP BY story_id
    """,
    "r_stories": """
        SELECT row_number() OVER (ORDER BY so_far) - 1 AS n, ranked.*, s.title, s.lead_article_id, s.language,
               s.article_count, s.independent_count, s.absorbed
        FROM ranked LEFT JOIN latest_stories s USING (story_id) WHERE so_far <= $most OR articles = so_far
    """,
    "r_articles": """
        SELECT row_number() OVER (ORDER BY a.shown_at NULLS LAST, a.article_id) - 1 AS n, a.*, s.n AS story
        FROM in_range a JOIN r_stories s USING (story_id)
    """,
    "r_publishers": """
        SELECT row_number() OVER (ORDER BY count(*) DESC, publisher) - 1 AS n, publisher AS name
        FROM r_articles WHERE publisher IS NOT NULL GROUP BY publisher
    """,
    "r_feeds": """
        SELECT row_number() OVER (ORDER BY troubled > 0 DESC, feed_url) - 1 AS n, *
        FROM (
            SELECT feed_url, arg_max(status, polled_at) AS status, arg_max(detail, polled_at) AS detail,
                   arg_max(http_status, polled_at) AS http, max(polled_at) AS polled, count(*) AS polls,
                   count(*) FILTER (status NOT IN ('ok', 'unchanged', 'moved')) AS troubled
            FROM feeds GROUP BY feed_url
        )
    """,
    "r_mentions": f"""
        SELECT a.n AS article, e.known_as AS entity_id, count(*) AS times
        FROM mentions m JOIN r_articles a USING (article_id) JOIN latest_entities e USING (entity_id)
        WHERE m.label IN {LABELS} GROUP BY ALL
    """,
    "r_quotes": "SELECT q.*, a.n AS article FROM quotations q JOIN r_articles a USING (article_id)",
    "r_entities": """
        SELECT row_number() OVER (ORDER BY count(DISTINCT article) DESC, any_value(e.name), entity_id) - 1 AS n,
               entity_id, any_value(e.name) AS name, any_value(e.label) AS label, any_value(e.aliases) AS aliases
        FROM (
            SELECT entity_id, article FROM r_mentions
            UNION ALL SELECT speaker_id, article FROM r_quotes WHERE speaker_id IS NOT NULL
        ) JOIN latest_entities e USING (entity_id) GROUP BY entity_id
    """,
}

#: table of the report -> SELECT of its rows in order
ROWS: dict[str, str] = {
    "publishers": "SELECT name FROM r_publishers ORDER BY n",
    "stories": """
        SELECT s.story_id AS id, s.title, s.language, l.n AS lead, s.absorbed,
               s.articles, s.voices, s.article_count AS articles_ever, epoch(s.first_at)::BIGINT AS first,
               epoch(s.last_at)::BIGINT AS last
        FROM r_stories s LEFT JOIN r_articles l ON l.article_id = s.lead_article_id ORDER BY s.n
    """,
    "articles": f"""
        SELECT a.article_id AS id, a.title, a.url, p.n AS publisher, a.origin_publisher AS origin, a.authors,
               epoch(a.shown_at)::BIGINT AS at, a.published_at IS NOT NULL AS dated,
               CASE WHEN a.published_at IS NOT NULL
                    THEN greatest(0, epoch(r.finished_at) - epoch(a.published_at))::BIGINT END AS latency,
               a.source_kind = 'feed' AS live, a.source_uri AS source, a.language, a.word_count AS words, a.story,
               o.n AS copy_of, a.copy_kind, round(a.copy_score, 3) AS copy_score, a.version,
               [repair.reason FOR repair IN a.repairs] AS repairs, round(a.extraction_score, 2) AS score,
               CASE WHEN a.copy_of IS NULL THEN a.text[:{LEAD}] END AS lead,
               m.entities, f.n AS feed
        FROM r_articles a
        LEFT JOIN r_feeds f ON f.feed_url = a.feed_url
        LEFT JOIN r_publishers p ON p.name = a.publisher
        LEFT JOIN r_articles o ON o.article_id = a.copy_of
        LEFT JOIN runs r ON r.run_id = a.run_id
        LEFT JOIN (
            SELECT article, list(e.n ORDER BY times DESC, e.n) AS entities
            FROM r_mentions JOIN r_entities e USING (entity_id) GROUP BY article
        ) m ON m.article = a.n
        ORDER BY a.n
    """,
    "entities": "SELECT entity_id AS id, name, label, aliases FROM r_entities ORDER BY n",
    "quotes": """
        SELECT q.utterance_id AS id, q.quote_id, q.article, q.kind, q.text, q.cue, q.speaker_name AS speaker,
               e.n AS entity, round(q.confidence, 2) AS confidence
        FROM r_quotes q LEFT JOIN r_entities e ON e.entity_id = q.speaker_id
        JOIN r_articles a ON a.n = q.article ORDER BY a.n, q.start
    """,
    "runs": """
        SELECT run_id AS id, epoch(started_at)::BIGINT AS started, epoch(finished_at)::BIGINT AS finished,
               version, model
        FROM runs ORDER BY started_at DESC
    """,
    "fates": """
        SELECT run_id AS run, outcome, stage, reason, count(*) AS items FROM outcomes GROUP BY ALL
        ORDER BY count(*) DESC, outcome, stage, reason, run_id
    """,
    "outcomes": f"""
        SELECT run_id AS run, input_uri AS input, url, outcome, stage, reason, detail, article_id AS article
        FROM outcomes o
        QUALIFY row_number() OVER (PARTITION BY outcome, reason ORDER BY o.at DESC, input_uri) <= {FATES}
        ORDER BY reason IS NULL, o.at DESC, outcome, reason, input_uri
    """,
    "feeds": """
        SELECT feed_url AS url, status, detail, http, epoch(polled)::BIGINT AS polled, polls, troubled
        FROM r_feeds ORDER BY n
    """,
    "polls": f"""
        SELECT r.n AS feed, epoch(f.polled_at)::BIGINT AS at, f.status, f.http_status AS http, f.items, f.new_items,
               f.detail
        FROM feeds f JOIN r_feeds r USING (feed_url)
        QUALIFY row_number() OVER (
            PARTITION BY f.feed_url, f.status IN ('ok', 'unchanged', 'moved') ORDER BY f.polled_at DESC
        ) <= {POLLS}
        ORDER BY r.n, f.polled_at DESC
    """,
}
