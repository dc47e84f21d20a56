// Plots of the whole range; and the health of what came in.
function chartsPage() {
  const all = articles(), top = stories().filter((it) => it.first !== null).slice(0, 15), wide = stories().filter((it) => it.voices > 1).slice(0, 12);
  const outlets = all.some((it) => it.publisher === null) ? [...PUBLISHERS.slice(0, 23), "unknown publisher"] : PUBLISHERS.slice(0, 24);
  const undated = all.filter((it) => it.at === null).length, cells = groupBy(all, (it) => `${publisherOf(it)} ${it.story}`);
  const speakers = [...saidBy()].map(([n, said]) => [entities()[n], said.length]).sort((a, b) => b[1] - a[1] || a[0].n - b[0].n).slice(0, 20);
  const late = all.filter((it) => it.latency !== null), sorted = late.map((it) => it.latency).sort((a, b) => a - b);
  const pages = groupBy(late, (it) => latencyOf(it.latency));
  return [
    h("header", { class: "head" }, h("h1", { tabindex: "-1" }, "Charts")),
    figure("Articles over time", null,
      undated < all.length ? bars(perTime(all), { names: ["originals", "copies"], caption: "When" }) : null,
      undated ? h("p", { class: "quiet" }, link("articles", { undated: 1 }, plural(undated, "article")), ` without a date ${undated === 1 ? "is" : "are"} on no line of time.`) : null),
    top.length ? figure("Stories over time", "A dot is a report; an open one is a copy. The stories with the most voices.",
      lanes(top.map((story) => ({ label: storyLink(story), some: perStory(story) })), ...covered(), true)) : null,
    wide.length ? figure("Who covers what", "Reports by publisher and story; copies only in brackets.", matrix(outlets, wide, cells)) : null,
    speakers.length ? figure("Quotes by speaker", "Utterances, each counted once however many carried it.",
      ranking(speakers.map(([entity, number]) => ({ name: entityLink(entity), number, to: ["quotes", { speaker: entity.id }] })))) : null,
    late.length ? figure("From publication to table", `Half within ${duration(sorted[sorted.length >> 1])}, 95% within ${duration(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))])}. Articles with a date of publication; files of an archive are as late as they are old.`,
      ranking(LATENCIES.map(([, label], n) => ({ name: label, number: (pages.get(n) || []).length, to: ["articles", { latency: n }] })))) : null,
  ];
}

function matrix(outlets, some, cells) {
  const { whole, holder } = table([["Story", "story-name"], ...outlets.map((it) => [h("span", {}, words(it)), "turned"])], "Reports by publisher and story");
  whole.classList.add("matrix");
  holder.append(...some.map((story) => h("tr", {}, h("th", { scope: "row", class: "story-name" }, storyLink(story)), outlets.map((name) => {
    const here = cells.get(`${name} ${story.n}`) || [], own = here.filter((it) => !isCopy(it)).length;
    return h("td", { class: own ? `cell level-${Math.min(own, 4)}` : "cell" }, here.length
      ? h("a", { href: at("articles", { publisher: name, story: story.id, kind: own ? "original" : "copy" }),
        "aria-label": own ? `${plural(own, "report")} by ${name}` : `${plural(here.length, "copy", "copies")} by ${name}` }, own ? count(own) : `(${count(here.length)})`) : "");
  }))));
  return whole;
}

const FATES = ["kept", "copy", "seen", "rejected", "failed"];
const FATE_WORDS = { kept: "kept", copy: "kept as copies", seen: "known already", rejected: "rejected", failed: "failed" };
const reasonWords = (reason) => (reason || "nothing wrong").replaceAll("_", " ");
const sum = (rows) => rows.reduce((total, row) => total + row.items, 0);

