// What is cut off, lies over something else, or sticks out; a row that scrolls sideways may.
() => {
  const wrong = [];
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) wrong.push(`the page is ${document.documentElement.scrollWidth - room}px too wide`);
  const scrolls = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const inRow = element => { for (let one = element.parentElement; one; one = one.parentElement) if (scrolls(one)) return true; return false };
  const name = element => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 30)}"`;
  const shown = [...document.querySelectorAll("body *")].filter(element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".unseen, svg, [popover]:not(:popover-open), .skip, math"));
  for (const element of shown) {
    const style = getComputedStyle(element);
    const text = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (text && style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1) wrong.push(`${name(element)} is cut at its side`);
    if (text && ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 2) wrong.push(`${name(element)} is cut below`);
    const box = element.getBoundingClientRect();
    if (text && !inRow(element) && (box.right > room + 1 || box.left < -1)) wrong.push(`${name(element)} sticks out`);
  }
  const controls = shown.filter(element => element.matches("a, button, summary, input:not(.unseen):not([type=hidden]):not([type=file]), select, textarea, label.chip"));
  const boxes = controls.flatMap(element => [...element.getClientRects()].map(box => ({ element, box })));
  for (const [place, one] of boxes.entries()) {
    for (const two of boxes.slice(place + 1)) {
      if (one.element.contains(two.element) || two.element.contains(one.element)) continue;
      // A bar that stays at the foot of the window lies over what scrolls below it.
      if (one.element.closest(".b-card, .b-feature, .ed-apply") || two.element.closest(".ed-apply") || inRow(one.element) || inRow(two.element)) continue;
      const wide = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const high = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      if (wide > 4 && high > 8 && getComputedStyle(one.element).position !== "fixed") wrong.push(`${name(one.element)} lies over ${name(two.element)}`);
    }
  }
  return [...new Set(wrong)];
}
