// What the lists and forms gain by a script; all of them work without.
(() => {
  "use strict";

  /* A text is taken over from the other language. What stands there already is asked about. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy-from]");
    if (!button) return;
    const [from, to] = [button.dataset.copyFrom, button.dataset.copyTo].map((id) => document.getElementById(id));
    if (!from || !to || (to.value.trim() && !confirm(button.dataset.ask))) return;
    to.value = from.value;
    to.dispatchEvent(new Event("input", { bubbles: true }));
    to.focus();
  });

  /* What is sent is remembered till it is saved: a lost connection or session loses nothing. */
  const form = document.getElementById("form");
  const key = form && `typed:${new URL(form.action).pathname}`;
  const typed = () => [...new FormData(form)].filter(([name]) => !["csrf_token", "version", "do", "form"].includes(name));
  const remember = () => {
    try {
      sessionStorage.setItem(key, JSON.stringify(typed()));
      sessionStorage.setItem("typed", key); // a new thing has another address once it is saved
    } catch { /* storage is off or full */ }
  };
  const putBack = (pairs) => {
    const values = new Map(pairs.map(([name]) => [name, []]));
    for (const [name, value] of pairs) values.get(name).push(value);
    for (const field of form.elements) {
      if (!field.name || ["csrf_token", "version", "do", "form"].includes(field.name)) continue;
      const given = values.get(field.name) ?? [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
      else field.value = given.shift() ?? "";
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const offer = () => {
    const note = document.getElementById("typed-before");
    let kept = null;
    try {
      const done = new URLSearchParams(location.search).get("done") === "saved";
      if (done) sessionStorage.removeItem(sessionStorage.getItem("typed"));
      kept = JSON.parse(sessionStorage.getItem(key));
    } catch { /* storage is off */ }
    const said = (pairs) => JSON.stringify(pairs.filter(([, value]) => value !== ""));
    if (!kept || said(kept) === said(typed())) return;
    note.hidden = false;
    note.querySelector("button").addEventListener("click", () => { putBack(kept); note.hidden = true; });
  };
  if (form) {
    form.addEventListener("submit", remember);
    offer();
  }

  /* The address follows the title of a new thing, until somebody writes one. */
  let proposed = "";
  document.addEventListener("htmx:after:swap", () => {
    const proposal = document.getElementById("slug-proposal");
    const slug = document.getElementById("slug");
    if (!proposal?.textContent || !slug?.form.matches("[data-new]")) return;
    if (slug.value !== "" && slug.value !== proposed) return;
    slug.value = proposed = proposal.textContent;
  });

  /* Rows: when the last one is begun, another one comes. */
  document.addEventListener("input", (event) => {
    const row = event.target.closest?.("[data-rows] .ed-row-of");
    if (!row || row !== row.parentElement.querySelector(".ed-row-of:last-of-type")) return;
    const next = row.cloneNode(true);
    for (const field of next.querySelectorAll("input, select")) field.value = "";
    row.after(next);
  });

  /* Dragging a row, as an addition to its buttons: the order is sent once it is dropped. */
  let dragged = null;
  document.addEventListener("pointerdown", (event) => {
    const row = event.target.closest?.("[data-order] tr");
    if (row) row.draggable = !!event.target.closest(".ed-grip");
  });
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-order] tr");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.id);
    dragged.classList.add("ed-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const row = event.target.closest?.("[data-order] tr");
    if (!dragged || !row || row.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    if (row !== dragged) row[event.clientY > box.top + box.height / 2 ? "after" : "before"](dragged);
  });
  document.addEventListener("dragend", () => {
    if (!dragged) return;
    const rows = [...dragged.parentElement.children];
    const [form, moved] = [document.getElementById("moving"), dragged];
    moved.classList.remove("ed-dragged");
    dragged = null;
    htmx.ajax("POST", form.action, {
      target: "#list",
      swap: "outerMorph",
      values: {
        csrf_token: form.elements.csrf_token.value,
        order: rows.map((row) => row.dataset.id).join(","),
        move: `${moved.dataset.id}:`,
      },
    });
  });
})();
