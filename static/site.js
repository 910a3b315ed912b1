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

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
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

  // A request that failed leaves the page as it is, and says so until the next one.
  function lost(event) {
    const said = document.getElementById("said");
    if (!said || (event.detail?.ctx?.response?.status ?? 500) < 400) return;
    event.preventDefault(); // neither the error's page nor its address belongs into this one
    said.className = "told";
    say(said.dataset.lost);
  }
  document.addEventListener("htmx:error", lost);
  document.addEventListener("htmx:before:response", lost);
  document.addEventListener("htmx:before:request", () => {
    const said = document.getElementById("said");
    if (said?.className !== "told") return;
    said.className = "unseen";
    said.textContent = "";
  });

  // The other languages open in the state that is shown now, not in the one the page came with.
  document.addEventListener("htmx:after:history:update", () => {
    for (const link of document.querySelectorAll(".tools a[hreflang]")) link.search = location.search;
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
