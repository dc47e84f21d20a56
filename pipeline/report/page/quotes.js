// What was said, each utterance once.
function quotesPage(parameters) {
  return [
    h("header", { class: "head" }, h("h1", { tabindex: "-1" }, "What was said"),
      h("p", { class: "quiet" }, "Each utterance once, in its fullest words, with who carried it and how it was cut.")),
    filtered({
      path: "quotes", parameters, noun: ["quote"],
      specs: [
        { kind: "search", name: "q", label: "Search quotes", hint: "words said, or a speaker" },
        { kind: "select", name: "publisher", label: "Carried by", options: [["", "all publishers"], ...PUBLISHERS.map((it) => [it, it])] },
        { kind: "select", name: "kind", label: "Kind", options: choices("all kinds", utterances(), (it) => it.kind) },
        { kind: "check", name: "several", label: "carried twice or more" },
        { kind: "check", name: "cut", label: "cut or changed" },
      ],
      told: {
        speaker: (id) => ["by ", words((byId().entity.get(id) || { name: "?" }).name)],
        story: (id) => ["in ", words(titleOf(byId().story.get(id) || {}))],
      },
      select: ({ q, publisher, kind, several, cut, speaker, story }) => {
        const fits = matcher(q), texts = searched.quotes(), by = speaker && byId().entity.get(speaker), told = story && byId().story.get(story);
        const base = by ? saidBy().get(by.n) || [] : told ? saidInStory().get(told.n) || [] : utterances();
        return base.filter((it) => (!kind || it.kind === kind) && (!several || new Set(it.carriers.map((carrier) => carrier[0])).size > 1)
          && (!cut || it.carriers.some((carrier) => carrier[2] !== null)) && fits(texts[it.n])
          && (!told || it.carriers.some(([n]) => articles()[n].story === told.n))
          && (!publisher || it.carriers.some(([n]) => publisherOf(articles()[n]) === publisher)));
      },
      frame: () => { const holder = h("ul", { class: "sayings" }); return { whole: holder, holder }; },
      draw: (row) => utterance(row),
      sql: ({ speaker, kind }) => {
        const where = [speaker && `speaker_id = ${quoted(speaker)}`, kind && `kind = ${quoted(kind)}`].filter(Boolean);
        return `SELECT speaker_name, text, first_publisher, publishers, articles, shortest, longest\nFROM utterances${where.length ? ` WHERE ${where.join(" AND ")}` : ""} ORDER BY articles DESC`;
      },
    }),
  ];
}
