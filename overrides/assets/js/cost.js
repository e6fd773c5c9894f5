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
  const shown = new Intl.NumberFormat("cs-CZ", { maximumFractionDigits: 3 });
  const word = (millions) => {
    if (!Number.isInteger(millions)) return "milionu";
    if (millions === 1) return "milion";
    return millions >= 2 && millions <= 4 ? "miliony" : "milionů";
  };
  const range = (low, high) => {
    const small = shown.format(low / 1e6);
    const big = high / 1e6;
    return `${low === high ? "" : `${small}–`}${shown.format(big)}\u00a0${word(big)}\u00a0Kč`;
  };
  const say = () => {
    const pupils = Number(field.value);
    const sound = Number.isInteger(pupils) && pupils >= 1 && pupils <= 100000;
    for (const item of items) {
      item.textContent = "";
      if (!sound) continue;
      const sum = document.createElement("strong");
      sum.textContent = range(pupils * Number(item.dataset.low), pupils * Number(item.dataset.high));
      item.append(`${item.dataset.title}: `, sum);
    }
    field.setAttribute("aria-invalid", String(!sound));
    if (!sound && items.length) items[0].textContent = "Napište celé číslo od 1 do 100 000.";
  };
  field.addEventListener("input", say);
  box.hidden = false;
  say();
})();