function healthPage(parameters) {
  const byFate = groupBy(fates(), (it) => it.outcome), named = runs().length;
  const reasons = [...groupBy(fates().filter((it) => it.reason), (it) => `${it.outcome} ${it.reason}`).values()].sort((a, b) => sum(b) - sum(a));
  const why = table([["What happened", ""], ["Why", ""], ["Inputs", "number"]], "Reasons");
  why.holder.append(...reasons.map((some) => tr([[some[0].outcome === "kept" || some[0].outcome === "copy" ? "repaired" : FATE_WORDS[some[0].outcome], ""], [reasonWords(some[0].reason), ""],
    [link("health", { outcome: some[0].outcome, reason: some[0].reason }, count(sum(some))), "number"]])));
  const ran = table([["Run", ""], ["Took", "number spare"], ...FATES.map((it) => [it, "number"])], "Runs");
  ran.holder.append(...runs().slice(0, 30).map((run) => tr([[when(run.started), ""], [duration(run.finished - run.started), "number spare"],
    ...FATES.map((fate) => { const own = sum(fates().filter((it) => it.run === run.id && it.outcome === fate)); return [own ? link("health", { run: run.id, outcome: fate }, count(own)) : "–", "number"]; })])));
  return [
    h("header", { class: "head" }, h("h1", { tabindex: "-1" }, "Health"),
      h("p", { class: "quiet" }, `Every input leaves with one outcome. ${plural(named, "run")} of ${ABOUT.root}, whatever days the report covers.`),
      h("ul", { class: "totals" }, FATES.map((fate) => h("li", {}, link("health", { outcome: fate }, h("b", {}, count(sum(byFate.get(fate) || []))), ` ${FATE_WORDS[fate]}`))))),
    h("div", { class: "columns even" }, section("Why inputs left or were repaired", reasons.length ? why.whole : h("p", { class: "none" }, "Nothing was wrong.")), section("Runs", ran.whole)),
    section("Feeds", feedsTable()),
    section("Inputs", filtered({
      path: "health", parameters, noun: ["input"],
      specs: [
        { kind: "search", name: "q", label: "Search inputs", hint: "a file, an address, what was wrong" },
        { kind: "select", name: "outcome", label: "Outcome", options: [["", "all"], ...FATES.map((it) => [it, FATE_WORDS[it]])] },
        { kind: "select", name: "reason", label: "Reason", options: choices("any or none", outcomes(), (it) => it.reason, reasonWords) },
      ],
      told: { run: (id) => ["run of ", when((runs().find((it) => it.id === id) || {}).started)] },
      select: ({ q, outcome, reason, run }) => {
        const fits = matcher(q);
        return outcomes().filter((it) => (!outcome || it.outcome === outcome) && (!reason || it.reason === reason) && (!run || it.run === run)
          && (!q || fits(fold([it.input, it.detail, it.url].join("\n")))));
      },
      frame: () => table([["Input", ""], ["Outcome", ""], ["Reason", ""], ["What to do", "spare"]], "Inputs"),
      draw: (it) => tr([[byId().article.has(it.article) ? h("a", { href: at(`article/${it.article}`), class: "long" }, words(it.input)) : words(it.input, { class: "long" }), ""],
        [it.outcome, ""], [it.reason ? reasonWords(it.reason) : "", ""], [it.detail ? words(it.detail, { class: "long" }) : "", "spare"]]),
      sql: ({ outcome, reason, run }) => {
        const where = [outcome && `outcome = ${quoted(outcome)}`, reason && `reason = ${quoted(reason)}`, run && `run_id = ${quoted(run)}`].filter(Boolean);
        return `-- this page holds up to 1,000 inputs of each outcome and reason; the table holds all\nSELECT input_uri, outcome, stage, reason, detail FROM outcomes${where.length ? `\nWHERE ${where.join(" AND ")}` : ""}`;
      },
    })),
  ];
}

const FINE = ["ok", "unchanged", "moved"];
const state = (status) => h("span", { class: `state ${FINE.includes(status) ? "well" : "ill"}` }, status);

function feedsTable() {
  if (!feeds().length) return h("p", { class: "none" }, "No feed was polled; the articles came from files.");
  const { whole, holder } = table([["Feed", ""], ["Last answer", ""], ["Polled", "spare"], ["Polls", "number"], ["Troubled", "number"], ["Articles", "number"]], "Feeds");
  const list = lazily(holder, feeds(), (it) => {
    const own = (ofFeed().get(it.n) || []).length;
    return tr([
      [[link("feed", { url: it.url }, words(it.url, { class: "long" })), it.detail ? h("p", { class: "quiet" }, words(it.detail)) : null], ""],
      [[state(it.status), it.http ? ` ${it.http}` : "", history20(pollsOf().get(it.n) || [])], ""],
      [when(it.polled, true), "spare"], [link("feed", { url: it.url }, count(it.polls)), "number"],
      [it.troubled ? link("feed", { url: it.url, troubled: 1 }, count(it.troubled)) : "–", "number"],
      [own ? link("articles", { feed: it.url }, count(own)) : "–", "number"]]);
  });
  return [whole, list.below, inSql("SELECT feed_url, polled_at, status, items, new_items, detail FROM feeds ORDER BY polled_at DESC")];
}

/** The last polls as small marks, the latest at the right. */
function history20(some) {
  const last = some.slice(0, 20).reverse();
  return svg("svg", { class: "history", width: 120, height: 10, "aria-hidden": "true", focusable: "false" }, last.map(({ status }, n) =>
    svg("rect", { x: n * 6, width: 4, height: 10, class: FINE.includes(status) ? "well" : "ill" }, svg("title", {}, status))));
}

function feedPage({ url, troubled }) {
  const feed = feeds().find((it) => it.url === url);
  if (!feed) return lost();
  const own = (ofFeed().get(feed.n) || []).length, known = (pollsOf().get(feed.n) || []).filter((it) => !troubled || !FINE.includes(it.status));
  const all = troubled ? feed.troubled : feed.polls, { whole, holder } = table([["Polled", "time"], ["Answer", ""], ["Items", "number"], ["New", "number"], ["What to know", ""]], "Polls");
  holder.append(...known.map((it) => tr([[when(it.at), "time"], [[state(it.status), it.http ? ` ${it.http}` : ""], ""], [count(it.items), "number"], [count(it.new_items), "number"],
    [it.detail ? words(it.detail, { class: "long" }) : "", ""]])));
  return [
    heading(link("health", {}, "Health"), words(feed.url, { class: "long" }),
      h("p", { class: "meta" }, h("span", {}, link("feed", { url }, plural(feed.polls, "poll"))),
        feed.troubled ? h("span", {}, link("feed", { url, troubled: 1 }, `${count(feed.troubled)} troubled`)) : null,
        own ? h("span", {}, link("articles", { feed: url }, plural(own, "article"))) : null)),
    section(troubled ? "Troubled polls" : "Polls", whole, known.length < all ? h("p", { class: "quiet" }, `The last ${count(known.length)} of ${count(all)}.`) : null),
    inSql(`SELECT polled_at, status, http_status, items, new_items, detail FROM feeds\nWHERE feed_url = ${quoted(url)}${troubled ? ` AND status NOT IN (${FINE.map(quoted).join(", ")})` : ""} ORDER BY polled_at DESC`),
  ];
}
