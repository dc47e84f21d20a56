// The stories by voices, and the page of one story.
const castOfStory = remember((story) => castOf(perStory(story)));
const perStory = (story) => ofStory().get(story.n) || [];
const tellVoices = (story) => story.voices === 1 ? "voice" : "voices";

/** The range of time that the report covers: what all lines of time share. */
const covered = once(() => {
  const dated = articles().filter((it) => it.at !== null);
  return dated.length ? [dated[0].at, dated[dated.length - 1].at] : [0, 0];
});

/** A story in the list; drawn once, as lists of stories are filtered while one types. */
const storyItem = remember((story) => {
  const some = perStory(story), lead = story.lead === null ? some.find((it) => it.lead) : articles()[story.lead];
  const outlets = publishersOf(some), cast = castOfStory(story).filter(([entity]) => entity.label === "PERSON").slice(0, 4);
  const copies = story.articles - story.voices, said = saidInStory().get(story.n) || [];
  return h("li", { class: story.voices > 1 ? "story" : "story lone" },
    h("p", { class: "voices" }, h("a", { href: at("articles", { story: story.id, kind: "original" }) }, h("b", {}, count(story.voices)), ` ${tellVoices(story)}`)),
    h("div", { class: "body" },
      h("h2", {}, storyLink(story)),
      story.voices > 1 && lead && lead.lead ? h("p", { class: "lead" }, words(lead.lead)) : null,
      h("p", { class: "meta" }, h("span", {}, span(story.first, story.last)),
        h("span", {}, link("articles", { story: story.id }, plural(story.articles, "article")),
          copies ? [", ", link("articles", { story: story.id, kind: "copy" }, plural(copies, "copy", "copies"))] : ""),
        said.length ? h("span", {}, link("quotes", { story: story.id }, plural(said.length, "quote"))) : null,
        h("span", { class: "outlets" }, outlets.slice(0, 4).map((it, n) => [n ? ", " : "", words(it)]), outlets.length > 4 ? ` and ${outlets.length - 4} more` : "")),
      cast.length ? h("p", { class: "meta people" }, cast.map(([entity]) => h("span", {}, entityLink(entity)))) : null),
    h("div", { class: "when" }, strip(some, ...covered())));
});

const STORY_ORDERS = {
  "": () => 0,
  latest: (a, b) => (b.last || 0) - (a.last || 0) || a.n - b.n,
  longest: (a, b) => (b.last - b.first || 0) - (a.last - a.first || 0) || a.n - b.n,
  copied: (a, b) => b.articles - b.voices - (a.articles - a.voices) || a.n - b.n,
};

function selectStories({ q, publisher, language, several, order, entity }) {
  const fits = matcher(q), texts = searched.stories(), named = entity && byId().entity.get(entity);
  const kept = (named ? storiesOf(named) : stories()).filter((story) => (!several || story.voices > 1) && (!language || story.language === language)
    && fits(texts[story.n]) && (!publisher || perStory(story).some((it) => publisherOf(it) === publisher)));
  return order ? kept.sort(STORY_ORDERS[order] || STORY_ORDERS[""]) : kept;
}

function totals() {
  const all = articles(), originals = all.filter((it) => !isCopy(it)).length;
  const of = (number, label, path, parameters) => h("li", {}, link(path, parameters, h("b", {}, count(number)), ` ${label}`));
  return h("ul", { class: "totals" },
    of(stories().length, "stories", "stories"), of(all.length, "articles", "articles"),
    of(originals, "originals", "articles", { kind: "original" }), of(all.length - originals, "copies", "articles", { kind: "copy" }),
    of(PUBLISHERS.length, "publishers", "charts"), of(utterances().length, "quotes", "quotes"), of(entities().length, "names", "names"));
}

function storiesPage(parameters) {
  return [
    h("header", { class: "head front" }, h("h1", { tabindex: "-1" }, document.querySelector(".days").textContent), totals(),
      ABOUT.left_out ? h("p", { class: "note" }, `${plural(ABOUT.left_out, "article")} of the stories with the fewest voices are not in this file; a report of fewer days has them.`) : null),
    filtered({
      path: "stories", parameters, noun: ["story", "stories"], select: selectStories, draw: storyItem,
      specs: [
        { kind: "search", name: "q", label: "Search stories", hint: "a headline, a name, a publisher" },
        { kind: "select", name: "order", label: "First come", options: [["", "the most voices"], ["latest", "the latest"], ["longest", "the longest told"], ["copied", "the most copied"]] },
        { kind: "select", name: "publisher", label: "Publisher", options: choices("all publishers", articles(), (it) => it.publisher, (n) => PUBLISHERS[n]).map(([key, label]) => [key && PUBLISHERS[key], label]) },
        { kind: "select", name: "language", label: "Language", options: choices("all languages", stories(), (it) => it.language) },
        { kind: "check", name: "several", label: "two voices or more" },
      ],
      frame: () => { const holder = h("ol", { class: "stories" }); return { whole: holder, holder }; },
      told: { entity: (id) => ["naming ", words((byId().entity.get(id) || { name: "?" }).name)] },
      sql: ({ entity }) => `SELECT title, independent_count AS voices, article_count, publishers, first_published_at\nFROM latest_stories s${entity ? `\nWHERE EXISTS (SELECT 1 FROM articles a JOIN mentions USING (article_id) JOIN latest_entities USING (entity_id)\n  WHERE known_as = ${quoted(entity)} AND (a.story_id = s.story_id OR list_contains(s.absorbed, a.story_id)))` : ""}\nORDER BY voices DESC, article_count DESC`,
    }),
  ];
}

