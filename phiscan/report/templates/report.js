"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const items = [...document.querySelectorAll(".item")].map((node) => ({
    node,
    verdicts: node.dataset.v.split(" "),
    categories: node.dataset.c.split(" "),
    name: [...node.querySelectorAll(".name")].map((n) => n.textContent).join("/").toLowerCase(),
  }));
  const sections = [...document.querySelectorAll("main > section")];
  const search = document.getElementById("q");
  const shown = document.getElementById("shown");
  const categories = new Set();
  let verdict = "";

  const fits = (item, words) =>
    (!verdict || item.verdicts.includes(verdict)) &&
    (!categories.size || item.categories.some((c) => categories.has(c))) &&
    words.every((w) => item.name.includes(w));

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const item of items) {
      const ok = fits(item, words);
      item.node.hidden = !ok;
      count += ok;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector(".item:not([hidden])");
    }
    const filtered = count < items.length;
    shown.textContent = filtered
      ? `${count.toLocaleString("en")} of ${items.length.toLocaleString("en")} listed photos shown`
      : "";
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", apply);
  form.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (!chip) return;
    if (chip.dataset.category) {
      const on = !categories.has(chip.dataset.category);
      categories[on ? "add" : "delete"](chip.dataset.category);
      chip.setAttribute("aria-pressed", on);
    } else {
      verdict = chip.dataset.verdict;
      for (const other of form.querySelectorAll("[data-verdict]")) {
        other.setAttribute("aria-pressed", other === chip);
      }
    }
    apply();
  });

  const light = (card, number, on) => {
    for (const mark of card.querySelectorAll(`.marks [data-n="${number}"]`)) {
      mark.classList.toggle("lit", on);
    }
    card.classList.toggle("dimmed", Boolean(card.querySelector(".marks .lit")));
  };
  document.addEventListener("click", (event) => {
    const zoom = event.target.closest("button.zoom");
    if (zoom) {
      const wide = zoom.closest(".card").classList.toggle("wide");
      for (const b of zoom.closest(".card").querySelectorAll(".zoom")) {
        b.setAttribute("aria-pressed", wide);
      }
      return;
    }
    const button = event.target.closest("button.num");
    if (!button) return;
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", on);
    light(button.closest(".card"), button.dataset.n, on);
  });
  const hover = (on) => (event) => {
    const line = event.target.closest && event.target.closest(".reason");
    const button = line && line.querySelector("button.num");
    if (button && button.getAttribute("aria-pressed") !== "true") {
      light(line.closest(".card"), button.dataset.n, on);
    }
  };
  document.addEventListener("mouseover", hover(true));
  document.addEventListener("mouseout", hover(false));

  form.hidden = false;
  apply();
})();
