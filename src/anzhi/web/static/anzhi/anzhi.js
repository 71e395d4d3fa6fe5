// 安置: what every page needs beyond HTML. Pages work without it.
"use strict";

// A chart is an element with data-chart: the address of its options as JSON.
function drawCharts(root) {
  if (!window.echarts) return;
  root.querySelectorAll("[data-chart]:not([data-drawn])").forEach((element) => {
    element.dataset.drawn = "yes";
    fetch(element.dataset.chart, { headers: { Accept: "application/json" } })
      .then((response) => response.json())
      .then((options) => {
        const chart = window.echarts.init(element, null, { renderer: "svg" });
        // Tooltips as drawn text: HTML ones carry inline styles, which the page's policy forbids.
        options.tooltip = Object.assign({ trigger: "axis" }, options.tooltip, { renderMode: "richText" });
        chart.setOption(options);
        if (options.link) chart.on("click", (event) => { if (event.data && event.data.href) location.href = event.data.href; });
        new ResizeObserver(() => chart.resize()).observe(element);
      });
  });
}

// A button with data-print prints the page; without this script the browser's own menu does.
function offerPrinting(root) {
  root.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}

document.addEventListener("DOMContentLoaded", () => {
  drawCharts(document);
  offerPrinting(document);
});
document.addEventListener("htmx:afterSwap", (event) => drawCharts(event.target));
