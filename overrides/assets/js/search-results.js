/*
 * All results of a search: on the page with <div data-search-results> while people type, on any other page
 * instead of what it says, until they close them. search.js loads it. What stands on the page of
 * results for when there is nothing: <template data-search-empty> with the help lines, and
 * [data-search-fallback], shown until there are results.
 * Questions are not put into the address: it stays in histories. One that came with it, in the query of an
 * old link or behind #, is read and taken away.
 */
(() => {
  "use strict";

  const RESULTS = 200;
  /**
   * The rest of a longer group is opened by a button.
   * @type {Record<SearchGroup, number>}
   */
  const SHOWN = { situation: 5, service: 8, place: 8, measure: 5, page: 5 };
  const ALL = "vse";
  const { element, need, all, counted } = Rozcestnik.tools;
  const { forms, HEADINGS, complete, field, grouped, marked, note, newId } = Rozcestnik.search;
  const main = need("main");
  const page = document.querySelector("[data-search-results]");
  const box = page || element("section", {
    class: "rz-search__page", "data-search-results": "", "aria-label": "Výsledky hledání"
  });
  const status = element("p", { class: "rz-search__count", role: "status", tabindex: "-1" });
  const body = element("div", { class: "rz-search__results" });
  /** @type {HTMLElement | null} */
  const fallback = document.querySelector("[data-search-fallback]");
  /** @type {HTMLTemplateElement | null} */
  const empty = document.querySelector("template[data-search-empty]");
  const root = forms[0].dataset.root;
  // Results tell what was asked for, so there is a way out (site.js) where the page has none: the same as EXIT of
  // macros/page/common.py.
  const exit = document.querySelector("[data-exit]") ? null : element("a", {
    class: "exit", href: "https://www.seznam.cz/", rel: "noreferrer nofollow", "data-exit": ""
  }, "Rychle opustit stránku");
  let everywhere = false;
  let wait = 0;
  let last = forms[0];
  /** @type {Element} */
  let holder = main;

  /** @type {(index: SearchIndex, wanted: Set<number>, hit: SearchHit) => HTMLElement} */
  function item(index, wanted, hit) {
    return element("li", { class: "rz-search__result" }, element("a", {
      class: "rz-search__link", href: root + hit.url
    }, ...marked(index, wanted, hit.title)), ...note(index, wanted, hit));
  }

  /** @type {(index: SearchIndex, text: string, hits: SearchHit[]) => void} */
  function list(index, text, hits) {
    const wanted = Rozcestnik.engine.terms(index, text);
    grouped(hits).forEach((found, group) => {
      const heading = element("h2", { class: "rz-search__heading", id: newId("heading") }, HEADINGS[group]);
      const items = element("ul", { class: "rz-search__items" }, ...found.map((hit) => item(index, wanted, hit)));
      body.append(element("section", { class: "rz-search__section", "aria-labelledby": heading.id }, heading, items));
      shorten(items, SHOWN[group], HEADINGS[group]);
    });
  }

  /**
   * Hides the end of a long list behind a button.
   * @type {(items: HTMLElement, shown: number, heading: string) => void}
   */
  function shorten(items, shown, heading) {
    const rest = all(":scope > li", items).slice(shown);
    if (rest.length < 2) {
      return;
    }
    const button = element("button", { class: "button quiet", type: "button" },
      "Zobrazit " + counted(rest.length, "další výsledek", "další výsledky", "dalších výsledků"),
      element("span", { class: "sr" }, ": " + heading));
    rest.forEach((one) => { one.hidden = true; });
    button.addEventListener("click", () => {
      rest.forEach((one) => { one.hidden = false; });
      button.remove();
      need("a", rest[0]).focus();
    });
    items.after(button);
  }

  /** @type {(index: SearchIndex, text: string) => void} */
  function nothing(index, text) {
    const near = Rozcestnik.engine.nearest(index, text);
    body.append(element("p", {}, "Zkuste to jinými slovy, nebo kratší větou."));
    if (near) {
      body.append(element("p", { class: "rz-search__nearest" }, "Možná hledáte: ",
        element("a", { class: "rz-search__link", href: root + near.url }, near.title)));
    }
    const lines = element("a", { href: root + "pomoc-v-nouzi/" }, "linky pomoci");
    body.append(empty ? empty.content.cloneNode(true)
      : element("p", {}, "Nebo zavolejte někomu, kdo poradí, i anonymně: ", lines, "."));
  }

  /**
   * In a large portal says where was searched, and offers the rest.
   * @param {SearchIndex} index
   */
  function elsewhere(index) {
    const added = index.shards.filter((one) => one.added).map((one) => one.title);
    if (added.length === index.shards.length) {
      return;
    }
    const button = element("button", { class: "button quiet", type: "button" }, "Hledat i ve službách všech krajů");
    button.addEventListener("click", () => {
      everywhere = true;
      button.disabled = true;
      show(field(last).value.trim()).then(() => status.focus());
    });
    body.append(element("p", { class: "rz-search__where" }, added.length
      ? "Místní služby a obce jsme hledali jen tady: " + added.join(", ") + "."
      : "Místní služby a obce jsme zatím nehledali. Napište k dotazu i svou obec, nebo hledejte všude."), button);
  }

  /**
   * Fills the box with what answers the text; a failure is said, never thrown.
   * @param {string} text
   */
  function show(text) {
    return complete(forms[0], text, everywhere).then((index) => {
      const hits = text ? Rozcestnik.engine.query(index, text, RESULTS) : [];
      body.textContent = "";
      status.textContent = !text ? "" : !hits.length ? "Nic jsme nenašli."
        : "Našli jsme " + counted(hits.length, "výsledek", "výsledky", "výsledků") + ".";
      if (text && hits.length) {
        list(index, text, hits);
        elsewhere(index);
      } else if (text) {
        elsewhere(index);
        nothing(index, text);
      }
      if (fallback) {
        fallback.hidden = hits.length > 0;
      }
    }).catch(() => {
      status.textContent = "Hledání se nepodařilo načíst. Zkuste to prosím znovu.";
    });
  }

  /** The question that came with the address, if one did. */
  function given() {
    const hash = new URLSearchParams(location.hash.slice(1));
    const words = hash.has("q") ? hash : new URLSearchParams(location.search);
    if (!words.has("q")) {
      return "";
    }
    everywhere = words.get("kde") === ALL;
    history.replaceState(null, "", location.pathname);
    return (words.get("q") || "").trim();
  }

  function arrive() {
    const text = given();
    if (text) {
      forms.forEach((form) => { field(form).value = text; });
      show(text);
    }
  }

  /**
   * On the page of results they follow what people type.
   * @param {HTMLFormElement} form
   */
  function follow(form) {
    const input = field(form);
    input.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(() => show(input.value.trim()), 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(wait);
      // Moving on closes a phone's keyboard and brings readers to the results.
      show(input.value.trim()).then(() => status.focus());
    });
  }

  /**
   * On other pages they stand instead of the page, which stays as it was underneath.
   * @type {SearchResults["open"]}
   */
  function open(form, text) {
    last = form;
    everywhere = false;
    if (!box.isConnected) {
      body.textContent = "";
      // A field inside the page, as on the home page, stays above its results.
      const hero = main.contains(form) ? form.parentElement : null;
      holder = (hero && hero.parentElement) || main;
      if (hero) {
        hero.classList.add("rz-search__field");
        hero.after(box);
      } else {
        main.prepend(box);
      }
      holder.classList.add("rz-searching");
      if (exit) {
        need(".sos").append(exit);
      }
    }
    return show(text).then(() => status.focus());
  }

  function close() {
    box.remove();
    holder.classList.remove("rz-searching");
    if (exit) {
      exit.remove();
    }
    field(last).value = "";
    field(last).focus();
  }

  /** Takes away what was found; the fields are empty already. */
  function forget() {
    if (page) {
      show("");
    } else if (box.isConnected) {
      close();
    }
  }

  box.textContent = "";
  if (page) {
    box.append(status, body);
    forms.forEach(follow);
    addEventListener("hashchange", arrive);
    arrive();
  } else {
    const back = element("button", { class: "button quiet", type: "button" }, "Zpět na stránku");
    back.addEventListener("click", close);
    box.append(element("h1", {}, "Výsledky hledání"), status, element("p", {}, back), body);
  }
  Rozcestnik.results = { open, forget };
})();
