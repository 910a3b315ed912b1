// What HTML alone cannot do: "/" to the search field, copying, and focus after a swap.
// Everything listens on the document, so that parts htmx swaps in need nothing.
(() => {
  "use strict";

  function say(text) {
    const said = document.getElementById("said");
    if (!said) return;
    said.textContent = "";
    setTimeout(() => { said.textContent = text; }, 50); // an equal text must change to be spoken again
  }

  async function copy(button) {
    const source = document.querySelector(button.dataset.copy);
    if (!source) return;
    const text = "value" in source ? source.value : source.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch { // no clipboard here (plain http): select it, so that one key press copies
      getSelection().selectAllChildren(source);
      if (button.dataset.selected) say(button.dataset.selected);
      return;
    }
    const label = button.textContent;
    const done = button.dataset.copied || label;
    if (label === done) return;
    button.textContent = done;
    say(done);
    setTimeout(() => { button.textContent = label; }, 2000);
  }

  // A choice of language holds for paths that name none, too.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-lang]");
    if (link) document.cookie = `lang=${link.dataset.lang}; path=/; max-age=31536000; samesite=lax`;
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy], [data-print]");
    if (!button) return;
    if ("copy" in button.dataset) copy(button);
    else print();
  });

  // A key of one sign can be turned off: who dictates sets it off unawares.
  function slash(now) {
    try {
      if (now !== undefined) localStorage.setItem("slash", now ? "on" : "off");
      return localStorage.getItem("slash") !== "off";
    } catch { return true; }
  }
  for (const box of document.querySelectorAll("[data-slash]")) {
    box.checked = slash();
    box.addEventListener("change", () => slash(box.checked));
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || !slash()) return;
    const field = document.querySelector('input[type="search"]');
    if (!field) return;
    event.preventDefault();
    document.querySelector("[popover]:popover-open")?.hidePopover();
    field.focus();
    field.select();
  });

  // While an input method composes a character, what stands in a field is not meant yet.
  document.addEventListener("input", (event) => {
    if (event.isComposing) event.stopPropagation();
  }, true);
  document.addEventListener("compositionend", (event) => {
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // What has the focus in a row that scrolls sideways is whole in sight.
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches(".chips-scroll a:focus-visible, .hist a:focus-visible")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  // The sheet of filters is a column on wide screens: leave the top layer when the window grows.
  matchMedia("(width >= 66.25em)").addEventListener("change", (event) => {
    if (event.matches) document.querySelector("#facets:popover-open")?.hidePopover();
  });

  // A chosen year long past is brought into sight.
  function showYear() {
    const bar = document.querySelector(".hist [aria-current]");
    const box = bar?.closest(".hist-scroll").getBoundingClientRect();
    const { left, right, width } = bar?.getBoundingClientRect() ?? {};
    if (!bar || (left >= box.left && right <= box.right)) return;
    bar.closest(".hist-scroll").scrollBy({ left: left - box.left - (box.width - width) / 2 });
  }

  // A slow answer is waited for with a bar at the top; asking every second is no reason for one.
  const asked = new Set();
  let waiting;
  const isRepeated = (ctx) => ctx?.sourceElement.matches("[data-hx-trigger^=every]");
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (isRepeated(ctx)) return;
    if (!asked.size) waiting = setTimeout(() => document.documentElement.toggleAttribute("data-waiting", true), 300);
    asked.add(ctx);
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (!asked.delete(ctx) || asked.size) return;
    clearTimeout(waiting);
    document.documentElement.toggleAttribute("data-waiting", false);
  });

  // A request that failed leaves the page as it is; what failed is said, and can be tried again.
  const trouble = document.getElementById("trouble");
  const isTold = () => trouble.matches(":popover-open");
  let failed = null;
  let before = null;

  function tell(kind, ctx = null) {
    const text = trouble.dataset[kind] ?? trouble.dataset.broken;
    failed = ctx;
    trouble.dataset.kind = kind;
    if (isTold() && trouble.firstElementChild.textContent === text) return;
    for (const one of trouble.querySelectorAll("[data-for]")) one.hidden = !ctx || !one.dataset.for.split(" ").includes(kind);
    trouble.showPopover();
    trouble.firstElementChild.textContent = text;
    if (trouble.contains(document.activeElement)) return;
    before = document.activeElement;
    // Nobody who types is interrupted, or who waits for what is asked for every second.
    if (ctx && !isRepeated(ctx) && !before?.matches("input, textarea, select")) trouble.querySelector("[data-for]:not([hidden])").focus();
  }

  function untell() {
    const inside = trouble.contains(document.activeElement);
    trouble.hidePopover();
    if (inside) (before?.isConnected ? before : document.getElementById("main")).focus({ preventScroll: true });
  }

  function lost(event) {
    const { ctx } = event.detail ?? {};
    const status = ctx?.response?.status ?? 0;
    if (!ctx || (event.type !== "htmx:error" && status < 400)) return;
    event.preventDefault(); // neither the error's page nor its address belongs into this one
    if (!navigator.onLine) tell("offline", ctx);
    else if (!status) tell("lost", ctx);
    else tell({ 401: "out", 429: "busy", 503: "busy" }[status] ?? (status >= 400 && status < 500 ? "old" : "broken"), ctx);
  }
  document.addEventListener("htmx:error", lost);
  document.addEventListener("htmx:before:response", lost);
  document.addEventListener("htmx:after:request", () => isTold() && untell());

  // A form's token is its session's: who has signed in anew meanwhile gets the new one.
  globalThis.renewToken = async () => {
    const { href } = trouble.querySelector("a");
    const page = new DOMParser().parseFromString(await (await fetch(href)).text(), "text/html");
    const token = page.querySelector("[name=csrf_token]")?.value;
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token ?? field.value;
  };

  async function again() {
    const { sourceElement: source, target, swap, request } = failed;
    untell();
    if (!source.isConnected || source === document.body) return location.reload();
    if (request.method !== "GET") await renewToken().catch(() => {});
    if (target?.isConnected === false) return source.click();
    htmx.ajax(request.method, request.action, { source, target, swap, headers: request.headers });
  }
  trouble.addEventListener("click", (event) => {
    if (event.target.matches("[data-again]")) again();
    else if (event.target.matches("[data-reload]")) location.reload();
    else if (event.target.matches("[data-close]")) untell();
  });
  addEventListener("offline", () => tell("offline", failed));
  addEventListener("online", () => {
    if (!isTold() || !["offline", "lost"].includes(trouble.dataset.kind)) return;
    if (failed?.request.method === "GET") again();
    else tell("back", failed);
  });
  // What is sent without a connection would be lost with the page.
  document.addEventListener("submit", (event) => {
    if (navigator.onLine || event.target.method !== "post") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tell("offline");
  }, true);

  // The other languages open in the state that is shown now, not in the one the page came with.
  document.addEventListener("htmx:after:history:update", () => {
    for (const link of document.querySelectorAll(".tools a[hreflang]")) {
      const url = new URL(link.href);
      if (url.searchParams.has("next")) url.searchParams.set("next", location.pathname + location.search);
      else url.search = location.search;
      link.href = url;
    }
  });

  document.addEventListener("htmx:after:swap", () => {
    // The search field stays where it is while results change: a removed search must leave it too.
    const results = document.getElementById("results");
    showYear();
    const field = document.getElementById("q");
    if (results && field && field !== document.activeElement) field.value = results.dataset.q ?? "";
    for (const end of document.querySelectorAll("#from, #to")) end.value = end.getAttribute("value") ?? "";
    // What was put below the list: go on reading there.
    const added = document.querySelector("[data-added]");
    if (added) {
      added.removeAttribute("data-added");
      added.querySelector(".entry-title a")?.focus({ preventScroll: true });
      return;
    }
    // A link that took itself away (a removed filter) must not drop the reader at the page's top.
    if (document.activeElement === document.body || !document.activeElement) {
      (document.getElementById("count") ?? document.getElementById("highlights-all"))?.focus({ preventScroll: true });
    }
  });

  // A mail address that is cut in pieces for reading becomes a link; the hidden pieces are no part of it.
  function linkMail() {
    for (const cut of document.querySelectorAll("[data-mail]")) {
      const address = [...cut.childNodes].filter(part => !part.hidden).map(part => part.textContent).join("").trim();
      const link = document.createElement("a");
      link.href = `mailto:${address}`;
      link.textContent = address;
      cut.replaceChildren(link);
      delete cut.dataset.mail;
    }
  }

  // The theme is theme.js's; what it became is said here.
  document.addEventListener("theme", () => {
    const shown = [...document.querySelectorAll("[data-theme-switch] > span")].find((label) => label.checkVisibility());
    if (shown) say(shown.textContent);
  });

  showYear();
  linkMail();
})();
