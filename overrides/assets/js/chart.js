/*
 * Numbers read off a chart, by touch or by keys: a slider moves through its times, and what each line says then stands
 * below. All of it is in the table of the page, too. place.js loads this file where there is a chart.
 */
(() => {
  "use strict";

  const { element, all } = Rozcestnik.tools;
  const SVG = "http://www.w3.org/2000/svg";

  /**
   * What a chart says at one time: in the drawing `x`, in words what every line says.
   * @typedef {{ x: number, words: string[] }} Moment
   */

  /**
   * Times of a drawing from left to right.
   * @type {(svg: Element) => Moment[]}
   */
  function moments(svg) {
    /** @type {Map<number, string[]>} */
    const found = new Map();
    svg.querySelectorAll(".ch-hit").forEach((hit) => {
      const x = Number(hit.getAttribute("cx"));
      const words = found.get(x) || [];
      words.push((hit.textContent || "").trim());
      found.set(x, words);
    });
    return Array.from(found, ([x, words]) => ({ x, words })).sort((one, other) => one.x - other.x);
  }

  /** @type {(figure: HTMLElement, at: number) => void} */
  function read(figure, at) {
    const drawings = Array.from(figure.querySelectorAll("svg.ch")).map((svg) => ({ svg, times: moments(svg) }));
    const last = drawings[0].times.length - 1;
    const id = "graf-" + at;
    const range = element("input", { type: "range", id, min: "0", max: String(last) });
    const slider = /** @type {HTMLInputElement} */ (range);
    const said = element("output", { for: id });
    const rules = drawings.map(({ svg }) => {
      const rule = document.createElementNS(SVG, "path");
      rule.setAttribute("class", "ch-rule");
      svg.append(rule);
      return rule;
    });

    function tell() {
      const chosen = Number(slider.value);
      drawings.forEach(({ svg, times }, drawing) => {
        const height = Number((svg.getAttribute("viewBox") || "").split(" ")[3]);
        rules[drawing].setAttribute("d", "M" + times[chosen].x + " 24V" + (height - 26));
      });
      said.textContent = drawings[0].times[chosen].words.join(" · ");
      slider.setAttribute("aria-valuetext", said.textContent);
    }

    /** @type {(drawing: { svg: Element, times: Moment[] }, event: PointerEvent) => void} */
    function point({ svg, times }, event) {
      const box = svg.getBoundingClientRect();
      const width = Number((svg.getAttribute("viewBox") || "").split(" ")[2]);
      const x = (event.clientX - box.left) / box.width * width;
      const apart = times.map((time) => Math.abs(time.x - x));
      slider.value = String(apart.indexOf(Math.min(...apart)));
      tell();
    }

    slider.value = String(last);
    slider.addEventListener("input", tell);
    drawings.forEach((drawing) => ["pointerdown", "pointermove"].forEach((name) => {
      drawing.svg.addEventListener(name, (event) => point(drawing, /** @type {PointerEvent} */ (event)));
    }));
    const box = element("div", { class: "ch-reader" });
    box.append(element("label", { for: id }, "Přečtěte si čísla: vyberte rok"), slider, said);
    figure.append(box);
    tell();
  }

  all("figure.chart").filter((figure) => figure.querySelectorAll(".ch-wide .ch-hit").length > 1).forEach(read);
})();
