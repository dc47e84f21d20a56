"""The whole pipeline on one screen: every stage, in the order in which an article meets it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from pipeline.feeds import ListedFeeds, manners
from pipeline.options import RunOptions
from schemas import FeedPoll, Outcome, Page
from transforms.annotate import Annotate
from transforms.drop_old import DropOld
from transforms.drop_seen import DropSeen
from transforms.extract import Extract
from transforms.find_copies import FindCopies
from transforms.group_stories import GroupStories
from transforms.io.feeds import PollFeeds
from transforms.io.kept_pages import ReadKeptPages
from transforms.io.manifest import PAGES
from transforms.io.memory import Memory
from transforms.io.pages import FetchPages
from transforms.io.seeds import ReadSeeds
from transforms.io.starts import Start
from transforms.io.tables import Target, WriteTables
from transforms.link_utterances import LinkUtterances
from transforms.past import Past
from transforms.rank_entities import RankEntities
from transforms.remove_repeats import RemoveRepeats
from transforms.resolve_entities import ResolveEntities
from transforms.take_newest import TakeNewest
from transforms.tell_fates import TellFates


def build(pipeline: beam.Pipeline, options: RunOptions, memory: Memory, target: Target, listed: ListedFeeds) -> None:
    """Lay the pipeline from the seeds and feeds to the commit."""
    sources = []
    if options.seeds:
        read = ReadSeeds(options.seeds, options.page_bytes, options.workers, options.page_seconds, options.limit)
        sources.append(pipeline | "Read the seeds" >> read)
    polls = None
    if listed.feeds or listed.wrong:
        pages, left, polls = poll(pipeline, options, memory, target.run.started_at, listed)
        sources.append((pages, left))
    if options.pages:
        none = pipeline | "No outcomes" >> beam.Create([]).with_output_types(Outcome)
        sources.append((pipeline | "Read kept pages" >> ReadKeptPages(options.pages), none))
    # with one source, the usual case, its pages go on as they are read; a Flatten would first gather them all
    pages = [pages for pages, _ in sources]
    everything = pages[0] if len(pages) == 1 else pages | "Every page" >> beam.Flatten()
    tables = process(everything, options, memory, target.run.started_at)
    tables["outcomes"] = (tables["outcomes"], *(left for _, left in sources)) | "Every outcome" >> beam.Flatten()
    if polls is not None:
        tables["feeds"] = polls
    if options.keep_pages:
        tables[PAGES] = everything
    tables | "Write the tables" >> WriteTables(target)


def poll(
    begin: beam.Pipeline | PCollection[Start],
    options: RunOptions,
    memory: Memory | None,
    now: datetime | None,
    listed: ListedFeeds,
) -> tuple[PCollection[Page], PCollection[Outcome], PCollection[FeedPoll]]:
    """Lay the stages from live feeds to pages; yields also what leaves on the way, and the polls.

    For one run, of which memory and time are told, or for each run that begins.
    """
    polite, due = manners(options), options.poll == "due"
    polled = begin | "Poll the feeds" >> PollFeeds(
        listed.feeds,
        memory,
        polite,
        now,
        due,
        options.workers,
        listed.shards,
        again=listed.again,
        leaves_old=options.since is not None,
    )
    items, left = polled["items"], [polled["outcomes"]]
    if options.since:
        dated = items | "Leave out old items" >> DropOld(options.since)
        items, left = dated["kept"], [*left, dated["outcomes"]]
    if options.limit:
        newest = items | "Take the newest items" >> TakeNewest(options.limit)
        items, left = newest["kept"], [*left, newest["outcomes"]]
    fetched = items | "Fetch the pages" >> FetchPages(polite, options.page_bytes, listed.shards)
    if isinstance(begin, beam.Pipeline):
        wrong = begin | "No addresses" >> beam.Create(listed.wrong)
    else:
        wrong = begin | "No addresses" >> beam.FlatMap(lambda _: listed.wrong).with_output_types(Outcome)
    left = (*left, fetched["outcomes"], wrong) | "Not fetched" >> beam.Flatten()
    return fetched["kept"], left, polled["polls"]


def process(
    pages: PCollection[Page], options: RunOptions, memory: Past, began: datetime | None = None
) -> dict[str, PCollection[Any]]:
    """Lay the stages from pages to the rows of every table; `pages` may come from seeds or from feeds."""
    extracted = pages | "Extract the article" >> Extract(options.workers, options.page_seconds, began)
    recent, left = extracted["kept"], [extracted["outcomes"]]
    if options.since:
        dated = recent | "Drop the old" >> DropOld(options.since)
        recent, left = dated["kept"], [*left, dated["outcomes"]]
    fresh = recent | "Drop what we have" >> DropSeen(memory)
    clean = fresh["kept"] | "Remove repeats" >> RemoveRepeats(memory, options.workers, options.page_seconds)
    articles = clean | "Find copies" >> FindCopies(memory)
    stories = articles | "Gather into stories" >> GroupStories(memory, options.horizon_days)
    annotated = articles | "Find names and quotes" >> Annotate(options.model, options.workers, options.text_seconds)
    resolved = (stories["articles"], annotated["annotations"]) | "Tell who is who" >> ResolveEntities(memory)
    told = resolved["annotations"]
    linked = told | "Find the same words" >> LinkUtterances()

    left.append(fresh["outcomes"])
    kept = (stories["articles"], annotated["failures"]) | "Tell the fates" >> TellFates()
    ranked = (stories["stories"], stories["articles"], told) | "Say what they are about" >> RankEntities()
    return {
        "articles": stories["articles"],
        "stories": ranked,
        "article_links": stories["article_links"],
        "entities": resolved["entities"],
        "mentions": told | "Mentions" >> beam.Map(lambda annotation: annotation.mentions),
        "quotes": linked,
        "outcomes": (*left, kept) | "Outcomes" >> beam.Flatten(),
    }
