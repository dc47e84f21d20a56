// Plots. Each has a table of the same figures below it, whose figures lead to the rows.

/** Where a time lies between two others, in per cent, a little away from the edges. */
const place = (seconds, first, last) => (last > first ? 2 + (96 * (seconds - first)) / (last - first) : 50);

/** Choose up to `most` round times between two others. */
function ticks(first, last, most = 5) {
  const steps = [3600, 10800, 21600, 43200, 86400, 172800, 259200, 432000, 604800, 1209600, 2592000, 7776000, 31536000];
  const step = steps.find((it) => (last - first) / it <= most) || (last - first) / most;
  const found = [];
  for (let tick = Math.ceil(first / step) * step; tick <= last; tick += step) found.push(tick);
  return { found, show: step < 86400 ? (it) => `${showDayShort(it)} ${showClock(it)}` : showDayShort };
}

/** Reports as dots on a line of time: full ones are originals, open ones copies. */
function strip(some, first, last) {
  const dated = some.filter((it) => it.at !== null);
  const times = dated.map((it) => it.at), low = Math.min(...times), high = Math.max(...times);
  // one dot for what would lie on another
  const seen = new Set(), apart = dated.filter((it) => {
    const spot = `${Math.round(2 * place(it.at, first, last))} ${isCopy(it)}`;
    return !seen.has(spot) && seen.add(spot);
  });
  const dots = apart.map((it) => svg("circle", { cx: `${place(it.at, first, last).toFixed(2)}%`, cy: 9, r: isCopy(it) ? 3.5 : 4.5,
    class: isCopy(it) ? "dot open" : "dot" }));
  return svg("svg", { class: "strip", height: 18, width: "100%", "aria-hidden": "true", focusable: "false" },
    svg("line", { x1: "0%", x2: "100%", y1: 9, y2: 9, class: "rail" }),
    dated.length > 1 && svg("line", { x1: `${place(low, first, last)}%`, x2: `${place(high, first, last)}%`, y1: 9, y2: 9, class: "reach" }),
    dots);
}

/** Lines of time one below the other, with one axis; each row is {label, some}. */
function lanes(rows, first, last, wider) {
  const { found, show } = ticks(first, last, innerWidth < 640 ? 3 : 6);
  const axis = svg("svg", { class: "axis", height: 20, width: "100%", "aria-hidden": "true", focusable: "false" },
    found.map((it) => [
      svg("line", { x1: `${place(it, first, last)}%`, x2: `${place(it, first, last)}%`, y1: 0, y2: 5, class: "rail" }),
      svg("text", { x: `${place(it, first, last)}%`, y: 17, "text-anchor": place(it, first, last) > 85 ? "end" : place(it, first, last) < 10 ? "start" : "middle" }, show(it)),
    ]));
  return h("div", { class: wider ? "lanes wider" : "lanes" },
    rows.map(({ label, some }) => h("div", { class: "lane" }, h("div", { class: "lane-name" }, label), strip(some, first, last))),
    h("div", { class: "lane last" }, h("div", { class: "lane-name" }), axis));
}

/** Upright bars; each is {label, tick, parts: [[class, number], ...], to}. A table of the same figures goes with them. */
function bars(some, { height = 120, names, caption }) {
  const most = Math.max(1, ...some.map((bar) => bar.parts.reduce((sum, [, number]) => sum + number, 0)));
  const width = 100 / Math.max(1, some.length);
  const marks = some.map((bar, n) => {
    let y = height;
    const rects = bar.parts.filter(([, number]) => number).map(([kind, number]) => {
      const tall = (number / most) * (height - 14);
      y -= tall;
      return svg("rect", { x: `${(n + 0.1) * width}%`, width: `${0.8 * width}%`, y, height: tall, class: `bar ${kind}` },
        svg("title", {}, `${bar.label}: ${count(number)}`));
    });
    const total = bar.parts.reduce((sum, [, number]) => sum + number, 0);
    return [rects,
      some.length <= 24 && total > 0 && svg("text", { x: `${(n + 0.5) * width}%`, y: y - 4, "text-anchor": "middle", class: "figure" }, count(total)),
      bar.tick && svg("text", { x: `${(n + 0.5) * width}%`, y: height + 15, "text-anchor": n < 1 ? "start" : n > some.length - 2 ? "end" : "middle", dx: n < 1 ? -8 : n > some.length - 2 ? 8 : 0 }, bar.tick)];
  });
  const { whole, holder } = table([[caption, ""], ...names.map((name) => [name, "number"])], caption);
  holder.append(...some.filter((bar) => bar.parts.some(([, number]) => number)).map((bar) =>
    tr([[bar.label, ""], ...bar.parts.map(([kind, number]) => [number ? link(...bar.to(kind), count(number)) : "–", "number"])])));
  return [
    svg("svg", { class: "bars", width: "100%", height: height + 22, "aria-hidden": "true", focusable: "false" },
      svg("line", { x1: 0, x2: "100%", y1: height, y2: height, class: "rail" }), marks),
    names.length > 1 ? h("p", { class: "legend" }, some[0].parts.map(([kind], n) => h("span", { class: `key ${kind}` }, names[n]))) : null,
    h("details", { class: "figures" }, h("summary", {}, "The figures, each with its rows"), whole),
  ];
}

/** Group dated articles by hour, day or week, whichever gives bars that can be told apart. */
function perTime(some) {
  const dated = some.filter((it) => it.at !== null);
  if (!dated.length) return [];
  const first = dated[0].at, last = dated.reduce((most, it) => Math.max(most, it.at), 0);
  const size = last - first <= 2 * 86400 ? 3600 : last - first <= 70 * 86400 ? 86400 : 7 * 86400;
  const from = Math.floor(first / size), groups = groupBy(dated, (it) => Math.floor(it.at / size) - from);
  const number = Math.floor(last / size) - from + 1, every = Math.ceil(number / 6);
  return Array.from({ length: number }, (_, n) => {
    const here = groups.get(n) || [], start = (from + n) * size;
    const label = size < 86400 ? `${showDayShort(start)}, ${showClock(start)}` : size > 86400 ? `week of ${showDay(start)}` : showDay(start);
    return { label, tick: n % every === 0 ? (size < 86400 ? showClock(start) : showDayShort(start)) : "",
      parts: [["original", here.filter((it) => !isCopy(it)).length], ["copy", here.filter(isCopy).length]],
      to: (kind) => ["articles", { kind, from: start, before: start + size }] };
  });
}

/** Lying bars, each named and counted; a row is {name, number, to}. */
function ranking(some) {
  const most = Math.max(1, ...some.map((it) => it.number));
  return h("ol", { class: "ranked" }, some.map(({ name, number, to }) => h("li", {}, h("span", { class: "name" }, name),
    svg("svg", { class: "bar-line", width: "100%", height: 12, "aria-hidden": "true", focusable: "false" },
      svg("rect", { width: `${(100 * number) / most}%`, height: 12, rx: 2, class: "bar original" })),
    number ? link(...to, count(number)) : h("span", { class: "quiet" }, "–"))));
}

const figure = (title, note, ...content) => h("figure", { class: "plot" },
  h("figcaption", {}, h("h2", {}, title), note && h("p", { class: "quiet" }, note)), content);
