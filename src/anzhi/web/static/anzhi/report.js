// 报告: picking a figure inserts its placeholder at the cursor; leaving with unsaved text asks first.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("narrative");
  const picker = document.querySelector("[data-picker]");
  if (!form || !picker) return;
  const text = document.getElementById(picker.dataset.into);
  const words = picker.querySelector("input[type=search]");
  const results = picker.querySelector("ul");
  const row = picker.querySelector("template");
  let timer = 0;
  let asked = 0;

  function insert(name) {
    text.setRangeText(`{{ ${name} }}`, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Names and labels are set as text, never as markup.
  function show(figures) {
    results.replaceChildren(...figures.map((figure) => {
      const line = row.content.cloneNode(true);
      line.querySelector(".label").textContent = figure.label;
      line.querySelector(".printed").textContent = figure.printed;
      line.querySelector("button").title = figure.name;
      line.querySelector("button").addEventListener("click", () => insert(figure.name));
      return line;
    }));
  }

  function search() {
    const address = new URL(picker.dataset.picker, location.href);
    const turn = (asked += 1);
    address.searchParams.set("q", words.value);
    fetch(address, { headers: { Accept: "application/json" } })
      .then((response) => response.json())
      .then((found) => { if (turn === asked) show(found.figures); });
  }

  words.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 200); });
  words.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  picker.hidden = false;
  search();

  let isChanged = false;
  text.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
});
