/*
 * What somebody who works with families does with a choice in the catalogue: prints it, saves it as a table, keeps it
 * in a list of one's own. Only print and table hold services of danger, and nothing of them stays in the browser.
 * catalogue.js loads this file once something is chosen.
 */
(() => {
  "use strict";

  const FORM = "forma";
  const { most, paths, element, need, all, script, counted, listed, possible, keepList } = Rozcestnik.tools;
  const picker = Rozcestnik.place;
  const form = /** @type {HTMLFormElement} */ (need("form[data-catalogue]"));
  const lists = need("[data-list]");
  const said = element("span", { role: "status" });
  const box = element("p", { class: "choice", hidden: "" });

  // What is chosen ----------------------------------------------------------------------------------------

  /** The services that are left, in the order of the list. */
  function ids() {
    const { fitting } = Rozcestnik;
    const shown = all("li[data-s]", lists).map((item) => item.dataset.s || "");
    return Array.from(new Set(shown)).filter((id) => fitting && fitting.has(id));
  }

  /** What is chosen, in words. */
  function words() {
    const place = picker.get();
    const fields = Array.from(form.elements).map((one) => {
      if (one instanceof HTMLSelectElement && one.value) {
        const option = one.selectedOptions[0];
        const there = one.name === "okruh" && place ? " od obce " + place.name + " (vzdušnou čarou)" : "";
        return (option.dataset.words || option.text) + there;
      }
      if (one instanceof HTMLInputElement && one.type === "checkbox") {
        const label = one.checked && !one.disabled ? need("span", /** @type {Element} */ (one.closest("label"))) : null;
        return label ? label.textContent || "" : "";
      }
      return one instanceof HTMLInputElement && one.value ? "věk " + one.value : "";
    });
    return fields.filter(Boolean).join(" · ");
  }

  /**
   * The chosen services with what is said of them, those of unknown form last; and how far each of them is.
   * @returns {Promise<{ lines: SheetLine[], far: Map<string, string> }>}
   */
  function chosen() {
    const place = picker.get();
    /** @type {Promise<ServicesFile>} */
    const near = place ? picker.services() : Promise.resolve({});
    return Promise.all([near, script("sheet.js")]).then(([served]) =>
      Rozcestnik.sheet.load([form.dataset.sheet || ""]).then((facts) => {
        const far = new Map();
        ids().forEach((id) => {
          const measure = Rozcestnik.near;
          const way = place && measure && served[id] ? measure.kilometres(place, served[id]) : Infinity;
          far.set(id, way === Infinity ? "" : String(Math.max(1, Math.round(way))));
        });
        const lines = ids().filter((id) => facts.has(id))
          .map((id) => ({ id, fact: /** @type {SheetFact} */ (facts.get(id)) }));
        const asked = /** @type {HTMLSelectElement | null} */ (form.elements.namedItem(FORM));
        const sure = lines.filter(({ fact }) => fact.form || !asked || !asked.value);
        return { lines: sure.concat(lines.filter((line) => sure.indexOf(line) < 0)), far };
      }));
  }

  // What is done with it ----------------------------------------------------------------------------------

  /** @type {HTMLElement | null} */
  let sheet = null;

  function tidy() {
    document.body.classList.remove("printing-choice");
    if (sheet) {
      sheet.remove();
      sheet = null;
    }
  }

  function print() {
    return chosen().then(({ lines, far }) => {
      tidy();
      const place = picker.get();
      const list = element("ul", { class: "sheet" });
      lines.forEach((line) => {
        const item = Rozcestnik.sheet.item(picker.root, line);
        const way = far.get(line.id);
        if (way && place) {
          need(".kicker", item).append(" · " + way + "\u00a0km od obce " + place.name);
        }
        list.append(item);
      });
      const count = counted(lines.length, "služba", "služby", "služeb");
      const unsure = lines.filter(({ fact }) => !fact.form).length;
      const day = new Date().toLocaleDateString("cs-CZ", { timeZone: "Europe/Prague" });
      sheet = element("section", { class: "choice-sheet" },
        element("h1", {}, words()),
        element("p", {}, count + (unsure ? ", u\u00a0" + unsure + " z\u00a0nich nevíme, jak pomoc probíhá" : "") + ". "
          + "Vytištěno " + day + ", " + location.host + location.pathname + ". Než vyrazíte, raději zavolejte."),
        list);
      need("main").append(sheet);
      document.body.classList.add("printing-choice");
      window.print();
    });
  }

  function save() {
    return chosen().then(({ lines, far }) => {
      const site = new URL(picker.root, location.href).href;
      const more = { head: "km od obce (vzdušnou čarou)", of: (/** @type {string} */ id) => far.get(id) || "" };
      Rozcestnik.sheet.save("sluzby.csv", Rozcestnik.sheet.table(lines, site, more));
    });
  }

  function keep() {
    return chosen().then(({ lines }) => {
      const calm = lines.filter(({ fact }) => !fact.danger).map(({ id }) => id);
      const before = listed();
      const wanted = Array.from(new Set(before.concat(calm)));
      const kept = keepList(possible(wanted));
      const danger = lines.length - calm.length;
      said.textContent = "";
      said.append(...(kept ? [
        "V\u00a0seznamu: " + counted(Math.min(wanted.length, most), "služba", "služby", "služeb") + ". ",
        wanted.length > most ? "Víc se nevejde. " : "",
        danger ? "Kvůli bezpečí jsme vynechali: " + danger + ". " : "",
        element("a", { href: picker.root + paths.list }, "Můj seznam")
      ] : ["Prohlížeč nedovolil seznam uložit."]));
    });
  }

  /** @type {[label: string, act: () => Promise<void>][]} */
  const acts = [["Vytisknout výběr", print], ["Stáhnout tabulku (CSV)", save], ["Přidat výběr do mého seznamu", keep]];
  acts.forEach(([label, act]) => {
    const button = element("button", { type: "button", class: "button quiet" }, label);
    button.addEventListener("click", () => {
      said.textContent = "";
      act().catch(() => { said.textContent = "Nepodařilo se to. Zkuste to prosím znovu."; });
    });
    box.append(button, " ");
  });
  box.append(said);

  function show() {
    said.textContent = "";
    box.hidden = !Rozcestnik.fitting || !Rozcestnik.fitting.size;
  }

  need("[data-said]").insertAdjacentElement("afterend", box);
  document.addEventListener("rozcestnik:fitting", show);
  addEventListener("afterprint", tidy);
  show();
})();
