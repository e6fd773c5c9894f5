/*
 * The cost of inaction: a number of children becomes a sum for each item. The table below says the same for
 * a few numbers, so that nothing is lost without this script. Nothing is stored, nothing is sent. place.js loads
 * this file where there is such a box.
 */
(() => {
  "use strict";

  const { element, need, all } = Rozcestnik.tools;
  const box = need("[data-cost]");
  const field = /** @type {HTMLInputElement} */ (need("input", box));
  const items = all("[data-low]", box);
  const shown = new Intl.NumberFormat("cs-CZ", { maximumFractionDigits: 9 });
  const BILLION = { size: 1e9, one: "miliarda", few: "miliardy", many: "miliard", part: "miliardy" };
  const MILLION = { size: 1e6, one: "milion", few: "miliony", many: "milionů", part: "milionu" };

  /** @param {number} value */
  function scale(value) {
    return value >= BILLION.size ? BILLION : MILLION;
  }

  /** @param {number} value */
  function sum(value) {
    const { size, one, few, many, part } = scale(value);
    const count = value / size;
    const word = !Number.isInteger(count) ? part : count === 1 ? one : count >= 2 && count <= 4 ? few : many;
    return `${shown.format(count)}\u00a0${word}`;
  }

  /** @type {(low: number, high: number) => string} */
  function range(low, high) {
    const end = `${sum(high)}\u00a0Kč`;
    if (low === high) {
      return end;
    }
    const start = scale(low) === scale(high) ? shown.format(low / scale(low).size) : sum(low);
    return `${start} až ${end}`;
  }

  function say() {
    const pupils = Number(field.value);
    const sound = Number.isInteger(pupils) && pupils >= 1 && pupils <= 100000;
    items.forEach((item) => {
      item.textContent = "";
      if (sound) {
        const [low, high] = [Number(item.dataset.low), Number(item.dataset.high)];
        const total = element("strong", {}, range(pupils * low, pupils * high));
        item.append(`${item.dataset.title}: ${shown.format(pupils)} × ${range(low, high)} = `, total);
      }
    });
    field.setAttribute("aria-invalid", String(!sound));
    if (!sound && items.length) {
      items[0].textContent = "Napište celé číslo od 1 do 100 000.";
    }
  }

  field.addEventListener("input", say);
  box.hidden = false;
  say();
})();
