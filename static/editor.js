/* What the editor's pages gain by a script; all of it works without. */
(() => {
  const shown = (template, n) => template.replace("#", n);

  /* A form is sent once, though writing thousands of entries takes seconds. */
  const forms = document.querySelectorAll("form[method=post]");
  const ready = () => forms.forEach((form) => form.classList.remove("sent"));
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      if (form.classList.contains("sent")) event.preventDefault();
      form.classList.add("sent");
      setTimeout(ready, 20000); // stopped, or lost on the way
    });
  }
  addEventListener("pageshow", ready);

  /* The counts of what is chosen, in the bar at the end. */
  const sums = document.querySelector("[data-sums]");
  if (sums) {
    const form = sums.closest("form");
    const says = form.querySelector("[data-chosen]");
    const counts = {
      new: () => form.querySelectorAll("[data-tick=new]:checked, [data-radio][value=new]:checked").length,
      changed: () => form.querySelectorAll("[data-tick=changed]:checked, [data-radio][value^=same]:checked").length,
      open: () => form.querySelectorAll("[data-radio][value=skip]:checked").length,
    };
    const count = () => {
      says.textContent = says.dataset.chosen;
      for (const sum of sums.querySelectorAll("[data-sum]")) {
        const text = shown(sum.dataset.text, counts[sum.dataset.sum]() + Number(sum.dataset.rest));
        if (sum.textContent !== text) sum.textContent = text;
      }
    };
    form.addEventListener("change", count);
    addEventListener("pageshow", count); // Back brings the ticks of before

    for (const both of form.querySelectorAll("[data-all]")) {
      both.hidden = false;
      both.addEventListener("click", ({ target }) => {
        const button = target.closest("button");
        if (!button) return;
        for (const box of form.querySelectorAll(`[data-tick=${both.dataset.all}]`)) {
          box.checked = "tickAll" in button.dataset;
        }
        count();
      });
    }
  }

  /* Where a field's two texts differ: the words between their common beginning and end. */
  for (const row of document.querySelectorAll(".ed-diff tr")) {
    const [del, ins] = [row.querySelector("del"), row.querySelector("ins")];
    if (!del || !ins) continue;
    const words = (node) => node.textContent.match(/\p{Script=Han}|[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
    const [a, b] = [words(del), words(ins)];
    let start = 0;
    while (start < a.length && a[start] === b[start]) start++;
    let end = 0;
    while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
    if (start + end === 0) continue;
    for (const [node, list] of [[del, a], [ins, b]]) {
      const mark = document.createElement("mark");
      mark.textContent = list.slice(start, list.length - end).join("");
      node.replaceChildren(list.slice(0, start).join(""), ...(mark.textContent ? [mark] : []), list.slice(list.length - end).join(""));
    }
  }

  /* The file: dropped or chosen, and read out with its size and about how many entries. */
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    const output = drop.querySelector("output");
    const { limit, size, entries, tooLarge } = drop.dataset;
    const bytes = (n) => (n < 1e6 ? `${Math.max(1, Math.round(n / 1e3))} kB` : `${(n / 1e6).toFixed(1)} MB`);
    const tell = async () => {
      const file = input.files[0];
      drop.classList.remove("bad");
      output.textContent = "";
      if (!file) return;
      const told = size.replace("#size", () => bytes(file.size)).replace("#file", () => file.name);
      if (file.size > limit * 1024 * 1024) {
        drop.classList.add("bad");
        output.textContent = `${told}. ${tooLarge}`;
        return;
      }
      const found = (await file.text()).match(/^\s*@(?!comment|string|preamble)\w+\s*[{(]/gim)?.length ?? 0;
      if (file === input.files[0]) output.textContent = `${told}, ${shown(entries, found)}`;
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
