// The rows of the report, as objects, and the ways from one to another. Each is made when first asked for.
const DATA = JSON.parse(document.getElementById("rows").textContent);
const ABOUT = DATA.about;

/** Call a function once and keep what it returns. */
function once(make) {
  let value, made = false;
  return () => (made ? value : ((made = true), (value = make())));
}

/** Keep what a function returns for each row. */
function remember(make) {
  const known = new Map();
  return (row) => {
    if (!known.has(row)) known.set(row, make(row));
    return known.get(row);
  };
}

function rowsOf(name) {
  const columns = DATA[name], names = Object.keys(columns), rows = [];
  for (let n = 0; n < columns[names[0]].length; n++) {
    const row = { n };
    for (const column of names) row[column] = columns[column][n];
    rows.push(row);
  }
  return rows;
}

/** Group rows by the keys that `keysOf` gives; a row may have several. */
function groupBy(rows, keysOf) {
  const groups = new Map();
  for (const row of rows) {
    for (const key of [keysOf(row)].flat()) {
      if (key === null || key === undefined) continue;
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  return groups;
}

const PUBLISHERS = DATA.publishers.name;
const stories = once(() => rowsOf("stories"));
const articles = once(() => rowsOf("articles"));
const entities = once(() => rowsOf("entities"));
const utterances = once(() => rowsOf("utterances"));
const outcomes = once(() => rowsOf("outcomes"));
const fates = once(() => rowsOf("fates"));
const feeds = once(() => rowsOf("feeds"));
const polls = once(() => rowsOf("polls"));
const runs = once(() => rowsOf("runs"));

const ofStory = once(() => groupBy(articles(), (it) => it.story));
const ofFeed = once(() => groupBy(articles(), (it) => it.feed));
const pollsOf = once(() => groupBy(polls(), (it) => it.feed));
const copiesOf = once(() => groupBy(articles(), (it) => it.copy_of));
const ofEntity = once(() => groupBy(articles(), (it) => it.entities || []));
const saidBy = once(() => groupBy(utterances(), (it) => it.entity));
const saidIn = once(() => groupBy(utterances(), (it) => [...new Set(it.carriers.map((carrier) => carrier[0]))]));
const saidInStory = once(() =>
  groupBy(utterances(), (it) => [...new Set(it.carriers.map((carrier) => articles()[carrier[0]].story))]));
const byId = once(() => ({
  story: new Map(stories().map((it) => [it.id, it])),
  article: new Map(articles().map((it) => [it.id, it])),
  entity: new Map(entities().map((it) => [it.id, it])),
}));

const publisherOf = (article) => (article.publisher === null ? "unknown publisher" : PUBLISHERS[article.publisher]);
const isCopy = (article) => article.copy_kind !== null;

/** Count entities over articles: [[entity, articles], ...], most first. */
function castOf(some) {
  const counts = new Map();
  for (const article of some) for (const n of article.entities || []) counts.set(n, (counts.get(n) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n, count]) => [entities()[n], count]);
}

/** The publishers of articles, in the order of their first report. */
const publishersOf = (some) => [...new Set(some.map(publisherOf))];

/** Fold case and accents away, so that a search finds a name however it is typed. */
function fold(text) {
  const lower = text.toLowerCase();
  return /[^\x00-\x7f]/.test(lower) ? lower.normalize("NFKD").replace(/[\u0300-\u036f]/g, "") : lower;
}

// what a search looks through: one folded string a row
const searched = {
  stories: once(() => stories().map((story) => {
    const some = ofStory().get(story.n) || [];
    const names = castOfStory(story).slice(0, 40).map(([entity]) => entity.name);
    return fold([story.title, ...some.map((it) => it.title), ...publishersOf(some), ...names].join("\n"));
  })),
  articles: once(() => articles().map((it) =>
    fold([it.title, it.lead, it.authors.join("\n"), publisherOf(it), it.source].join("\n")))),
  entities: once(() => entities().map((it) => fold([it.name, ...(it.aliases || [])].join("\n")))),
  quotes: once(() => utterances().map((it) => fold(`${it.text}\n${it.speaker || ""}`))),
};

/** Test a folded text for every word of a search. */
function matcher(query) {
  const words = fold(query || "").split(/\s+/).filter(Boolean);
  return words.length ? (text) => words.every((word) => text.includes(word)) : () => true;
}
