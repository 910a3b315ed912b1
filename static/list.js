// What a list of publications gains by a script: from entry to entry by key, and citations in place.
(() => {
  "use strict";
  const TITLES = ".entry-title a";
  const CITES = '.entry a[href$="#cite"]';
  const titles = () => [...document.querySelectorAll(TITLES)];
  const field = document.getElementById("q");

  /* From the search field to the results and from one to another; letters only while one is in the list. */
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    const { target, key } = event;
    const entry = target.closest?.(".entry");
    const isTitle = target.matches?.(TITLES);
    if (key === "Escape" && close(target.closest?.(".cite-here"))) return;
    if (!(target === field && key === "ArrowDown") && !isTitle && !(entry && "jk".includes(key))) return;
    if (target !== field && target.matches("input, textarea, select")) return;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[key];
    if (!step) return;
    const all = titles();
    const to = target === field ? 0 : all.indexOf(entry.querySelector(TITLES)) + step;
    const next = all[to] ?? (to < 0 ? field : document.getElementById("page-next"));
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  /* "Cite" opens below its entry: the part of the publication's page that htmx is given. */
  function close(box) {
    if (!box) return false;
    const link = box.closest(".entry").querySelector(CITES);
    link.setAttribute("aria-expanded", "false");
    if (box.contains(document.activeElement)) link.focus();
    box.remove();
    return true;
  }
  async function open(link) {
    const box = document.createElement("div");
    box.className = "cite-here";
    box.id = `cite-here-${link.closest(".entry").id.split("-").at(-1)}`;
    link.closest(".entry-links").append(box);
    link.setAttribute("aria-expanded", "true");
    const headers = { "HX-Target": `div#${box.id}` };
    await htmx.ajax("GET", link.pathname, { source: link, target: box, swap: "innerHTML", select: ".cite", push: "false", headers });
    const first = box.querySelector("input");
    if (!first) return close(box); // what failed is said at the foot of the page
    if (document.activeElement === link) first.focus({ preventScroll: true });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(CITES);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    close(link.closest(".entry").querySelector(".cite-here")) || open(link);
  });
  const unfolds = () => {
    for (const link of document.querySelectorAll(`${CITES}:not([role])`)) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-expanded", String(!!link.closest(".entry").querySelector(".cite-here")));
    }
  };
  document.addEventListener("htmx:after:swap", unfolds);
  unfolds();
})();
