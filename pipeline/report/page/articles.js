// The articles, and the page of one article.
const LATENCIES = [[60, "under a minute"], [300, "1 to 5 min"], [900, "5 to 15 min"], [3600, "15 to 60 min"], [21600, "1 to 6 hours"],
  [86400, "6 to 24 hours"], [604800, "1 to 7 days"], [2592000, "7 to 30 days"], [Infinity, "over 30 days"]];
const latencyOf = (seconds) => LATENCIES.findIndex(([most]) => seconds < most);

const KINDS = { original: (it) => !isCopy(it), copy: isCopy, exact: (it) => it.copy_kind === "exact", near: (it) => it.copy_kind === "near" };

function selectArticles({ q, publisher, language, kind, story, entity, with: other, from, before, latency, undated, feed, repair }) {
  const fits = matcher(q), texts = searched.articles(), known = byId();
  const told = story && known.story.get(story), named = entity && known.entity.get(entity), place = publisher ? PUBLISHERS.indexOf(publisher) : -1;
  const beside = other && known.entity.get(other), polled = feed && feeds().find((it) => it.url === feed);
  const base = told ? perStory(told) : named ? ofEntity().get(named.n) || [] : articles();
  return base.filter((it) => (!publisher || (place < 0 ? it.publisher === null : it.publisher === place)) && (!language || it.language === language)
    && (!kind || !KINDS[kind] || KINDS[kind](it)) && (!named || (it.entities || []).includes(named.n))
    && (!beside || (it.entities || []).includes(beside.n)) && (!polled || it.feed === polled.n) && (!undated || it.at === null)
    && (!from || it.at >= +from) && (!before || (it.at !== null && it.at < +before))
    && (!latency || (it.latency !== null && latencyOf(it.latency) === +latency)) && (!repair || it.repairs.length) && fits(texts[it.n]));
}

function articlesSql({ publisher, kind, story, entity, with: other, language, from, before, undated, feed }) {
  const naming = (id) => id && `article_id IN (SELECT article_id FROM mentions JOIN latest_entities USING (entity_id) WHERE known_as = ${quoted(id)})`;
  const day = (seconds) => quoted(new Date(seconds * 1000).toISOString());
  const told = story && byId().story.get(story);
  const where = [publisher && (PUBLISHERS.includes(publisher) ? `publisher = ${quoted(publisher)}` : "publisher IS NULL"), language && `language = ${quoted(language)}`,
    kind === "original" && "copy_of IS NULL", kind === "copy" && "copy_of IS NOT NULL", (kind === "exact" || kind === "near") && `copy_kind = ${quoted(kind)}`,
    story && `story_id IN (${[story, ...((told && told.absorbed) || [])].map(quoted).join(", ")})`,
    naming(entity), naming(other), feed && `feed_url = ${quoted(feed)}`, undated && "coalesce(published_at, fetched_at) IS NULL",
    from && `published_at >= ${day(from)}`, before && `published_at < ${day(before)}`,
    ABOUT.from && !from && `published_at >= ${quoted(ABOUT.from)}`, ABOUT.to && !before && `published_at::DATE <= ${quoted(ABOUT.to)}`].filter(Boolean);
  return `SELECT published_at, publisher, title, url, article_id FROM articles${where.length ? `\nWHERE ${where.join("\n  AND ")}` : ""}\nORDER BY published_at`;
}

