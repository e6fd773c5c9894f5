/*
 * The cost of inaction: a number of children becomes a sum for each item. The table below says the same for
 * a few numbers, so that nothing is lost without this script. Nothing is stored, nothing is sent.
 */
"use strict";
(() => {
  const box = document.querySelector("[data-cost]");
  if (!box) return;
  const field = box.querySelector("input");
  const items = [...box.querySelectorAll("[data-low]")];
  const shown = new Intl.NumberFormat("cs-CZ", { maximumFractionDigits: 9 });
  const scales = [
    [1e9, ["miliarda", "miliardy", "miliard", "miliardy"]],
    [1e6, ["milion", "miliony", "milionů", "milionu"]],
  ];
  const scale = (value) => scales.find(([size]) => value >= size) ?? scales[1];
  const sum = (value) => {
    const [size, [one, few, many, part]] = scale(value);
    const count = value / size;
    const word = !Number.isInteger(count) ? part : count === 1 ? one : count >= 2 && count <= 4 ? few : many;
    return `${shown.format(count)}\u00a0${word}`;
  };
  const range = (low, high) => {
    const end = `${sum(high)}\u00a0Kč`;
    if (low === high) return end;
    const start = scale(low) === scale(high) ? shown.format(low / scale(low)[0]) : sum(low);
    return `${start} až ${end}`;
  };
  const say = () => {
    const pupils = Number(field.value);
    const sound = Number.isInteger(pupils) && pupils >= 1 && pupils <= 100000;
    for (const item of items) {
      item.textContent = "";
      if (!sound) continue;
      const [low, high] = [Number(item.dataset.low), Number(item.dataset.high)];
      const total = document.createElement("strong");
      total.textContent = range(pupils * low, pupils * high);
      item.append(`${item.dataset.title}: ${shown.format(pupils)} × ${range(low, high)} = `, total);
    }
    field.setAttribute("aria-invalid", String(!sound));
    if (!sound && items.length) items[0].textContent = "Napište celé číslo od 1 do 100 000.";
  };
  field.addEventListener("input", say);
  box.hidden = false;
  say();
})();
