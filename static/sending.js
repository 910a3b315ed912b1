/* Forms with files: how much of them is sent; what goes wrong is said beside what was chosen, which stays. */
(() => {
  "use strict";
  const megabytes = (n) => `${(n / 1e6).toFixed(n < 1e7 ? 1 : 0)} MB`;

  /* The answer to a body; `told` is given the bytes sent so far and all of them. */
  const send = (request, url, body, told) => new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => told(loaded, total));
    request.addEventListener("load", () => resolve(request));
    for (const name of ["error", "abort"]) request.addEventListener(name, () => reject(name));
    request.open("POST", url);
    request.setRequestHeader("HX-Request", "true");
    request.send(body);
  });
  globalThis.sending = (url, body, told) => send(new XMLHttpRequest(), url, body, told);

  const answerOf = (request) => new DOMParser().parseFromString(request.responseText, "text/html");

  /* Nobody wants to hear each percent: the bar moves, the words follow every second. */
  const teller = (form, text, bar) => {
    let last = 0;
    return (loaded, total) => {
      bar.max = total;
      bar.value = loaded;
      if (loaded === total) bar.removeAttribute("value");
      if (loaded < total && Date.now() - last < 1000) return;
      last = Date.now();
      const { sending, reading } = form.dataset;
      const said = sending.replace("#done", megabytes(loaded)).replace("#total", megabytes(total));
      text.textContent = loaded < total ? said : reading;
    };
  };

  const refused = (form, request, text, halted) => {
    const { dataset } = document.getElementById("trouble");
    const link = document.querySelector("#trouble a").cloneNode(true);
    const answer = request ? answerOf(request) : null;
    const note = answer?.querySelector("main [role=alert]") ?? answer?.querySelector("main h1");
    text.textContent = halted ? form.dataset.stopped : !navigator.onLine ? dataset.offline : !request ? dataset.lost : request.status === 401 ? dataset.out : note?.textContent.trim() ?? dataset.broken;
    link.hidden = false;
    if (request?.status === 401) text.append(" ", link);
    form.classList.remove("sent");
    (text.querySelector("a") ?? form.querySelector("button:not([type])")).focus();
  };

  const show = (answer) => {
    document.getElementById("main").replaceWith(document.adoptNode(answer.getElementById("main")));
    document.title = answer.title;
    htmx.process(document.getElementById("main"));
    scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-sends]");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    if (form.classList.contains("sent")) return;
    form.classList.add("sent");
    const box = form.querySelector("[data-sent]");
    const [text, bar, stop] = [box.querySelector("p"), box.querySelector("progress"), box.querySelector("[data-stop]")];
    const request = new XMLHttpRequest();
    let halted = false;
    const halt = () => { halted = true; request.abort(); };
    for (const one of [box, bar, stop]) one.hidden = false;
    stop.addEventListener("click", halt, { once: true });
    let came = null;
    try {
      if (box.dataset.status === "401") await renewToken();
      came = await send(request, form.action, new FormData(form), teller(form, text, bar));
    } catch { /* lost, or stopped: told below */ }
    stop.hidden = true;
    box.dataset.status = request.status;
    stop.removeEventListener("click", halt);
    const to = came?.getResponseHeader("HX-Redirect");
    bar.hidden = !to; // the next page is still waited for
    if (to) location.assign(to);
    else if (came?.status < 400) show(answerOf(came));
    else refused(form, came, text, halted);
  });
})();
