/* What the pages of pictures gain by a script; all of it works without. */
(() => {
  /* Pictures are sent one after another: each has its answer as soon as there is one. */
  const form = document.querySelector("form[data-each]");
  const came = document.getElementById("came");
  const send = async (file, told) => {
    let said = form.dataset.lost;
    const body = new FormData(form);
    body.delete("file");
    body.append("file", file, file.name);
    try {
      const { responseText: text, status } = await sending(form.action, body, told);
      if (status < 400) {
        came.insertAdjacentHTML("beforeend", text);
        return true;
      }
      if (status === 401) said = document.getElementById("trouble").dataset.out;
    } catch { /* told below */ }
    const item = document.createElement("li");
    const name = document.createElement("b");
    name.textContent = file.name;
    item.className = "ed-bad";
    item.setAttribute("role", "alert");
    item.append(name, ` ${said}`);
    came.append(item);
    return false;
  };
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const files = [...form.elements.file.files];
    if (!files.length || form.classList.contains("sent")) return;
    form.classList.add("sent");
    const box = form.querySelector("[data-each-progress]");
    const [doing, bar] = [box.querySelector("p"), box.querySelector("progress")];
    box.hidden = false;
    bar.max = files.reduce((sum, file) => sum + file.size, 0);
    let sent = 0;
    const left = new DataTransfer();
    for (const [done, file] of files.entries()) {
      bar.value = sent;
      const count = form.dataset.doing.replace("#done", () => done + 1).replace("#total", () => files.length);
      doing.textContent = `${count}: ${file.name}`;
      if (!await send(file, (loaded) => { bar.value = sent + Math.min(loaded, file.size); })) left.items.add(file);
      sent += file.size;
    }
    bar.value = sent;
    doing.textContent = form.dataset.done.replace("#", () => came.querySelectorAll(".ed-good").length);
    form.reset();
    form.elements.file.files = left.files; // what did not arrive is still chosen
    form.elements.file.dispatchEvent(new Event("change"));
    form.classList.remove("sent");
    (came.querySelector(".ed-good input") ?? document.getElementById("h-came")).focus();
  });

  /* The focal point: set by a click, seen in the crops. */
  const aim = document.querySelector("[data-focal]");
  if (!aim) return;
  const [x, y] = ["focal-x", "focal-y"].map((id) => document.getElementById(id));
  const box = aim.querySelector("svg").viewBox.baseVal;
  const tens = (value) => Math.round(Math.min(Math.max(value, 0), 100) / 10) * 10;
  const show = () => {
    for (const circle of aim.querySelectorAll("circle")) {
      circle.setAttribute("cx", (x.value * box.width) / 100);
      circle.setAttribute("cy", (y.value * box.height) / 100);
    }
    for (const image of document.querySelectorAll(".ed-crop img")) {
      image.className = `focus-x-${tens(x.value)} focus-y-${tens(y.value)}`;
    }
  };
  aim.classList.add("on");
  aim.addEventListener("click", (event) => {
    const { left, top, width, height } = aim.getBoundingClientRect();
    x.value = Math.round(((event.clientX - left) / width) * 100);
    y.value = Math.round(((event.clientY - top) / height) * 100);
    show();
  });
  for (const field of [x, y]) field.addEventListener("input", show);
})();
