/*
 * Makes <div data-search data-index="…/search/index.json" data-root="../../"> a search field that suggests pages
 * while people type (a WAI-ARIA combobox). Enter shows all results in the page itself (search-results.js).
 * What people ask for is never an address: no server and no history gets to know it. So there is no field
 * without this script, only the link in the div, which leads to the list of situations.
 * Loads its index and its engine on first use only; builds the page from textContent only, so no text can
 * become code; stores nothing and sends nothing.
 */
(() => {
  "use strict";

  const SUGGESTIONS = 10;
  /**
   * No group may take all the room.
   * @type {Record<SearchGroup, number>}
   */
  const MOST = { situation: 5, service: 4, place: 3, measure: 2, page: 2 };
  const SHORTEST = 2;
  const ENGINE = ["czech.js", "search-meaning.js", "search-engine.js"];
  /** @type {Record<SearchGroup, string>} */
  const HEADINGS = {
    situation: "Situace", service: "Služby", place: "Místa", measure: "Opatření", page: "Stránky"
  };
  const { element, need, all, json, script, counted, combobox } = Rozcestnik.tools;
  let ids = 0;
  /** @type {Promise<SearchIndex> | null} */
  let loading = null;
  /** @type {Promise<SearchResults> | null} */
  let answering = null;
  /** @type {Map<string, Promise<void>>} */
  let parts = new Map();
  /** @type {RequestInit} */
  let fetched = {};

  /**
   * The index with its engine, loaded once.
   * @param {HTMLFormElement} form
   */
  function load(form) {
    if (!loading) {
      /** @type {Promise<SearchCore>} */
      const data = json(form.dataset.index || "", fetched);
      loading = Promise.all([data, ...ENGINE.map(script)]).then(([raw]) => Rozcestnik.engine.read(raw));
      // The connection may be back at the next key.
      loading.catch(() => { loading = null; });
    }
    return loading;
  }

  /** Slug of the region of the place chosen in "Kde jste?", or nothing. */
  function chosen() {
    /** @type {HTMLElement | null} */
    const box = document.querySelector("[data-place]");
    return (box && box.dataset.region) || "";
  }

  /**
   * The index with the files of the regions in which the text asks, or with all of them. What does not come
   * is left out: a part of the answer is better than none. `again` where files of another build were thrown away.
   * @type {(form: HTMLFormElement, text: string, everywhere: boolean, again?: boolean) => Promise<SearchIndex>}
   */
  function complete(form, text, everywhere, again = false) {
    return load(form).then((index) => {
      const slugs = Rozcestnik.engine.needed(index, text, chosen(), everywhere);
      return Promise.all(slugs.map((slug) => region(form, index, slug))).then(() => index, (error) => {
        if (error.name !== "RangeError" || again) {
          return index;
        }
        // The site was built anew while this browser kept old files.
        fetched = { cache: "reload" };
        loading = null;
        parts = new Map();
        return complete(form, text, everywhere, true);
      });
    });
  }

  /** @type {(form: HTMLFormElement, index: SearchIndex, slug: string) => Promise<void>} */
  function region(form, index, slug) {
    const known = parts.get(slug);
    if (known) {
      return known;
    }
    const path = (form.dataset.index || "").replace(/\.json$/, "-" + slug + ".json");
    /** @type {Promise<SearchShard>} */
    const file = json(path, fetched);
    const added = file.then((raw) => Rozcestnik.engine.add(index, slug, raw));
    parts.set(slug, added);
    added.catch(() => parts.delete(slug));
    return added;
  }

  /** @type {SearchField["marked"]} */
  function marked(index, wanted, text) {
    return Rozcestnik.engine.parts(index, wanted, text)
      .map((part) => (part.marked ? element("mark", { class: "rz-search__mark" }, part.text) : part.text));
  }

  /**
   * Hits by group: situations first, then services, places, measures, pages.
   * @type {SearchField["grouped"]}
   */
  function grouped(hits) {
    const groups = new Map();
    Rozcestnik.engine.GROUPS.forEach((group) => {
      const found = hits.filter((hit) => hit.group === group);
      if (found.length) {
        groups.set(group, found);
      }
    });
    return groups;
  }

  /**
   * The best hits, none of the groups with more than its share.
   * @param {SearchHit[]} hits
   */
  function best(hits) {
    const counts = new Map();
    return hits.filter(({ group }) => {
      counts.set(group, (counts.get(group) || 0) + 1);
      return counts.get(group) <= MOST[group];
    }).slice(0, SUGGESTIONS);
  }

  /** @type {SearchField["note"]} */
  function note(index, wanted, hit) {
    return hit.note ? [" ", element("span", { class: "rz-search__note" }, ...marked(index, wanted, hit.note))] : [];
  }

  /** @param {string} name */
  function newId(name) {
    ids += 1;
    return "rz-search-" + name + "-" + ids;
  }

  /**
   * Puts the search field where its link stands. The input has no name: whatever happens, it is not sent.
   * @param {HTMLElement} box
   */
  function made(box) {
    const words = (box.textContent || "").trim();
    // In a narrow field a long hint would be cut off.
    const narrow = matchMedia("(max-width: 47.99rem)").matches;
    const hint = (narrow && box.dataset.short) || box.dataset.hint || words;
    // Some browsers have spelling checked by a server.
    const input = element("input", {
      id: newId("field"), type: "search", placeholder: hint, spellcheck: "false",
      autocomplete: "off", maxlength: "200"
    });
    const form = element("form", { class: box.className, role: "search", "data-search": "" },
      element("label", { class: "sr", for: input.id }, words), input,
      element("button", { type: "submit" }, need(".i", box), element("span", {}, "Hledat")));
    form.dataset.index = box.dataset.index;
    form.dataset.root = box.dataset.root;
    box.replaceWith(form);
    return form;
  }

  /** @param {HTMLFormElement} form */
  function field(form) {
    return /** @type {HTMLInputElement} */ (need("input[type=search]", form));
  }

  /** Shows all results below the header of this page. */
  function results() {
    answering = script("search-results.js").then(() => Rozcestnik.results);
    return answering;
  }

  /**
   * Suggests pages while people type.
   * @param {HTMLFormElement} form
   */
  function suggest(form) {
    const input = field(form);
    const list = element("div", {
      class: "rz-search__list", id: newId("list"), role: "listbox", "aria-label": "Návrhy", hidden: ""
    });
    const status = element("div", { class: "rz-search__status sr", role: "status" });
    const options = combobox(input, list);
    let speaking = 0;
    let answered = false;

    /** @param {string} text */
    function say(text) {
      // Screen readers would speak over every key.
      clearTimeout(speaking);
      speaking = setTimeout(() => { status.textContent = text; }, 500);
    }

    /** @type {(index: SearchIndex, wanted: Set<number>, hit: SearchHit) => HTMLElement} */
    function option(index, wanted, hit) {
      const title = element("span", { class: "rz-search__title" }, ...marked(index, wanted, hit.title));
      const link = element("a", {
        class: "rz-search__option", id: newId("option"), role: "option", "aria-selected": "false",
        tabindex: "-1", href: form.dataset.root + hit.url
      }, title);
      link.append(...note(index, wanted, hit));
      return link;
    }

    /** @type {(index: SearchIndex, text: string) => void} */
    function show(index, text) {
      const hits = best(Rozcestnik.engine.query(index, text, 10 * SUGGESTIONS));
      const near = hits.length ? null : Rozcestnik.engine.nearest(index, text);
      const wanted = Rozcestnik.engine.terms(index, text);
      /** @type {HTMLElement[]} */
      const links = [];
      /** @type {HTMLElement[]} */
      const groups = [];
      grouped(near ? [near] : hits).forEach((found, group) => {
        const words = near ? "Možná hledáte" : HEADINGS[group];
        const heading = element("div", { class: "rz-search__heading", id: newId("heading") }, words);
        const mine = found.map((hit) => option(index, wanted, hit));
        links.push(...mine);
        const attributes = { class: "rz-search__group", role: "group", "aria-labelledby": heading.id };
        groups.push(element("div", attributes, heading, ...mine));
      });
      options.fill(links, groups);
      say(hits.length ? counted(hits.length, "návrh", "návrhy", "návrhů")
        : near ? "Nic jsme nenašli. Možná hledáte: " + near.title : "Nic jsme nenašli.");
    }

    function update() {
      const text = input.value;
      answered = false;
      if (text.trim().length < SHORTEST) {
        options.toggle(false);
        say("");
        return;
      }
      /** @param {SearchIndex} index */
      const asked = (index) => {
        if (input.value === text && document.activeElement === input && !options.active() && !answered) {
          show(index, text);
        }
        return index;
      };
      load(form).then(asked).then((index) => {
        if (Rozcestnik.engine.needed(index, text, chosen(), false).length) {
          complete(form, text, false).then(asked);
        }
      }).catch(() => options.toggle(false));
    }

    form.append(list, status);
    input.addEventListener("focus", () => load(form).catch(() => {}));
    input.addEventListener("input", update);
    input.addEventListener("keydown", (event) => {
      const active = options.active();
      if (event.key === "Escape" && !list.hidden) {
        options.toggle(false);
        event.preventDefault();
      } else if (event.key === "Enter" && !list.hidden && active) {
        active.click();
        event.preventDefault();
      }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value.trim();
      // A suggestion that is still on its way would cover the results.
      answered = true;
      options.toggle(false);
      say("");
      if (text) {
        results().then((page) => page.open(form, text)).catch(() => {
          clearTimeout(speaking);
          status.textContent = "Hledání se nepodařilo načíst. Zkuste to prosím znovu.";
        });
      } else {
        input.focus();
      }
    });
    form.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) {
        options.toggle(false);
      }
    });
  }

  const forms = all("[data-search]").map((box) => made(box));
  Rozcestnik.search = { forms, HEADINGS, complete, field, grouped, marked, note, newId };
  if (forms.length && document.querySelector("[data-search-results]")) {
    results().catch(() => {});
  } else {
    forms.forEach(suggest);
  }

  // The way back may show a page as it was left, question and all. Who comes back from elsewhere, say from where
  // a quick exit led, may be somebody else; who comes back from a result finds the others.
  addEventListener("pageshow", (event) => {
    const way = window.navigation && window.navigation.activation;
    if (event.persisted && !(way && way.from)) {
      forms.forEach((form) => {
        const input = field(form);
        input.value = "";
        input.dispatchEvent(new Event("input"));
      });
      if (answering) {
        answering.then((page) => page.forget()).catch(() => {});
      }
    }
  });
})();
