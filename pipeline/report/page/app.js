// Which page is shown: the part of the address behind the # says.
const PARTS = [["stories", "Stories"], ["names", "Names"], ["quotes", "Quotes"], ["articles", "Articles"], ["charts", "Charts"], ["health", "Health"]];
const PAGES = { stories: storiesPage, names: namesPage, quotes: quotesPage, articles: articlesPage, charts: chartsPage, health: healthPage,
  story: (_, id) => storyPage(id), entity: (_, id) => entityPage(id), article: (_, id) => articlePage(id),
  feed: (parameters) => feedPage(parameters) };
const BELONGS = { story: "stories", entity: "names", article: "articles", feed: "health" };

const main = document.getElementById("main");
const scrolled = new Map();
let shown = null;

function go() {
  if (shown !== null) scrolled.set(shown, scrollY);
  const [path, query = ""] = (location.hash.slice(1) || "stories").split("?");
  const [name, id = ""] = path.split("/"), first = shown === null;
  printing = [];
  const parameters = Object.fromEntries(new URLSearchParams(query));
  const page = PAGES[name] ? PAGES[name](parameters, id) : lost();
  main.replaceChildren(...page.flat(3).filter((it) => it));
  document.getElementById("parts").replaceChildren(...PARTS.map(([key, label]) => h("li", {},
    h("a", { href: at(key), "aria-current": key === (BELONGS[name] || name) ? (key === name ? "page" : "true") : null }, label))));
  const head = main.querySelector("h1"), days = document.querySelector(".days").textContent;
  document.title = head && head.textContent !== days ? `${head.textContent} – ${days}` : days;
  shown = location.hash;
  const came = history.state !== null && scrolled.has(shown);
  if (history.state === null) history.replaceState({ seen: true }, "");
  // going back lands where the reader was
  if (came) scrollTo(0, scrolled.get(shown));
  else if (!first) {
    scrollTo(0, 0);
    if (head) head.focus({ preventScroll: true });
  }
}

addEventListener("hashchange", go);
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
document.getElementById("foot").append(
  h("p", {}, `${plural(ABOUT.articles, "article")} of `, h("code", {}, ABOUT.root), ABOUT.made ? [", as committed on ", when(ABOUT.made)] : "", ". Times are UTC."),
  h("p", {}, "A voice is an article that copies no other. Made by newsbeam; nothing on this page is loaded from elsewhere."));
go();
// what searches look through is folded while the reader reads
const idle = window.requestIdleCallback || ((call) => setTimeout(call, 200));
idle(() => Object.values(searched).forEach((make) => idle(make)));
