// What stands on more than one page: an article's line, a quote, names.
const LABELS = { PERSON: "person", ORG: "organisation", GPE: "country or town", LOC: "place", NORP: "people", FAC: "building",
  EVENT: "event", PRODUCT: "product", WORK_OF_ART: "work", LAW: "law" };

const titleOf = (row) => row.title || "(no title)";
const storyLink = (story) => h("a", { href: at(`story/${story.id}`) }, words(titleOf(story)));
const articleLink = (article) => h("a", { href: at(`article/${article.id}`) }, words(titleOf(article)));
const entityLink = (entity) => h("a", { href: at(`entity/${entity.id}`) }, words(entity.name));
const publisherLink = (article) => article.publisher === null ? h("span", { class: "quiet" }, "unknown publisher")
  : h("a", { href: at("articles", { publisher: publisherOf(article) }), class: "plain" }, words(publisherOf(article)));

/** Names as chips, each with the number of articles it stands in, which are those of `to(entity)`; more than `most` are folded. */
function names(cast, to, most = 12) {
  const chip = ([entity, number]) => h("li", {}, entityLink(entity), to && [" ", times(number, to(entity))]);
  return [h("ul", { class: "names" }, cast.slice(0, most).map(chip)),
    cast.length > most && folded("rest", `and ${count(cast.length - most)} more`,
      () => h("ul", { class: "names" }, cast.slice(most).map(chip)))];
}

/** A small number of articles that leads to them. */
const times = (number, parameters) => h("a", { href: at("articles", parameters), class: "times", "aria-label": plural(number, "article") }, count(number));

/** What kind of copy an article is, in words. */
function copied(article) {
  const share = article.copy_score === null ? "" : `, ${Math.round(article.copy_score * 100)}% of its words`;
  return `${article.copy_kind} copy${article.copy_kind === "near" ? share : ""}`;
}

/** How an article cut what was said: a picture of the stretch kept, and the same in words. */
function cutting(cut) {
  if (cut === null) return h("span", { class: "quiet" }, "in full");
  if (typeof cut === "string") return ["in these words: ", h("q", {}, words(cut))];
  const [first, last, of] = cut;
  return [svg("svg", { class: "kept", width: 60, height: 8, viewBox: `0 0 ${of} 8`, preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    svg("rect", { width: of, height: 8, class: "away" }), svg("rect", { x: first, width: last - first, height: 8, class: "stays" })),
  ` ${count(last - first)} of ${count(of)} words`, first > 0 && last < of ? ", the middle" : first > 0 ? ", the end" : ", the beginning"];
}

/** The words that an article kept of an utterance. */
function keptWords(text, cut) {
  if (!Array.isArray(cut)) return null;
  const found = [...text.matchAll(/[\p{L}\p{N}]+/gu)], start = found[cut[0]], end = found[cut[1] - 1];
  if (!start || !end || found.length !== cut[2]) return null;
  return [text.slice(0, start.index), text.slice(start.index, end.index + end[0].length), text.slice(end.index + end[0].length)];
}

/** One thing said: its fullest words, who said it, who carried it and how. `plain` leaves the speaker out. */
function utterance(row, plain) {
  const carriers = row.carriers.map(([n, cue, cut]) => ({ article: articles()[n], cue, cut }));
  const [first] = carriers;
  const copies = [...new Set(carriers.map((it) => it.article))].map((article) => ({ article })).flatMap(({ article }) => (copiesOf().get(article.n) || []).filter((it) => it.copy_kind === "exact"));
  const speaker = row.entity !== null ? entityLink(entities()[row.entity])
    : row.speaker ? words(row.speaker) : h("span", { class: "quiet" }, "nobody named");
  const line = ({ article, cue, cut }) => {
    const parts = keptWords(row.text, cut);
    return h("li", {}, publisherLink(article), ", ", when(article.at, true), " · ", articleLink(article), h("br"),
      cue && [words(cue, { class: "cue" }), " · "], cutting(cut),
      parts && h("span", { class: "parts" }, " ", words(`…${parts[1]}…`)));
  };
  const more = carriers.length > 1 || copies.length > 0;
  return h("li", { class: "said" },
    h("blockquote", { class: row.kind }, h("p", {}, row.kind === "direct" ? ["“", words(row.text.replace(/,$/, "")), "”"] : words(row.text))),
    h("p", { class: "by" }, plain ? null : [h("span", { class: "who" }, speaker), " "],
      first.cue && [words(first.cue, { class: "cue" }), " · "], row.kind === "direct" ? null : [`${row.kind} · `],
      publisherLink(first.article), ", ", when(first.article.at, true),
      more ? null : [" · ", articleLink(first.article)]),
    more && folded("carried",
      [`carried by ${plural(new Set(carriers.map((it) => it.article.n)).size, "article")}`,
        copies.length ? ` and ${plural(copies.length, "exact copy", "exact copies")}` : "", cuts(carriers)],
      () => h("ul", {}, carriers.map(line), copies.map((copy) =>
        h("li", {}, publisherLink(copy), ", ", when(copy.at, true), " · ", articleLink(copy), h("br"), h("span", { class: "quiet" }, "exact copy"))))));
}

function cuts(carriers) {
  const cut = carriers.filter((it) => it.cut !== null).length;
  return cut ? `; ${count(cut)} cut or changed it` : "";
}

/** Utterances as a list that grows. */
function sayings(rows, plain, start = 12) {
  const holder = h("ul", { class: "sayings" });
  const list = lazily(holder, rows, (row) => utterance(row, plain), start);
  return [holder, list.below];
}

/** The head of a page about one thing. */
const heading = (kicker, title, ...below) => h("header", { class: "head" },
  h("p", { class: "kicker" }, kicker), h("h1", { tabindex: "-1" }, title), below);

const section = (title, ...content) => h("section", {}, h("h2", {}, title), content);
