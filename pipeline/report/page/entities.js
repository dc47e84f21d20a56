// People, places and organisations across stories.
const storiesOf = (entity) => [...new Set((ofEntity().get(entity.n) || []).map((it) => it.story))].map((n) => stories()[n]).sort((a, b) => a.n - b.n);

function namesPage(parameters) {
  return [
    h("header", { class: "head" }, h("h1", { tabindex: "-1" }, "People, places, organisations")),
    filtered({
      path: "names", parameters, noun: ["name"],
      specs: [
        { kind: "search", name: "q", label: "Search names", hint: "a name or another form of it" },
        { kind: "select", name: "label", label: "Kind", options: choices("all kinds", entities(), (it) => it.label, (it) => LABELS[it] || it) },
        { kind: "select", name: "order", label: "First come", options: [["", "the most mentioned"], ["quoted", "the most quoted"], ["wide", "those in most stories"]] },
        { kind: "check", name: "several", label: "in two stories or more" },
      ],
      select: ({ q, label, order, several }) => {
        const fits = matcher(q), texts = searched.entities();
        const rows = entities().filter((it) => (!label || it.label === label) && fits(texts[it.n]) && (!several || storiesOf(it).length > 1));
        const weight = { quoted: (it) => (saidBy().get(it.n) || []).length, wide: (it) => storiesOf(it).length }[order];
        return weight ? rows.map((it) => [weight(it), it]).sort((a, b) => b[0] - a[0] || a[1].n - b[1].n).map(([, it]) => it) : rows;
      },
      frame: () => table([["Name", ""], ["Kind", "spare"], ["Articles", "number"], ["Stories", "number"], ["Quotes", "number"]], "Names"),
      draw: (entity) => {
        const some = ofEntity().get(entity.n) || [], said = saidBy().get(entity.n) || [], told = storiesOf(entity).length;
        return tr([[entityLink(entity), ""], [LABELS[entity.label] || entity.label, "spare quiet"],
          [some.length ? link("articles", { entity: entity.id }, count(some.length)) : "–", "number"],
          [told ? link("stories", { entity: entity.id }, count(told)) : "–", "number"],
          [said.length ? link("quotes", { speaker: entity.id }, count(said.length)) : "–", "number"]]);
      },
      sql: () => "SELECT e.name, e.label, count(DISTINCT m.article_id) AS articles\nFROM mentions m JOIN latest_entities e USING (entity_id) GROUP BY ALL ORDER BY articles DESC",
    }),
  ];
}

function entityPage(id) {
  const entity = byId().entity.get(id);
  if (!entity) return lost();
  const some = ofEntity().get(entity.n) || [], said = saidBy().get(entity.n) || [], told = storiesOf(entity);
  const others = castOf(some).filter(([it]) => it !== entity).slice(0, 24), aliases = (entity.aliases || []).filter((it) => it !== entity.name);
  const outlets = [...groupBy(some, publisherOf)].sort((a, b) => b[1].length - a[1].length);
  return [
    heading(link("names", { label: entity.label }, LABELS[entity.label] || entity.label), words(entity.name),
      aliases.length ? h("p", { class: "quiet" }, "also ", aliases.map((it, n) => [n ? ", " : "", words(it)])) : null,
      h("p", { class: "meta" }, h("span", {}, link("articles", { entity: id }, plural(some.length, "article"))),
        h("span", {}, link("stories", { entity: id }, plural(told.length, "story", "stories"))), h("span", {}, link("quotes", { speaker: id }, plural(said.length, "quote"))))),
    h("div", { class: "columns" },
      h("div", {},
        told.length ? section("Stories", h("ol", { class: "short" }, told.slice(0, 60).map((story) => {
          const own = some.filter((it) => it.story === story.n);
          return h("li", {}, h("div", {}, storyLink(story), " ", h("span", { class: "quiet" }, link("articles", { entity: id, story: story.id }, plural(own.length, "article")))), strip(own, ...covered()));
        }))) : null,
        said.length ? section("What they said", sayings(said, true)) : null),
      h("aside", { "aria-label": "Around this name" },
        others.length ? section("Named with", names(others, (it) => ({ entity: id, with: it.id }))) : null,
        outlets.length ? section("Publishers", h("ul", { class: "names" }, outlets.slice(0, 20).map(([name, own]) =>
          h("li", {}, words(name), " ", times(own.length, { entity: id, publisher: name }))))) : null)),
    inSql(`SELECT a.published_at, a.publisher, a.title, m.text, m.start\nFROM mentions m JOIN latest_entities e USING (entity_id) JOIN articles a USING (article_id)\nWHERE e.known_as = ${quoted(id)} ORDER BY a.published_at`),
  ];
}
