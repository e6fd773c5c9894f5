/*
 * Makes <div data-search data-index="…/search/index.json" data-root="../../"> a search field that suggests pages
 * while people type (a WAI-ARIA combobox). Enter shows all results in the page itself (search-results.js).
 * What people ask for is never an address: no server and no history gets to know it. So there is no field
 * without this script, only the link in the div, which leads to the list of situations.
 * Loads its index and its engine on first use only; builds the page from textContent only, so no text can
 * become code; stores nothing and sends nothing.
 */
(function () {
  "use strict";

  const SUGGESTIONS = 10;
  // No group may take all the room.
  const MOST = { situation: 5, service: 4, place: 3, measure: 2, page: 2 };
  const SHORTEST = 2;
  const ENGINE = ["czech.js", "search-meaning.js", "search-engine.js"];
  const HEADINGS = {
    situation: "Situace", service: "Služby", place: "Místa", measure: "Opatření", page: "Stránky"
  };
  const here = new URL(document.currentScript.src);
  let ids = 0;
  let loading = null;
  let answering = null;
  let parts = new Map();
  let fetched = {};

  function json(path) {
    return fetch(path, fetched).then((answer) => {
      if (!answer.ok) {
        throw new Error(path + ": " + answer.status);
      }
      return answer.json();
    });
  }

  function load(form) {
    if (!loading) {
      const engine = Promise.all(ENGINE.filter((name) => name !== "czech.js" || !window.RozcestnikCzech).map(script));
      const data = json(form.dataset.index);
      loading = Promise.all([data, engine]).then(([raw]) => window.RozcestnikSearch.read(raw));
      // The connection may be back at the next key.
      loading.catch(() => { loading = null; });
    }
    return loading;
  }

  /** Slug of the region of the place chosen in "Kde jste?", or nothing. */
  function chosen() {
    const box = document.querySelector("[data-place]");
    return (box && box.dataset.region) || "";
  }

  /**
   * The index with the files of the regions in which the text asks, or with all of them. What does not come
   * is left out: a part of the answer is better than none.
   */
  function complete(form, text, everywhere, again) {
    return load(form).then((index) => {
      const slugs = window.RozcestnikSearch.needed(index, text, chosen(), everywhere);
      return Promise.all(slugs.map((slug) => part(form, index, slug))).then(() => index, (error) => {
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

  function part(form, index, slug) {
    if (!parts.has(slug)) {
      const path = form.dataset.index.replace(/\.json$/, "-" + slug + ".json");
      parts.set(slug, json(path).then((raw) => window.RozcestnikSearch.add(index, slug, raw)));
      parts.get(slug).catch(() => { parts.delete(slug); });
    }
    return parts.get(slug);
  }

  /** Loads a script that lies beside this one; several run in the order of calls. */
  function script(name) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.async = false;
      tag.src = new URL(name, here).href + here.search;
      tag.onload = resolve;
      tag.onerror = () => reject(new Error(name));
      document.head.appendChild(tag);
    });
  }

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.keys(attributes).forEach((name) => made.setAttribute(name, attributes[name]));
    made.append(...children);
    return made;
  }

  function marked(index, wanted, text) {
    return window.RozcestnikSearch.parts(index, wanted, text)
      .map((part) => (part.marked ? element("mark", { class: "rz-search__mark" }, part.text) : part.text));
  }

  /** Hits by group: situations first, then services, places, measures, pages. */
  function grouped(hits) {
    const groups = new Map(window.RozcestnikSearch.GROUPS.map((group) => [group, []]));
    hits.forEach((hit) => groups.get(hit.group).push(hit));
    groups.forEach((found, group) => found.length || groups.delete(group));
    return groups;
  }

  /** The best hits, none of the groups with more than its share. */
  function best(hits) {
    const counts = {};
    return hits.filter(({ group }) => {
      counts[group] = (counts[group] || 0) + 1;
      return counts[group] <= MOST[group];
    }).slice(0, SUGGESTIONS);
  }

  function note(index, wanted, hit) {
    return hit.note ? [" ", element("span", { class: "rz-search__note" }, ...marked(index, wanted, hit.note))] : [];
  }

  function counted(count, one, few, many) {
    return count + "\u00a0" + (count === 1 ? one : count > 1 && count < 5 ? few : many);
  }

  function newId(name) {
    ids += 1;
    return "rz-search-" + name + "-" + ids;
  }

  /** Puts the search field where its link stands. The input has no name: whatever happens, it is not sent. */
  function made(box) {
    const words = box.textContent.trim();
    // Some browsers have spelling checked by a server.
    const input = element("input", {
      id: newId("field"), type: "search", placeholder: box.dataset.hint || words, autocomplete: "off", spellcheck: "false",
      maxlength: "200"
    });
    const form = element("form", { class: box.className, role: "search", "data-search": "" },
      element("label", { class: "sr", for: input.id }, words), input,
      element("button", { type: "submit" }, box.querySelector(".i"), element("span", {}, "Hledat")));
    form.dataset.index = box.dataset.index;
    form.dataset.root = box.dataset.root;
    box.replaceWith(form);
    return form;
  }

  /** Shows all results below the header of this page. */
  function results() {
    if (!answering) {
      answering = script("search-results.js").then(() => window.RozcestnikSearchResults);
      answering.catch(() => { answering = null; });
    }
    return answering;
  }

  function combobox(form) {
    const input = form.querySelector("input[type=search]");
    const list = element("div", {
      class: "rz-search__list", id: newId("list"), role: "listbox", "aria-label": "Návrhy", hidden: ""
    });
    const status = element("div", { class: "rz-search__status sr", role: "status" });
    let options = [];
    let active = -1;
    let speaking = 0;
    let answered = false;

    function say(text) {
      // Screen readers would speak over every key.
      clearTimeout(speaking);
      speaking = setTimeout(() => { status.textContent = text; }, 500);
    }

    function select(place) {
      active = place;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      if (place < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", options[place].id);
        options[place].scrollIntoView({ block: "nearest" });
      }
    }

    function toggle(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      select(-1);
    }

    function option(index, wanted, hit) {
      const title = element("span", { class: "rz-search__title" }, ...marked(index, wanted, hit.title));
      const made = element("a", {
        class: "rz-search__option", id: newId("option"), role: "option", "aria-selected": "false",
        tabindex: "-1", href: form.dataset.root + hit.url
      }, title);
      made.append(...note(index, wanted, hit));
      options.push(made);
      return made;
    }

    function show(index, text) {
      const hits = best(window.RozcestnikSearch.query(index, text, 10 * SUGGESTIONS));
      const near = hits.length ? null : window.RozcestnikSearch.nearest(index, text);
      const wanted = window.RozcestnikSearch.terms(index, text);
      options = [];
      list.textContent = "";
      grouped(near ? [near] : hits).forEach((found, group) => {
        const heading = element("div", { class: "rz-search__heading", id: newId("heading") });
        heading.textContent = near ? "Možná hledáte" : HEADINGS[group];
        list.append(element("div", { class: "rz-search__group", role: "group", "aria-labelledby": heading.id },
          heading, ...found.map((hit) => option(index, wanted, hit))));
      });
      toggle(options.length > 0);
      say(hits.length ? counted(hits.length, "návrh", "návrhy", "návrhů")
        : near ? "Nic jsme nenašli. Možná hledáte: " + near.title : "Nic jsme nenašli.");
    }

    function update() {
      const text = input.value;
      answered = false;
      if (text.trim().length < SHORTEST) {
        toggle(false);
        say("");
        return;
      }
      const asked = (index) => {
        if (input.value === text && document.activeElement === input && active < 0 && !answered) {
          show(index, text);
        }
        return index;
      };
      load(form).then(asked).then((index) => {
        if (window.RozcestnikSearch.needed(index, text, chosen(), false).length) {
          complete(form, text, false).then(asked);
        }
      }).catch(() => toggle(false));
    }

    function move(event) {
      const last = options.length - 1;
      const open = !list.hidden;
      const targets = {
        ArrowDown: active < last ? active + 1 : 0,
        ArrowUp: active > 0 ? active - 1 : last,
        // Without a chosen suggestion these two belong to the text.
        Home: active < 0 ? null : 0,
        End: active < 0 ? null : last
      };
      const target = last < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey
        ? undefined : targets[event.key];
      if (typeof target === "number" && (open || event.key.startsWith("Arrow"))) {
        if (!open) {
          toggle(true);
        }
        select(target);
        event.preventDefault();
      } else if (event.key === "Escape" && open) {
        toggle(false);
        event.preventDefault();
      } else if (event.key === "Enter" && open && active >= 0) {
        options[active].click();
        event.preventDefault();
      }
    }

    const roles = {
      role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": list.id
    };
    Object.keys(roles).forEach((name) => input.setAttribute(name, roles[name]));
    form.append(list, status);
    input.addEventListener("focus", () => load(form).catch(() => {}));
    input.addEventListener("input", update);
    input.addEventListener("keydown", move);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = input.value.trim();
      // A suggestion that is still on its way would cover the results.
      answered = true;
      toggle(false);
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
    // The field keeps the focus while a suggestion is pressed.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) {
        toggle(false);
      }
    });
  }

  const forms = Array.from(document.querySelectorAll("[data-search]"), made);
  window.RozcestnikSearchTools = { forms, complete, element, marked, note, grouped, counted, newId, HEADINGS };
  if (forms.length && document.querySelector("[data-search-results]")) {
    results().catch(() => {});
  } else {
    forms.forEach(combobox);
  }

  // The way back may show a page as it was left, question and all. Who comes back from elsewhere, say from where
  // a quick exit led, may be somebody else; who comes back from a result finds the others.
  addEventListener("pageshow", (event) => {
    const way = window.navigation && window.navigation.activation;
    if (event.persisted && !(way && way.from)) {
      forms.forEach((form) => {
        const input = form.querySelector("input[type=search]");
        input.value = "";
        input.dispatchEvent(new Event("input"));
      });
      if (answering) {
        answering.then((page) => page.forget()).catch(() => {});
      }
    }
  });
})();
