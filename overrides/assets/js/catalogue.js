/*
 * Filters of the catalogue: <form data-catalogue="…/search/catalogue.json"> above lists of <li data-s>.
 * The facts are described in macros/subjects/catalogue/listed.py. The choice stands in the address behind #, so
 * that it can be shared but is never sent; nothing is kept. place.js loads this file where there is such a form.
 */
(() => {
  "use strict";

  const [NEAR, RADIUS, FROM, FORM, COST] = ["misto", "okruh", "od", "forma", "zdarma"];
  const [FREE, ACCESS, PHONE, UNPRICED] = [1, 2, 4, 8], SHOWN = 40;
  const { element, need, all, json, script, counted, asked, tell } = Rozcestnik.tools;
  const picker = Rozcestnik.place;
  const form = /** @type {HTMLFormElement} */ (need("form[data-catalogue]"));
  const said = need("[data-said]");
  const nothing = /** @type {HTMLTemplateElement} */ (need("template[data-nothing]"));
  const chosen = need("[data-chosen]", form);
  const lists = need("[data-list]");
  const empty = element("div", { hidden: "" });
  const RADII = ["10", "20", "30", "50"];
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
   * @property {(fact: CatalogueFact, id: string) => string} [of]
   * @property {boolean} [kept] whether services stay of which nobody knows it
   */

  /** @type {(name: string, of: (fact: CatalogueFact) => string, kept?: boolean) => Filter} */
  const listed = (name, of, kept = false) => ({
    name, of, kept, fits: (fact, value) => (kept && !of(fact)) || of(fact).split(" ").indexOf(value) >= 0
  });
  /** @type {Filter[]} */
  const possible = [
    listed("situace", ([situations]) => situations),
    listed("druh", ([, kinds]) => kinds),
    listed(FORM, ([, , forms]) => forms, true),
    listed("jazyk", ([, , , languages]) => languages),
    { name: "vek", fits: ([, , , , ages], value) => within(ages, Number(value)) },
    {
      name: RADIUS,
      of: (_fact, id) => RADII.filter((one) => around(id, Number(one))).join(" "),
      fits: (_fact, value, id) => around(id, Number(value))
    },
    { name: "telefon", tick: true, fits: ([, , , , , marks]) => (marks & PHONE) > 0 },
    { name: COST, tick: true, fits: ([, , , , , marks]) => (marks & FREE) > 0 },
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

  /**
   * Whether a service has a place within so many kilometres of the reader's, or comes there or helps from afar.
   * @type {(id: string, most: number) => boolean}
   */
  function around(id, most) {
    const place = picker.get();
    const { near } = Rozcestnik;
    const fact = served[id];
    if (!place || !near || !fact) {
      return false;
    }
    const far = near.kilometres(place, fact);
    return far <= most || (near.rank(place, fact) < 4 && (far === Infinity || near.reaches(place, fact)));
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
    let unpriced = 0;
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
      } else if (failed.length === 1 && filters[failed[0]].name === COST && fact[5] & UNPRICED) {
        unpriced += 1;
      }
      // A count says how many services there would be with this option and all other filters.
      filters.forEach((filter, at) => {
        if (!failed.length || (failed.length === 1 && failed[0] === at)) {
          const keys = filter.of ? filter.of(fact, id).split(" ")
            : filter.tick && filter.fits(fact, "1", id) ? ["1"] : [];
          keys.forEach((key) => counts[at].set(key, (counts[at].get(key) || 0) + 1));
        }
      });
    });
    filters.forEach((filter, at) => label(filter, counts[at], values[at]));
    const marked = filters.some(({ name }, at) => name === FORM && values[at] !== "");
    show(fitting, values.filter(Boolean).length, marked, unpriced);
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
      const known = filter.name !== RADIUS || picker.get() !== null;
      const unsure = filter.kept ? counts.get("") || 0 : 0;
      Array.from(one.options).slice(1).forEach((option) => {
        const count = (counts.get(option.value) || 0) + unsure;
        option.dataset.words = option.dataset.words || option.text;
        option.text = option.dataset.words + (known ? " (" + count + ")" : "");
        option.disabled = known && !count && !option.selected;
      });
    }
  }

  /**
   * Shows the services that fit; `number` filters are chosen, and with `marked` those of unknown form say so.
   * Of `unpriced` others nobody knows whether they are free, too.
   * @type {(fitting: Set<string>, number: number, marked: boolean, unpriced: number) => void}
   */
  function show(fitting, number, marked, unpriced) {
    const unknown = services.filter(({ id, fact }) => marked && !fact[2] && fitting.has(id));
    const unsure = new Set(unknown.map(({ id }) => id));
    all("li[data-s] > .unsure", lists).forEach((one) => one.remove());
    all("li[data-s]", lists).forEach((item) => {
      const id = item.dataset.s || "";
      item.hidden = !fitting.has(id);
      item.append(...unsure.has(id) ? [" ", element("span", { class: "unsure" }, "forma neznámá")] : []);
    });
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
    const words = counted(fitting.size, "službu", "služby", "služeb") + " z\u00a0" + services.length + ".";
    const doubt = unsure.size ? " U\u00a0" + unsure.size + " z\u00a0nich nevíme, jak pomoc probíhá." : "";
    const cost = unpriced ? " U\u00a0dalších " + unpriced + " neznáme cenu." : "";
    said.textContent = !number ? "" : (fitting.size ? "Vybrali jste " + words + doubt : "Nic takového neznáme.") + cost;
    chosen.hidden = !number;
    chosen.textContent = String(number);
    empty.hidden = fitting.size > 0;
    Rozcestnik.fitting = number ? fitting : null;
    if (number) { script("choice.js").catch(() => {}); }
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
    words[FROM] = place && words[RADIUS] && !words[NEAR] ? place.slug : "";
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
    const slug = wanted.get(NEAR) || wanted.get(FROM);
    const there = () => {
      const place = picker.get();
      return place !== null && place.slug === slug;
    };
    return (!slug || there() ? Promise.resolve() : picker.visit(slug)).then(() => {
      field(NEAR).checked = wanted.has(NEAR) && there();
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
      field(RADIUS).value = "";
      return Promise.resolve();
    }
    return picker.services().then((found) => { served = found; });
  }

  /** @param {CatalogueFile} facts */
  function start(facts) {
    services = Object.keys(facts).map((id) => ({ id, fact: facts[id] }));
    lists.insertAdjacentElement("afterend", empty);
    empty.append(nothing.content.cloneNode(true));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(update));
    form.addEventListener("change", ({ target }) => {
      const asks = target === field(NEAR) ? field(NEAR).checked : target === field(RADIUS) && field(RADIUS).value;
      if (asks && !picker.get()) {
        // Nobody knows yet where the reader is: ask, and choose when there is an answer.
        waiting = target === field(NEAR) ? "1" : field(RADIUS).value;
        field(NEAR).checked = false;
        field(RADIUS).value = "";
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
            const wish = field(waiting === "1" ? NEAR : RADIUS);
            field(NEAR).checked = field(NEAR).checked || waiting === "1";
            field(RADIUS).value = waiting === "1" ? field(RADIUS).value : waiting;
            wish.focus();
          }
          waiting = "";
          update();
        }).catch(() => {});
      }
    });
    return read().catch(() => {}).then(() => {
      ready = true;
      update();
      const wide = Boolean(window.matchMedia) && window.matchMedia("(min-width: 60rem)").matches;
      /** @type {HTMLDetailsElement} */ (need("details", form)).open = wide || !chosen.hidden;
      form.hidden = false; // not before: it would change under the finger
    });
  }

  let unfolded = false;
  /** What somebody wanted before there was a place: "1" = what helps there, else a radius. */
  let waiting = "";
  let ready = false;
  json(form.dataset.catalogue || "").then(start).catch(() => {});
})();
