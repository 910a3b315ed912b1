/* What the editor's pages gain by a script; all of it works without. */
(() => {
  /* A form is sent once, though writing thousands of entries takes seconds. */
  const ready = () => document.querySelectorAll("form.sent").forEach((form) => form.classList.remove("sent"));
  const quiet = () => document.querySelectorAll("[data-working]").forEach((told) => { told.hidden = true; });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.classList.contains("sent")) event.preventDefault();
    form.classList.add("sent");
    form.querySelector("[data-working]")?.removeAttribute("hidden");
    setTimeout(ready, 20000); // stopped, or lost on the way
  });
  addEventListener("pageshow", ready);
  addEventListener("pageshow", quiet);

  /* Where a field's two texts differ: the words between their common beginning and end. */
  const words = (node) => node.textContent.match(/\p{Script=Han}|[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
  const compare = (row) => {
    const [del, ins] = [row.querySelector("del"), row.querySelector("ins")];
    if (!del || !ins || row.querySelector("mark")) return;
    const [a, b] = [words(del), words(ins)];
    let start = 0;
    while (start < a.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
    if (start + end === 0) return;
    for (const [node, list] of [[del, a], [ins, b]]) {
      const mark = document.createElement("mark");
      mark.textContent = list.slice(start, list.length - end).join("");
      node.replaceChildren(list.slice(0, start).join(""), ...(mark.textContent ? [mark] : []), list.slice(list.length - end).join(""));
    }
  };
  const compareAll = () => document.querySelectorAll(".ed-diff tr").forEach(compare);
  compareAll();

  /* A part that came anew: the focus goes back to the control that asked for it. */
  let last = "";
  document.addEventListener("htmx:before:request", () => { last = document.activeElement?.id || last; });
  document.addEventListener("htmx:after:swap", () => {
    compareAll();
    if (document.activeElement !== document.body && document.activeElement) return;
    const again = document.getElementById(last) ?? document.querySelector(".ed-swap [aria-current]");
    again?.focus({ preventScroll: true });
  });

  /* What was typed belongs to this step of the history: Back brings it again. */
  const drafts = [...document.querySelectorAll("[data-draft]")];
  if (drafts.length) {
    const kept = history.state?.draft ?? {};
    for (const field of drafts) field.value ||= kept[field.id] ?? "";
    const keep = () => {
      const draft = Object.fromEntries(drafts.map((field) => [field.id, field.value]));
      try { history.replaceState({ ...history.state, draft }, ""); } catch { /* too much to keep */ }
    };
    for (const field of drafts) field.addEventListener("change", keep);
    drafts[0].form.addEventListener("submit", keep);
  }

  /* The files: dropped or chosen, and read out with their sizes and about how many entries. */
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    const output = drop.querySelector("output");
    const { limit, size, entries, tooLarge } = drop.dataset;
    const most = 20; // more files are told together
    const bytes = (n) => (n < 1e6 ? `${Math.max(1, Math.round(n / 1e3))} kB` : `${(n / 1e6).toFixed(1)} MB`);
    const told = (name, n) => size.replace("#size", () => bytes(n)).replace("#file", () => name);
    const all = () => [...input.files].reduce((sum, file) => sum + file.size, 0);
    const isTooLarge = () => all() > limit * 1024 * 1024;
    const counted = async (file) => {
      if (!entries || !/\.(bib|bibtex|txt)$/i.test(file.name)) return told(file.name, file.size);
      const found = (await file.text()).match(/^\s*@(?!comment|string|preamble)\w+\s*[{(]/gim)?.length ?? 0;
      return `${told(file.name, file.size)}, ${entries.replace("#", found)}`;
    };
    const tell = async () => {
      const files = [...input.files];
      drop.classList.remove("bad");
      output.textContent = "";
      input.setCustomValidity("");
      if (isTooLarge()) {
        drop.classList.add("bad");
        input.setCustomValidity(tooLarge);
        output.textContent = `${files.map((file) => told(file.name, file.size)).slice(0, most).join("; ")}. ${tooLarge}`;
        return;
      }
      const lines = await Promise.all(files.slice(0, most).map(counted));
      if (files.length > most) lines.push("…");
      if (files[0] === input.files[0] && files.length === input.files.length) output.textContent = lines.join("; ");
    };
    drop.classList.add("on");
    drop.querySelector("[data-drop-hint]").hidden = false;
    input.addEventListener("change", tell);
    addEventListener("pageshow", tell);
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      tell();
    });
  }
})();
