/*
 * "Můj seznam": services that a reader keeps in this browser, as ids and nothing else (tools.js). On the page of a
 * service, <p data-keep="id"> becomes a button; <section data-my-list="files"> is the page of the list. A list is sent
 * as an address with its ids behind #, which no browser sends to a host; what stands there is shown, but kept only
 * when the reader wants it. Services of danger are never kept, whoever asks. place.js loads this file.
 */
(() => {
  "use strict";

  const { most, paths, element, need, all, script, counted, listed, possible, keepList } = Rozcestnik.tools;
  const root = Rozcestnik.place.root;
  const FULL = "Seznam je plný, vejde se do něj " + counted(most, "služba", "služby", "služeb") + ".";
  const BLOCKED = "Prohlížeč nedovolil seznam uložit.";

  // The page of a service ---------------------------------------------------------------------------------

  /** @param {HTMLElement} box */
  function offer(box) {
    const id = box.dataset.keep || "";
    const button = element("button", { type: "button", class: "button quiet" });
    const way = element("a", { href: root + paths.list });
    const said = element("span", { role: "status" });

    function draw() {
      const ids = listed();
      button.textContent = ids.indexOf(id) < 0 ? "Přidat do mého seznamu" : "Odebrat z\u00a0mého seznamu";
      way.textContent = "Můj seznam (" + ids.length + ")";
      way.hidden = !ids.length;
    }

    button.addEventListener("click", () => {
      const ids = listed();
      const there = ids.indexOf(id) >= 0;
      if (!there && ids.length >= most) {
        said.textContent = FULL;
        return;
      }
      const kept = keepList(there ? ids.filter((one) => one !== id) : ids.concat(id));
      said.textContent = !kept ? BLOCKED : there ? "Odebráno." : "Přidáno. Zůstane jen v\u00a0tomto prohlížeči.";
    });
    document.addEventListener("rozcestnik:list", draw);
    ["storage", "pageshow"].forEach((event) => addEventListener(event, draw));
    draw();
    box.append(button, " ", way, " ", said);
    box.hidden = false;
  }

  all("[data-keep]").forEach(offer);

  // The page of the list ----------------------------------------------------------------------------------

  const WORD = "#sluzby=";

  /**
   * What an address asks for: words of any kind, as many as anybody could mean.
   * @returns {string[] | null}
   */
  function sent() {
    if (!location.hash.startsWith(WORD)) {
      return null;
    }
    const words = location.hash.slice(WORD.length).split(/,|%2C/i, 1000).filter(Boolean);
    return words.length ? Array.from(new Set(words)) : null;
  }

  /** @type {(page: HTMLElement, facts: Map<string, SheetFact>) => void} */
  function start(page, facts) {
    /** @param {string} name */
    const part = (name) => need("[data-" + name + "]", page);
    const [said, undo, field] = [part("said"), part("undo"), /** @type {HTMLInputElement} */ (need("input", page))];
    /** @type {string[] | null} */
    let before = null;

    /**
     * What can be shown of some words, and in words what cannot.
     * @param {string[]} words
     */
    function sorted(words) {
      const known = possible(words.filter((id) => facts.has(id) && !lineOf(id).fact.danger));
      const danger = words.filter((id) => facts.has(id) && lineOf(id).fact.danger).length;
      const gone = words.filter((id) => !facts.has(id)).length;
      const more = words.length - danger - gone - known.length;
      const notes = [
        gone ? counted(gone, "služba", "služby", "služeb") + " už v\u00a0katalogu "
          + (gone > 1 && gone < 5 ? "nejsou." : "není.") : "",
        danger ? counted(danger, "službu", "služby", "služeb") + " kvůli bezpečí do seznamu nedáváme." : "",
        more ? "Dalších " + more + " se do seznamu nevejde." : ""
      ];
      return { known, words: notes.filter(Boolean).join(" ") };
    }

    /** @param {string} id */
    const lineOf = (id) => ({ id, fact: /** @type {SheetFact} */ (facts.get(id)) });

    /** What the page shows now, and whether that is somebody else's. */
    function shown() {
      const words = sent();
      const { known, words: notes } = sorted(words || listed());
      const mine = sorted(listed()).known;
      return { ids: known, notes, foreign: words !== null && known.join() !== mine.join() };
    }

    /** @param {string} words */
    function draw(words) {
      const { ids, notes, foreign } = shown();
      const count = ids.length ? counted(ids.length, "služba", "služby", "služeb") + "." : "";
      said.textContent = [words, count, notes].filter(Boolean).join(" ");
      part("sent").hidden = !foreign || !ids.length;
      part("empty").hidden = ids.length > 0;
      part("do").hidden = part("end").hidden = !ids.length;
      part("clear").hidden = foreign;
      undo.hidden = !before;
      const lines = ids.map((id) => Rozcestnik.sheet.item(root, lineOf(id)));
      if (!foreign) {
        lines.forEach((line, at) => line.append(removing(ids[at])));
      }
      part("sheet").textContent = "";
      part("sheet").append(...lines);
      const link = location.href.split("#")[0] + WORD + ids.join(",");
      field.value = link;
      part("link").hidden = true;
      const letter = "?subject=" + encodeURIComponent(document.title) + "&body=" + encodeURIComponent(link);
      part("mail").setAttribute("href", "mailto:" + letter);
      const code = ids.length ? Rozcestnik.qr.drawing(link) : null;
      part("code").textContent = "";
      part("code").append(...(code ? [code] : []));
      part("code-words").hidden = !code;
    }

    /** @param {string} id */
    function removing(id) {
      const { name } = lineOf(id).fact;
      const button = element("button", { type: "button", class: "sheet__remove" }, "Odebrat",
        element("span", { class: "sr" }, " " + name));
      button.addEventListener("click", () => change(listed().filter((one) => one !== id), "Odebráno."));
      return button;
    }

    /** What must not be found in this browser does not stay in the address either. */
    function cleaned() {
      const words = sent() || [];
      const safe = words.filter((id) => !facts.has(id) || !lineOf(id).fact.danger);
      if (safe.length < words.length) {
        history.replaceState(null, "", location.pathname + location.search + WORD + safe.join(","));
      }
    }

    /** @type {(ids: string[], words: string) => void} */
    function change(ids, words) {
      const earlier = listed();
      const kept = keepList(ids);
      before = kept ? earlier : null;
      draw(kept ? words : BLOCKED);
      if (before) {
        need("button", undo).focus();
      }
    }

    /** @type {(name: string, act: () => void) => void} */
    const on = (name, act) => part(name).addEventListener("click", act);
    /** Leaves the list of the address. */
    const home = () => history.replaceState(null, "", location.pathname + location.search);

    on("adopt", () => {
      const mine = listed();
      const wanted = mine.concat(shown().ids.filter((id) => mine.indexOf(id) < 0));
      home();
      change(possible(wanted), wanted.length > most ? FULL : "Přidáno do vašeho seznamu.");
    });
    on("own", () => {
      home();
      draw("");
      part("print").focus();
    });
    on("clear", () => {
      home();
      change([], "Seznam je smazaný.");
    });
    on("undo", () => {
      keepList(before || []);
      before = null;
      draw("Vráceno.");
      part("print").focus();
    });
    on("print", () => window.print());
    on("copy", () => {
      const copied = navigator.clipboard ? navigator.clipboard.writeText(field.value) : Promise.reject(new Error());
      copied.then(() => { said.textContent = "Odkaz je zkopírovaný."; }).catch(() => {
        part("link").hidden = false;
        field.select();
        said.textContent = "Odkaz si zkopírujte z\u00a0pole.";
      });
    });
    on("table", () => {
      const site = new URL(root, location.href).href;
      Rozcestnik.sheet.save("muj-seznam.csv", Rozcestnik.sheet.table(shown().ids.map(lineOf), site));
    });
    addEventListener("hashchange", () => {
      draw("");
      cleaned();
    });
    // Another tab, or the same one before the reader came back, may have changed the list.
    addEventListener("storage", () => {
      before = null;
      draw("");
    });
    addEventListener("pageshow", (event) => event.persisted && draw(""));
    // What became dangerous to keep since it was kept is forgotten at once.
    const mine = listed();
    const safe = mine.filter((id) => !facts.has(id) || !lineOf(id).fact.danger);
    draw("");
    cleaned();
    if (safe.length < mine.length) {
      keepList(safe);
    }
  }

  /** @type {HTMLElement | null} */
  const page = document.querySelector("[data-my-list]");
  if (page) {
    need("[data-without]").hidden = true;
    page.hidden = false;
    const files = (page.dataset.myList || "").split(" ").filter(Boolean).map((path) => root + path);
    let begun = false;
    // An empty list needs neither what is said of services nor codes.
    const begin = () => {
      need("[data-empty]", page).hidden = begun || listed().length > 0 || sent() !== null;
      if (begun || (!listed().length && !sent())) {
        return;
      }
      begun = true;
      Promise.all([script("sheet.js"), script("qr.js")]).then(() => Rozcestnik.sheet.load(files))
        .then((facts) => start(page, facts))
        .catch(() => {
          begun = false;
          need("[data-said]", page).textContent = "Seznam se nepodařilo načíst. Zkuste to prosím znovu.";
        });
    };
    ["hashchange", "storage", "pageshow"].forEach((event) => addEventListener(event, () => begun || begin()));
    begin();
  }
})();