/** One report in a story's timeline, with the copies of it folded below. */
function reported(article, copies) {
  return h("li", { class: isCopy(article) ? "report copy" : "report" },
    h("p", { class: "at" }, when(article.at, true)),
    h("div", {}, h("p", { class: "outlet" }, publisherLink(article), article.version > 1 ? h("span", { class: "tag" }, `version ${article.version}`) : null,
      isCopy(article) ? h("span", { class: "tag" }, `${copied(article)} of an article that is not in this story`) : null),
    h("h3", {}, articleLink(article)),
    copies.length ? folded("copies", [plural(copies.length, "copy", "copies"), ": ", publishersOf(copies).slice(0, 8).map((it, n) => [n ? ", " : "", words(it)])],
      () => h("ul", {}, copies.map((copy) => h("li", {}, publisherLink(copy), ", ", when(copy.at, true), " · ", copied(copy), h("br"), articleLink(copy))))) : null));
}

function storyPage(id) {
  const story = byId().story.get(id);
  if (!story) return lost();
  const some = perStory(story), here = new Set(some.map((it) => it.n)), copies = story.articles - story.voices;
  const shown = some.filter((it) => it.copy_of === null || !here.has(it.copy_of) || it.copy_of === it.n);
  const outlets = [...groupBy(some, publisherOf)], cast = castOfStory(story), said = saidInStory().get(story.n) || [];
  const dated = some.filter((it) => it.at !== null), ids = [story.id, ...(story.absorbed || [])];
  const naming = (entity) => ({ story: id, entity: entity.id });
  const people = cast.filter(([it]) => it.label === "PERSON"), others = cast.filter(([it]) => it.label !== "PERSON");
  return [
    heading(link("stories", {}, "Stories"), words(titleOf(story)),
      h("p", { class: "meta" }, h("span", {}, link("articles", { story: id, kind: "original" }, plural(story.voices, "voice"))),
        h("span", {}, link("articles", { story: id }, plural(story.articles, "article"))),
        copies ? h("span", {}, link("articles", { story: id, kind: "copy" }, plural(copies, "copy", "copies"))) : null,
        h("span", {}, span(story.first, story.last))),
      story.articles_ever > story.articles ? h("p", { class: "note" }, `${plural(story.articles_ever - story.articles, "more article")} of this story lie outside these days.`) : null),
    dated.length > 1 ? h("figure", { class: "plot" }, h("figcaption", {}, h("h2", {}, "Who reported when"),
      h("p", { class: "legend" }, h("span", { class: "key original" }, "report"), h("span", { class: "key copy" }, "copy"))),
    lanes(outlets.map(([name, own]) => ({ label: words(name), some: own })), dated[0].at, dated[dated.length - 1].at)) : null,
    h("div", { class: "columns" },
      h("div", {},
        section("Reports", h("ol", { class: "timeline" }, shown.map((it) => reported(it, (copiesOf().get(it.n) || []).filter((copy) => copy.n !== it.n && here.has(copy.n)))))),
        said.length ? section("What they said", h("p", { class: "quiet" }, link("quotes", { story: id }, plural(said.length, "quote")), ", each once"), sayings(said)) : null),
      h("aside", { "aria-label": "Names in this story" },
        people.length ? section("People", names(people, naming)) : null,
        others.length ? section("Places and organisations", names(others, naming)) : null,
        section("Publishers", h("ul", { class: "names" }, outlets.map(([name, own]) => h("li", {}, words(name), " ", times(own.length, { story: id, publisher: name }))))))),
    inSql(`SELECT published_at, publisher, title, copy_kind, url FROM articles\nWHERE story_id IN (${ids.map(quoted).join(", ")}) ORDER BY published_at`),
  ];
}

const lost = () => [heading("Not here", "This report has no such page"), h("p", {}, link("stories", {}, "See the stories"))];
