/*
 * Filters of the catalogue: <form data-catalogue="…/search/catalogue.json"> above lists of <li data-s>.
 * The facts are described in macros/subjects/catalogue/listed.py. The choice stands in the address behind #, so
 * that it can be shared but is never sent; nothing is kept. place.js loads this file where there is such a form.
 */
(() => {
  "use strict";

  const NEAR = "misto";
  const FREE = 1;
  const ACCESS = 2;
  const SHOWN = 40;
  const { element, need, all, json, counted, asked, tell } = Rozcestnik.tools;
  const picker = Rozcestnik.place;
  const form = /** @type {HTMLFormElement} */ (need("form[data-catalogue]"));
  const said = need("[data-said]");
  const nothing = /** @type {HTMLTemplateElement} */ (need("template[data-nothing]"));
  const chosen = need("[data-chosen]", form);
  const lists = need("[data-list]");
  const empty = element("div", { hidden: "" });
  /** @type {{ id: string, fact: CatalogueFact }[]} */
  let services = [];
  /** @type {ServicesFile} */
  let served = {};

  /**
   * What a filter is: a field by its name (part of shared addresses, so in Czech), which holds the chosen value
   * ("" = none); whether a service fits that; for lists the values that a service has.
   * @typedef {object} Filter
   * @property {string} name
   * @property {boolean} [tick]
   * @property {(fact: CatalogueFact, value: string, id: string) => boolean} fits
   * @property {(fact: CatalogueFact) => string} [of]
   */

  /** @type {(name: string, of: (fact: CatalogueFact) => string) => Filter} */
  const listed = (name, of) => ({ name, of, fits: (fact, value) => of(fact).split(" ").indexOf(value) >= 0 });
  /** @type {Filter[]} */
  const possible = [
    listed("situace", ([situations]) => situations),
    listed("druh", ([, kinds]) => kinds),
    listed("forma", ([, , forms]) => forms),
    listed("jazyk", ([, , , languages]) => languages),
    { name: "vek", fits: ([, , , , ages], value) => within(ages, Number(value)) },
    { name: "zdarma", tick: true, fits: ([, , , , , marks]) => (marks & FREE) > 0 },
    { name: "bezbarierove", tick: true, fits: ([, , , , , marks]) => (marks & ACCESS) > 0 },
    { name: "otevreno", tick: true, fits: ([, , , , , , hours]) => open(hours) },
    { name: NEAR, tick: true, fits: (_fact, _value, id) => reached(id) }
  ];
  // A filter without options is not on the page.
  const filters = possible.filter(({ name }) => form.elements.namedItem(name));

  /** @param {string} name */
  function field(name) {
    return /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  }

  /**
   * Whether a service serves the reader's place.
   * @param {string} id
   */
  function reached(id) {
    const place = picker.get();
    const { near } = Rozcestnik;
    return Boolean(place && near && served[id] && near.rank(place, served[id]) < 4);
  }

  /** @type {(ages: CatalogueFact[4], age: number) => boolean} */
  function within(ages, age) {
    return (ages[0] === null || ages[0] <= age) && (ages[1] === null || age <= ages[1]);
  }

  // Open now --------------------------------------------------------------------------------------------

  /** Day (0 = Monday), minute and date in Czechia, wherever the phone believes to be. */
  function moment() {
    const now = new Date();
    try {
      /** @type {Record<string, string>} */
      const parts = {};
      new Intl.DateTimeFormat("en-GB", {
        timeZone: "Europe/Prague", weekday: "short", year: "numeric", month: "2-digit", day: "2-digit",
        hour: "2-digit", minute: "2-digit", hour12: false
      }).formatToParts(now).forEach((part) => { parts[part.type] = part.value; });
      return {
        day: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.weekday),
        minute: (Number(parts.hour) % 24) * 60 + Number(parts.minute),
        date: parts.year + "-" + parts.month + "-" + parts.day
      };
    } catch (error) {
      /** @param {number} number */
      const two = (number) => (number < 10 ? "0" : "") + number;
      return {
        day: (now.getDay() + 6) % 7,
        minute: now.getHours() * 60 + now.getMinutes(),
        date: now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate())
      };
    }
  }

  let now = moment();

  /** @param {CatalogueFact[6]} hours */
  function open(hours) {
    return hours === 1 || (Array.isArray(hours) && hours.some(([day, opens, closes, since, till]) => day === now.day
      && opens <= now.minute && now.minute < closes && (!since || since <= now.date) && (!till || now.date <= till)));
  }

  // Choosing --------------------------------------------------------------------------------------------

  /** @param {Filter} filter */
  function chosenIn(filter) {
    const one = field(filter.name);
    if (filter.tick) {
      return one.checked && !one.disabled ? "1" : "";
    }
    return one.checkValidity() ? one.value.trim() : "";
  }

  function update() {
    now = moment();
    const values = filters.map(chosenIn);
    const fitting = new Set();
    /** @type {Map<string, number>[]} */
    const counts = filters.map(() => new Map());
    services.forEach(({ id, fact }) => {
      /** @type {number[]} */
      const failed = [];
      filters.forEach((filter, at) => {
        if (values[at] && !filter.fits(fact, values[at], id)) {
          failed.push(at);
        }
      });
      if (!failed.length) {
        fitting.add(id);
      }
      // A count says how many services there would be with this option and all other filters.
      filters.forEach((filter, at) => {
        if (!failed.length || (failed.length === 1 && failed[0] === at)) {
          const keys = filter.of ? filter.of(fact).split(" ")
            : filter.tick && filter.fits(fact, "1", id) ? ["1"] : [];
          keys.forEach((key) => counts[at].set(key, (counts[at].get(key) || 0) + 1));
        }
      });
    });
    filters.forEach((filter, at) => label(filter, counts[at], values[at]));
    show(fitting, values.filter(Boolean).length);
    address(values);
  }

  /**
   * Says at each option how many services it would leave; `mine` is what is chosen.
   * @type {(filter: Filter, counts: Map<string, number>, mine: string) => void}
   */
  function label(filter, counts, mine) {
    const one = form.elements.namedItem(filter.name);
    if (one instanceof HTMLInputElement && filter.tick) {
      const count = counts.get("1") || 0;
      const known = filter.name !== NEAR || picker.get() !== null;
      need(".count", /** @type {Element} */ (one.closest("label"))).textContent = known ? String(count) : "";
      one.disabled = known && !count && !mine;
    } else if (one instanceof HTMLSelectElement) {
      Array.from(one.options).slice(1).forEach((option) => {
        const count = counts.get(option.value) || 0;
        option.dataset.words = option.dataset.words || option.text;
        option.text = option.dataset.words + " (" + count + ")";
        option.disabled = !count && !option.selected;
      });
    }
  }

  /**
   * Shows the services that fit; `number` filters are chosen.
   * @type {(fitting: Set<string>, number: number) => void}
   */
  function show(fitting, number) {
    all("li[data-s]", lists).forEach((item) => { item.hidden = !fitting.has(item.dataset.s || ""); });
    all("[data-group]", lists).forEach((group) => {
      const here = group.querySelectorAll("li[data-s]:not([hidden])").length;
      group.hidden = !here;
      all(".apart", group).forEach((box) => { box.hidden = !box.querySelector("li[data-s]:not([hidden])"); });
      need(".count", group).textContent = String(here);
    });
    // Whoever chose wants to see whom: places of a short choice are open, those of a long one wait to be asked for.
    if (number || unfolded) {
      unfolded = number > 0 && fitting.size <= SHOWN;
      all("details", lists).forEach((holder) => holder.toggleAttribute("open", unfolded));
    }
    const count = fitting.size;
    const words = counted(count, "službu", "služby", "služeb") + " z\u00a0" + services.length + ".";
    said.textContent = !number ? "" : count ? "Vybrali jste " + words : "Nic takového neznáme.";
    chosen.hidden = !number;
    chosen.textContent = String(number);
    empty.hidden = count > 0;
    Rozcestnik.fitting = number ? fitting : null;
    document.dispatchEvent(new CustomEvent("rozcestnik:fitting"));
  }

  /** @param {string[]} values */
  function address(values) {
    /** @type {Record<string, string>} */
    const words = {};
    const place = picker.get();
    filters.forEach((filter, at) => {
      words[filter.name] = values[at] && filter.name === NEAR && place ? place.slug : values[at];
    });
    tell(words);
  }

  /**
   * Chooses what the address asks for; what the form does not know is left out.
   * @returns {Promise<void>}
   */
  function read() {
    const wanted = asked();
    filters.forEach(({ name, tick }) => {
      const value = wanted.get(name) || "";
      if (tick && name !== NEAR) {
        field(name).checked = value === "1";
      } else if (!tick) {
        field(name).value = value;
      }
    });
    const slug = wanted.get(NEAR);
    const there = () => {
      const place = picker.get();
      return place !== null && place.slug === slug;
    };
    if (!slug || there()) {
      field(NEAR).checked = Boolean(slug);
      return located();
    }
    return picker.visit(slug).then(() => {
      field(NEAR).checked = there();
      return located();
    });
  }

  // The reader's place ----------------------------------------------------------------------------------

  /**
   * Loads what serves the reader's place.
   * @returns {Promise<void>}
   */
  function located() {
    const place = picker.get();
    need("[data-place-name]", form).textContent = place ? "v obci " + place.name : "u vás";
    if (!place) {
      served = {};
      field(NEAR).checked = false;
      return Promise.resolve();
    }
    return picker.services().then((found) => { served = found; });
  }

  /** @param {CatalogueFile} facts */
  function start(facts) {
    services = Object.keys(facts).map((id) => ({ id, fact: facts[id] }));
    lists.insertAdjacentElement("afterend", empty);
    empty.append(nothing.content.cloneNode(true));
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(update));
    form.addEventListener("change", ({ target }) => {
      if (target === field(NEAR) && field(NEAR).checked && !picker.get()) {
        // Nobody knows yet where the reader is: ask, and tick when there is an answer.
        field(NEAR).checked = false;
        waiting = true;
        picker.open();
      } else {
        update();
      }
    });
    form.addEventListener("input", ({ target }) => {
      if (target === field("vek")) {
        update();
      }
    });
    addEventListener("hashchange", () => {
      if (location.hash.indexOf("=") > 0) {
        read().catch(() => {}).then(update);
      }
    });
    document.addEventListener("rozcestnik:place", () => {
      if (ready) {
        located().then(() => {
          if (waiting && picker.get()) {
            field(NEAR).checked = true;
            field(NEAR).focus();
          }
          waiting = false;
          update();
        }).catch(() => {});
      }
    });
    return read().catch(() => {}).then(() => {
      ready = true;
      update();
      const wide = Boolean(window.matchMedia) && window.matchMedia("(min-width: 60rem)").matches;
      /** @type {HTMLDetailsElement} */ (need("details", form)).open = wide || !chosen.hidden;
    });
  }

  let unfolded = false;
  let waiting = false;
  let ready = false;
  json(form.dataset.catalogue || "").then(start).catch(() => {});
})();
