// Elements, made without ever parsing a string as mark-up; and numbers and times as people read them.
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((it) => it !== null && it !== undefined && it !== false));
  return node;
}

const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

/** Words of a publisher: kept apart, so that their writing direction stays their own. */
const words = (text, attributes) => h("bdi", attributes, text);

/** A link to another site, if it is one that may be followed. */
function outLink(url, label) {
  if (!url || !/^https?:\/\//i.test(url)) return null;
  return h("a", { href: url, rel: "noopener noreferrer nofollow external", target: "_blank", class: "out" }, label);
}

/** The address of a part of this page. */
function at(path, parameters) {
  const given = Object.entries(parameters || {}).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const query = new URLSearchParams(given).toString();
  return `#${path}${query ? `?${query}` : ""}`;
}

const link = (path, parameters, ...children) => h("a", { href: at(path, parameters) }, ...children);
const count = (number) => number.toLocaleString("en");
const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

const time = (options) => {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
  return (seconds) => format.format(new Date(seconds * 1000));
};
const showDay = time({ day: "numeric", month: "short", year: "numeric" });
const showDayShort = time({ day: "numeric", month: "short" });
const showClock = time({ hour: "2-digit", minute: "2-digit" });
const isoDay = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

/** When, in UTC, as a time element. */
function when(seconds, short) {
  if (seconds === null || seconds === undefined) return h("span", { class: "quiet" }, "no date");
  const day = short ? showDayShort(seconds) : showDay(seconds);
  return h("time", { datetime: new Date(seconds * 1000).toISOString() }, `${day}, ${showClock(seconds)}`);
}

/** From when to when, as short as it can be said. */
function span(first, last) {
  if (first === null || first === undefined) return "no date";
  if (isoDay(first) === isoDay(last)) return showDay(first);
  return `${first && isoDay(first).slice(0, 4) === isoDay(last).slice(0, 4) ? showDayShort(first) : showDay(first)} – ${showDay(last)}`;
}

/** How long, in the one unit that tells most. */
function duration(seconds) {
  for (const [size, name] of [[86400, "d"], [3600, "h"], [60, "min"]]) {
    if (seconds >= size) return `${(seconds / size).toFixed(seconds / size < 10 ? 1 : 0).replace(/\.0$/, "")} ${name}`;
  }
  return `${Math.round(seconds)} s`;
}

/** Details whose content is made when they are opened first. */
function folded(kind, summary, make) {
  const node = h("details", { class: kind }, h("summary", {}, summary));
  node.addEventListener("toggle", () => node.append(...[make()].flat(3)), { once: true });
  return node;
}

const quoted = (text) => `'${String(text).replaceAll("'", "''")}'`;

/** The question that returns the rows shown, for those who want to go on in SQL. */
function inSql(sql) {
  return h("details", { class: "sql" }, h("summary", {}, "The same rows in SQL"),
    h("pre", { tabindex: "0", "aria-label": "SQL" }, h("code", {}, sql)),
    h("p", { class: "quiet" }, "Ask it with ", h("code", {}, `newsbeam query --root ${ABOUT.root} "…"`), "."));
}
