/*
 * What a sheet of paper and a table say of services: the reader's own list, and the choice of a catalogue. The facts
 * are described in macros/subjects/catalogue/sheet.py. Nothing is sent and nothing kept.
 */
(() => {
  "use strict";

  const { paths, element, json, once } = Rozcestnik.tools;

  /** @type {Sheet["load"]} */
  function load(files) {
    return Promise.all(files.map((path) => once(path, () => json(path)))).then((/** @type {SheetFile[]} */ all) => {
      const found = new Map();
      all.forEach((file) => Object.keys(file).forEach((id) => found.set(id, file[id])));
      return found;
    });
  }

  // On the page and on paper -----------------------------------------------------------------------------

  /** @param {string} iso */
  const day = (iso) => iso.split("-").reverse().map(Number).join(".\u00a0");

  /** @param {string} href */
  const plain = (href) => href.replace(/^(https?:\/\/(www\.)?|mailto:)/, "").replace(/\/$/, "");

  /** @type {(href: string, words?: string) => HTMLElement | string} */
  function link(href, words = plain(href)) {
    return /^(https?:\/\/|mailto:)/.test(href) ? element("a", { href, rel: "noopener" }, words) : words;
  }

  /** @type {(parts: (Child | Child[])[], between: string) => Child[]} */
  function joined(parts, between) {
    /** @type {Child[]} */
    const found = [];
    parts.filter((part) => part !== "").forEach((part) => {
      found.push(...(found.length ? [between] : []), ...(Array.isArray(part) ? part : [part]));
    });
    return found;
  }

  /** @param {SheetFact} fact */
  function origin(fact) {
    const { source = "", dated } = fact;
    const site = source.replace(/^https?:\/\/(www\.)?([^/]+).*$/, "$2");
    const words = source ? ["Zdroj: ", link(source, site)] : "";
    const since = dated ? "stav k\u00a0" + day(dated) : "změněno " + day(fact.changed);
    return element("p", { class: "source" }, ...joined([words, since, fact.sure], ", "));
  }

  /** @type {Sheet["item"]} */
  function item(root, { id, fact }) {
    const box = element("li", { class: "sheet__item", "data-id": id });
    const { phones = [], places = [], hours = [], ways = [] } = fact;
    /** @param {Child[]} parts */
    const say = (...parts) => parts.length && box.append(element("p", {}, ...parts));
    box.append(
      element("h3", {}, element("a", { href: root + paths.service + id + "/" }, fact.name)),
      element("p", { class: "kicker" }, joined([fact.kind, places.length ? "" : fact.where || ""], " · ").join(""))
    );
    phones.forEach(([dialled, shown, note]) => {
      const number = element("a", { class: "tel", href: "tel:" + dialled }, shown);
      say(number, note ? element("span", { class: "soft" }, " " + note) : "");
    });
    if (!phones.length) {
      const [dialled, shown, whom] = fact.ask || [];
      const number = dialled ? element("a", { href: "tel:" + dialled }, shown || "") : "";
      say("Telefon neznáme.", ...(number ? [" Zeptejte se: ", number, " " + whom] : []));
    }
    places.forEach((place) => say(place));
    if (hours.length) {
      say("Otevřeno: " + hours.join("; "));
    }
    say(...joined([
      fact.cost ? "Cena: " + fact.cost : element("span", { class: "unsure" }, "cena neznámá"),
      fact.form ? fact.form : element("span", { class: "unsure" }, "forma neznámá")
    ], " · "));
    if (fact.not) {
      say("Není pro: " + fact.not);
    }
    say(...joined(ways.map(([word, href]) => [word + "\u00a0", link(href)]), " · "));
    box.append(origin(fact));
    return box;
  }

  // Tables -----------------------------------------------------------------------------------------------

  // As macros/files/formulas.py has it: what a spreadsheet would compute gets an apostrophe.
  const LEAD = /^[ \t\r\n\u00a0\u3000'"„“‚‘’`]+/;
  const SIGNS = /^[=+\-@＝＋－＠−]/;

  /** @param {string} text */
  function cell(text) {
    const risky = /^[\t\r\n]/.test(text) || SIGNS.test(text.replace(LEAD, ""));
    const safe = (risky ? "'" : "") + text.replace(/\u00a0/g, " ");
    return /[;"\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  /** @type {[head: string, of: (fact: SheetFact) => string][]} */
  const COLUMNS = [
    ["název", ({ name }) => name],
    ["druh pomoci", ({ kind }) => kind],
    ["forma", ({ form = "neznámá" }) => form],
    ["cena", ({ cost = "neznámá" }) => cost],
    ["není pro", ({ not = "" }) => not],
    ["telefon", ({ phones = [] }) => phones.map(([, shown, note]) => noted(shown, note)).join(", ")],
    ["koho se zeptat, když telefon neznáme", ({ ask }) => (ask ? noted(ask[1], ask[2]) : "")],
    ["e-mail", ({ ways = [] }) => links(ways, true)],
    ["web", ({ ways = [] }) => links(ways, false)],
    ["adresa", ({ places = [] }) => places.join("; ")],
    ["otevřeno", ({ hours = [] }) => hours.join("; ")],
    ["kde", ({ where = "" }) => where],
    ["zdroj", ({ source = "" }) => source],
    ["stav zdroje ke dni", ({ dated = "" }) => dated],
    ["záznam změněn", ({ changed }) => changed],
    ["spolehlivost", ({ sure }) => sure]
  ];

  /** @type {(text: string, note: string) => string} */
  const noted = (text, note) => text + (note ? " (" + note + ")" : "");

  /** @type {(ways: [string, string][], letters: boolean) => string} */
  function links(ways, letters) {
    const found = ways.map(([, href]) => href).filter((href) => href.startsWith("mailto:") === letters);
    return found.map((href) => href.replace("mailto:", "")).join(", ");
  }

  /** @type {Sheet["table"]} */
  function table(lines, site, more) {
    const extra = more ? [more] : [];
    const heads = COLUMNS.map(([head]) => head).concat(extra.map(({ head }) => head), "stránka");
    const rows = lines.map(({ id, fact }) => COLUMNS.map(([, of]) => of(fact))
      .concat(extra.map(({ of }) => of(id)), site + paths.service + id + "/"));
    // Semicolons and a mark of UTF-8, as our other tables for people: Czech spreadsheets open them at once.
    return "\ufeff" + [heads].concat(rows).map((row) => row.map(cell).join(";") + "\r\n").join("");
  }

  /** @type {Sheet["save"]} */
  function save(name, text) {
    const href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const way = element("a", { href, download: name });
    document.body.append(way);
    way.click();
    way.remove();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  }

  Rozcestnik.sheet = { load, item, table, save };
})();