function articlesPage(parameters) {
  return [
    h("header", { class: "head" }, h("h1", { tabindex: "-1" }, "Articles")),
    filtered({
      path: "articles", parameters, noun: ["article"], select: selectArticles, sql: articlesSql,
      specs: [
        { kind: "search", name: "q", label: "Search articles", hint: "title, first lines, author, file" },
        { kind: "select", name: "publisher", label: "Publisher", options: choices("all publishers", articles(), (it) => it.publisher, (n) => PUBLISHERS[n]).map(([key, label]) => [key && PUBLISHERS[key], label]) },
        { kind: "select", name: "kind", label: "Kind", options: [["", "all"], ["original", "originals"], ["copy", "copies"], ["exact", "exact copies"], ["near", "near copies"]] },
        { kind: "select", name: "language", label: "Language", options: choices("all languages", articles(), (it) => it.language) },
        { kind: "check", name: "repair", label: "repaired" },
      ],
      told: {
        story: (id) => ["in ", words(titleOf(byId().story.get(id) || {}))],
        entity: (id) => ["naming ", words((byId().entity.get(id) || { name: "?" }).name)],
        with: (id) => ["and ", words((byId().entity.get(id) || { name: "?" }).name)],
        feed: (url) => ["from ", words(url)], undated: () => "without a date",
        from: (it) => `from ${showDay(+it)}, ${showClock(+it)}`, before: (it) => `before ${showDay(+it)}, ${showClock(+it)}`,
        latency: (it) => `in the table ${(LATENCIES[it] || ["", "?"])[1]} after publication`,
      },
      frame: () => table([["Published (UTC)", "time"], ["Publisher", ""], ["Title", ""], ["Words", "number spare"], ["Kind", "spare"]], "Articles"),
      draw: (it) => tr([[when(it.at), "time"], [publisherLink(it), ""], [articleLink(it), "title"], [count(it.words), "number spare"], [isCopy(it) ? copied(it) : h("span", { class: "quiet" }, "original"), "spare"]]),
    }),
  ];
}

function articlePage(id) {
  const article = byId().article.get(id);
  if (!article) return lost();
  const story = stories()[article.story], original = article.copy_of === null ? null : articles()[article.copy_of];
  const copies = copiesOf().get(article.n) || [], source = original && article.copy_kind === "exact" ? original : article;
  const said = saidIn().get(source.n) || [], cast = castOf([source]);
  const fact = (name, value) => value ? [h("dt", {}, name), h("dd", {}, value)] : [];
  return [
    heading(link("articles", {}, "Articles"), words(titleOf(article)),
      h("p", { class: "meta" }, h("span", {}, publisherLink(article)), h("span", {}, when(article.at)),
        article.authors.length ? h("span", {}, article.authors.map((it, n) => [n ? ", " : "", words(it)])) : null,
        h("span", {}, plural(article.words, "word"))),
      article.url ? h("p", {}, outLink(article.url, "Read it where it was published")) : null),
    h("div", { class: "columns" },
      h("div", {},
        source.lead ? h("p", { class: "lead" }, words(source.lead), source.lead.length >= 270 ? "…" : "") : null,
        original ? section(`A ${copied(article)}`, h("p", {}, "of ", articleLink(original), ", ", publisherLink(original), ", ", when(original.at))) : null,
        copies.length ? section(plural(copies.length, "copy", "copies"), h("ul", { class: "short" }, copies.map((it) => h("li", {}, publisherLink(it), ", ", when(it.at, true), " · ", copied(it), h("br"), articleLink(it))))) : null,
        said.length ? section("What it quotes", sayings(said)) : null),
      h("aside", { "aria-label": "About this article" },
        h("section", {}, h("h2", {}, "Facts"), h("dl", {}, fact("Story", storyLink(story)), fact("Language", article.language), fact("Came from", words(article.source, { class: "long" })),
          fact("Written by", article.origin && words(article.origin)), fact("Version", article.version > 1 ? String(article.version) : ""),
          fact("Repaired", article.repairs.map((it) => it.replaceAll("_", " ")).join(", ")),
          fact("In the table after", article.latency === null ? "" : duration(article.latency)),
          fact("article_id", h("code", { class: "long" }, article.id)))),
        cast.length ? section("Names", names(cast)) : null)),
    inSql(`SELECT * FROM articles WHERE article_id = ${quoted(id)}`),
    h("p", { class: "quiet" }, "With every quote marked: ", h("code", {}, `newsbeam show ${id.slice(0, 12)} --root ${ABOUT.root}`)),
  ];
}
