"use strict";
// Reading works without this script; it adds the filter, opening all at once, and jumping into folded pairs.
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  all(".tools [hidden]").forEach((tool) => { tool.hidden = false; });

  const openAll = (open) => all("details.pair").forEach((pair) => { if (!pair.closest("[hidden]")) pair.open = open; });
  byId("open-all").addEventListener("click", () => openAll(true));
  byId("close-all").addEventListener("click", () => openAll(false));

  const reveal = () => {
    const target = /^#pair-\d+$/.test(location.hash) && byId(location.hash.slice(1));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
      if (node.hidden) node.hidden = false;
    }
    const pair = target.closest("details");
    pair.scrollIntoView();
    pair.querySelector("summary").focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#pair-"]');
    if (link && link.hash === location.hash) reveal();
  });
  reveal();

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));

  // Only the outermost things are hidden: a story as a whole, a change of the list at the top, a line.
  let texts = null;
  const items = () => all(".filterable")
    .filter((item) => !item.parentElement.closest(".filterable"))
    .map((item) => ({ item, text: item.textContent.toLowerCase() }));
  const filter = () => {
    texts = texts || items();
    const words = byId("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { item, text } of texts) {
      item.hidden = !words.every((word) => text.includes(word));
      if (!item.hidden) shown += 1;
    }
    byId("filter-result").textContent = words.length ? `${shown} of ${texts.length} entries hold this` : "";
  };
  let timer = 0;
  byId("filter").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(filter, 120); });
})();
