// What a page can say of itself that axe does not ask. Each check gives [rule, what, element].
(() => {
  "use strict";
  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
  const NO_WORDS = "code, pre, kbd, samp, textarea, script, style, math, [translate=no], [data-mail], .mail, .contents, .b-contents, .prose > :is(h2, h3, h4)";
  const SAID = ["aria-label", "title", "placeholder", "alt"];
  const LEAST = 24;

  const short = (element) => {
    const text = element.cloneNode(false).outerHTML.replace(/<\/[a-z0-9-]+>$/, "");
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    const { localName, classList } = element.parentElement ?? element;
    return `${text.slice(0, 200)} ${words} (in ${[localName, ...classList].join(".")})`;
  };
  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
  };

  // Inline text links are excepted (WCAG 2.5.8): a line of text sets how high they are.
  function isInText(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
    const own = element.textContent.trim();
    return block.textContent.replace(/\s+/g, " ").trim().length > own.length;
  }

  // Where a click still hits the target: so that what a pseudo-element adds counts, too.
  function isHit(element) {
    element.scrollIntoView({ block: "center", inline: "center" });
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const parts = [element, ...(element.labels ?? [])];
    const far = LEAST / 2 - 0.6;
    return [[-far, 0], [far, 0], [0, -far], [0, far]].every(([dx, dy]) => {
      const there = document.elementFromPoint(x + dx, y + dy);
      return there && parts.some((part) => part === there || part.contains(there));
    });
  }

  // A field and the label beside it are one target.
  function size(element) {
    const boxes = [element, ...(element.labels ?? [])].map((part) => part.getBoundingClientRect());
    const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])));
    const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])));
    return { width: right - left, height: bottom - top };
  }

  function targets() {
    return [...document.querySelectorAll(TARGETS)].filter((element) => {
      if (!isSeen(element) || element.closest(".unseen, .skip, [inert]")) return false;
      const { width, height } = size(element);
      if (width >= LEAST - 0.5 && height >= LEAST - 0.5) return false;
      return !isInText(element) && !isHit(element);
    }).map((element) => {
      const { width, height } = size(element);
      return ["target under 24 px", `${width.toFixed(0)} × ${height.toFixed(0)}`, short(element)];
    });
  }

  function overflow() {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    if (scrollWidth <= clientWidth) return [];
    const isOut = (element) => element.getBoundingClientRect().right > clientWidth + 0.5;
    const out = [...document.body.querySelectorAll("*")].filter((element) =>
      isOut(element) && ![...element.children].some(isOut) && isSeen(element));
    const what = `${scrollWidth} px wide in ${clientWidth}`;
    return [["horizontal scroll", what, out.slice(0, 3).map(short).join(" | ")]];
  }

  function headings() {
    const found = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
    const wrong = [];
    if (found.filter((one) => one.localName === "h1").length !== 1) wrong.push(["heading", "not exactly one h1", ""]);
    found.reduce((before, one) => {
      const level = Number(one.localName[1]);
      if (level > before + 1) wrong.push(["heading", `h${level} after h${before}`, short(one)]);
      return level;
    }, 0);
    return wrong;
  }

  function images() {
    const isBare = (image) => !image.hasAttribute("alt") || !image.getAttribute("width") || !image.getAttribute("height");
    return [...document.images].filter(isBare).map((image) => ["image without size or alt", "", short(image)]);
  }

  const langOf = (element) => element.closest("[lang]")?.lang.split("-")[0] ?? "";

  // Every text with letters, visible or said aloud, that is in the language of the page by its markup.
  function words() {
    const page = document.documentElement.lang.split("-")[0];
    const found = [];
    const take = (text, element, isText) => {
      const words = text.replace(/\s+/g, " ").trim();
      const isForeign = page === "zh" ? /[A-Za-z]{2}/.test(words) : /\p{Script=Han}/u.test(words);
      if (isForeign && langOf(element) === page && !element.closest(NO_WORDS)) found.push([words, short(element), isText]);
    };
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (element.localName === "title" || isSeen(element)) take(walker.currentNode.data, element, element.localName !== "title");
    }
    for (const name of SAID) {
      for (const element of document.querySelectorAll(`[${name}]:not(.Z3988)`)) take(element.getAttribute(name), element, false);
    }
    return found;
  }

  // What is folded away is opened, as a visitor would.
  function open() {
    const folded = [...document.querySelectorAll("main details:not([open])")].slice(0, 40);
    for (const one of folded) one.open = true;
    return folded.length;
  }

  // Of rows that are alike in every element, class and attribute three stay: axe need not ask more.
  function thin() {
    const seen = new Map();
    for (const row of document.querySelectorAll("main :is(li, tr, option, details)")) {
      const parts = [row, ...row.querySelectorAll("*")].map((one) =>
        `${one.localName}.${one.className}[${one.getAttributeNames().join()}]`);
      const key = [...new Set(parts)].sort().join(" ");
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (seen.get(key) > 3) row.remove();
    }
  }

  // What sticks to the window's edge lies over another part at every turn of the wheel.
  function unstick() {
    for (const one of document.querySelectorAll("body *")) {
      if (getComputedStyle(one).position === "sticky") one.style.position = "static";
    }
  }

  // The violations that axe finds, five elements of each.
  async function axeFinds(options) {
    const { violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ html, any, all, none }) =>
      [id, [...any, ...all, ...none].map((one) => one.message).slice(0, 2).join("; "), html.slice(0, 240)]));
  }

  window.inside = { axe: axeFinds, targets, overflow, headings, images, words, open, thin, unstick };
})();
