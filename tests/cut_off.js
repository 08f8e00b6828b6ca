// What small screens must not do: scroll sideways, put words off screen, or cut them off.
() => {
  const found = [];
  const width = document.documentElement.clientWidth;
  const name = (element) => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 60)}`;
  const main = document.querySelector("[data-testid=stMain]");
  for (const each of [document.documentElement, main]) {
    if (each.scrollWidth > each.clientWidth + 1) found.push(`scrolls sideways: ${each.tagName}`);
  }
  const hasWords = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isUnseen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width <= 1 || height <= 1 || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!hasWords(element) || element.closest("style, script, svg, canvas, [role=grid]")) continue;
      if (isUnseen(element) || element.closest(".unseen, .announcer, caption")) continue;
      const { left, right } = element.getBoundingClientRect();
      if (left < -1 || right > width + 1) found.push(`off screen: ${name(element)}`);
      const cuts = getComputedStyle(element).overflowX !== "visible";
      if (cuts && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${name(element)}`);
    }
  };
  walk(main);
  return found;
}
