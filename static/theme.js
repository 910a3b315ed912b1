// The theme: the system's own, light or dark. Runs before the first paint, so that none flashes.
(() => {
  "use strict";
  const root = document.documentElement;
  const KEY = "theme";
  const system = matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try { return localStorage.getItem(KEY) ?? ""; } catch { return root.dataset.theme ?? ""; } // storage is off
  }

  function keep(theme) {
    try {
      if (theme) localStorage.setItem(KEY, theme);
      else localStorage.removeItem(KEY);
    } catch { /* storage is off: the choice holds for this page */ }
  }

  function show(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    // The browser's own bars: each colour of theirs says for which theme it is.
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      const own = meta.dataset.theme;
      meta.media = root.dataset.theme ? (own === root.dataset.theme ? "all" : "not all") : `(prefers-color-scheme: ${own})`;
    }
  }

  // From the system's to the other one, so that the first press is always seen; then round.
  function next() {
    const same = system.matches ? "dark" : "light";
    const other = system.matches ? "light" : "dark";
    return { "": other, [other]: same, [same]: "" }[root.dataset.theme ?? ""];
  }

  show(kept());
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-switch]")) return;
    const theme = next();
    keep(theme);
    show(theme);
    document.dispatchEvent(new Event("theme"));
  });
  // Another tab has chosen, or this page comes back from where it was put aside.
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) show(kept()); });
  addEventListener("pageshow", (event) => { if (event.persisted) show(kept()); });
})();
