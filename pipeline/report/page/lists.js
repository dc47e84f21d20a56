// Lists that filter at once and are drawn as far as they are read.
const STEP = 15, PRINTED = 400;
const remembered = new Map();
let printing = [];

/** Fill `holder` with the drawn rows, some at a time: as the reader comes near the end, or asks for more. */
function lazily(holder, rows, draw, start = STEP) {
  const below = h("p", { class: "more" });
  let drawn = 0;
  const more = (number) => {
    const upto = Math.min(rows.length, drawn + number);
    holder.append(...rows.slice(drawn, upto).map(draw));
    drawn = upto;
    below.replaceChildren(...(drawn < rows.length
      ? [h("button", { type: "button", onclick: () => more(STEP) }, `Show more (${count(rows.length - drawn)} left)`)] : []));
  };
  more(start);
  const watcher = new IntersectionObserver((seen) => {
    if (seen.some((it) => it.isIntersecting) && drawn < rows.length) more(STEP);
  }, { rootMargin: "600px" });
  watcher.observe(below);
  const print = () => more(Math.max(0, PRINTED - drawn));
  printing.push(print);
  return { below, drawn: () => drawn, stop: () => { watcher.disconnect(); printing = printing.filter((it) => it !== print); } };
}

addEventListener("beforeprint", () => printing.forEach((print) => print()));

let fields = 0;

function field(spec, value, changed) {
  const id = `field-${++fields}`;
  if (spec.kind === "check") {
    const box = h("input", { type: "checkbox", id, name: spec.name, checked: value === "1",
      onchange: () => changed(spec.name, box.checked ? "1" : "") });
    return h("div", { class: "field check" }, box, h("label", { for: id }, spec.label));
  }
  const input = spec.kind === "search"
    ? h("input", { type: "search", id, name: spec.name, value, placeholder: spec.hint, autocomplete: "off", spellcheck: "false" })
    : h("select", { id, name: spec.name }, spec.options.map(([key, label]) =>
        h("option", { value: key, selected: key === value }, label)));
  input.addEventListener("input", () => changed(spec.name, input.value));
  return h("div", { class: `field ${spec.kind}` }, h("label", { for: id }, spec.label), input);
}

/**
 * A list with its filters. `specs` are the fields; `told` names parameters that came by a link, shown as chips;
 * `select(parameters)` returns the rows; `frame()` returns {whole, holder}, the list without rows; `sql(parameters)` the question.
 */
function filtered({ path, parameters, specs, told = {}, noun, select, frame, draw, sql }) {
  const result = h("div"), number = h("p", { class: "found", role: "status" }), chips = h("p", { class: "chips" });
  let list = null;
  const show = (start) => {
    const rows = select(parameters), { whole, holder } = frame();
    if (list) list.stop();
    list = lazily(holder, rows, draw, start);
    number.textContent = `${plural(rows.length, ...noun)}`;
    result.replaceChildren(...(rows.length ? [whole, list.below] : [h("p", { class: "none" }, "Nothing fits. Take a filter away.")]),
      ...(sql ? [inSql(sql(parameters))] : []));
    remembered.set(location.hash, list.drawn);
  };
  const changed = (name, value) => {
    parameters = { ...parameters, [name]: value };
    history.replaceState({ seen: true }, "", at(path, parameters));
    show();
  };
  for (const [name, tell] of Object.entries(told)) {
    if (!parameters[name]) continue;
    const chip = h("button", { type: "button", class: "chip", onclick: () => { chip.remove(); changed(name, ""); } },
      tell(parameters[name]), h("span", { "aria-hidden": "true" }, " ×"), h("span", { class: "unseen" }, ", take this filter away"));
    chips.append(chip);
  }
  const drawn = remembered.get(location.hash);
  show(drawn ? Math.max(STEP, drawn()) : STEP);
  return [
    h("form", { class: "filters", role: "search", "aria-label": `Filter ${noun[1] || `${noun[0]}s`}`, onsubmit: (event) => event.preventDefault() },
      specs.map((spec) => field(spec, parameters[spec.name] || "", changed))),
    chips.childNodes.length ? chips : null,
    number, result,
  ];
}

/** A table with its head; returns the body's place for rows. */
function table(heads, caption) {
  const holder = h("tbody");
  const whole = h("div", { class: "tabled" }, h("table", {}, h("caption", { class: "unseen" }, caption),
    h("thead", {}, h("tr", {}, heads.map(([label, kind]) => h("th", { scope: "col", class: kind }, label)))), holder));
  // what scrolls must be reached by the keyboard
  new ResizeObserver(() => whole.scrollWidth > whole.clientWidth
    ? fill(whole, { tabindex: "0", role: "region", "aria-label": caption }, [])
    : ["tabindex", "role", "aria-label"].forEach((name) => whole.removeAttribute(name))).observe(whole);
  return { whole, holder };
}

const tr = (cells) => h("tr", {}, cells.map(([content, kind]) => h("td", { class: kind }, content)));

/** The choices of a select: all, then what the rows have, most first. */
function choices(all, rows, valueOf, labelOf = (it) => it) {
  const counts = new Map();
  for (const row of rows) {
    const value = valueOf(row);
    if (value !== null && value !== undefined) counts.set(value, (counts.get(value) || 0) + 1);
  }
  const known = [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(String(b[0])));
  return [["", all], ...known.map(([value, number]) => [String(value), `${labelOf(value)} (${count(number)})`])];
}
