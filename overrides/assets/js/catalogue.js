/*
 * Filters of the catalogue: <form data-catalogue="…/search/catalogue.json"> above lists of <li data-s>.
 * The facts are described in macros/views/catalogue.py. The choice stands in the address behind #, so that it
 * can be shared but is never sent; nothing is kept. place.js loads this file where there is such a form.
 */
(function (misto) {
  "use strict";

  const [SITUATIONS, KINDS, FORMS, LANGUAGES, AGES, MARKS, HOURS] = [0, 1, 2, 3, 4, 5, 6];
  const FREE = 1;
  const ACCESS = 2;
  const form = document.querySelector("form[data-catalogue]");
  const field = (name) => form.elements.namedItem(name);
  const said = document.querySelector("[data-said]");
  const nothing = document.querySelector("template[data-nothing]");
  const chosen = form.querySelector("[data-chosen]");
  const lists = document.querySelector("[data-list]");
  const empty = misto.element("div", { hidden: "" });
  let services = [];
  let served = {};

  // What a filter is: the value that is chosen ("" = none), and whether a service fits it.
  const has = (at) => (fact, value) => fact[at].split(" ").indexOf(value) >= 0;
  const filters = [
    { name: "situace", fits: has(SITUATIONS), of: (fact) => fact[SITUATIONS] },
    { name: "druh", fits: has(KINDS), of: (fact) => fact[KINDS] },
    { name: "forma", fits: has(FORMS), of: (fact) => fact[FORMS] },
    { name: "jazyk", fits: has(LANGUAGES), of: (fact) => fact[LANGUAGES] },
    { name: "vek", fits: (fact, value) => within(fact[AGES], Number(value)) },
    { name: "zdarma", tick: true, fits: (fact) => (fact[MARKS] & FREE) > 0 },
    { name: "bezbarierove", tick: true, fits: (fact) => (fact[MARKS] & ACCESS) > 0 },
    { name: "otevreno", tick: true, fits: (fact) => open(fact[HOURS]) },
    { name: "misto", tick: true, fits: (fact, value, id) => Boolean(served[id]) && misto.rank(served[id]) < 4 }
  ].filter((one) => field(one.name));

  function within(ages, age) {
    return (ages[0] === null || ages[0] <= age) && (ages[1] === null || age <= ages[1]);
  }

  // Open now --------------------------------------------------------------------------------------------

  /** Day (0 = Monday), minute and date in Czechia, wherever the phone believes to be. */
  function moment() {
    const now = new Date();
    try {
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
      const two = (number) => (number < 10 ? "0" : "") + number;
      return {
        day: (now.getDay() + 6) % 7,
        minute: now.getHours() * 60 + now.getMinutes(),
        date: now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate())
      };
    }
  }

  let now = moment();

  function open(hours) {
    return hours === 1 || (Array.isArray(hours) && hours.some(([day, opens, closes, start, end]) => day === now.day
      && opens <= now.minute && now.minute < closes && (!start || start <= now.date) && (!end || now.date <= end)));
  }

  // Choosing --------------------------------------------------------------------------------------------

  function value(filter) {
    const one = field(filter.name);
    if (filter.tick) {
      return one.checked && !one.disabled ? "1" : "";
    }
    return one.checkValidity() ? one.value.trim() : "";
  }

  function update() {
    now = moment();
    const values = filters.map(value);
    const fitting = new Set();
    const counts = filters.map(() => new Map());
    services.forEach(({ id, fact }) => {
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
          const keys = filter.of ? filter.of(fact).split(" ") : filter.tick && filter.fits(fact, "1", id) ? ["1"] : [];
          keys.forEach((key) => counts[at].set(key, (counts[at].get(key) || 0) + 1));
        }
      });
    });
    filters.forEach((filter, at) => label(filter, counts[at], values[at]));
    show(fitting, values.filter(Boolean).length);
    address(values);
  }

  function label(filter, counts, mine) {
    const one = field(filter.name);
    if (filter.tick) {
      const count = counts.get("1") || 0;
      const known = filter.name !== "misto" || misto.get() !== null;
      one.closest("label").querySelector(".count").textContent = known ? String(count) : "";
      one.disabled = known && !count && !mine;
    } else if (filter.of) {
      Array.from(one.options).slice(1).forEach((option) => {
        const count = counts.get(option.value) || 0;
        option.dataset.words = option.dataset.words || option.text;
        option.text = option.dataset.words + " (" + count + ")";
        option.disabled = !count && !option.selected;
      });
    }
  }

  function show(fitting, number) {
    lists.querySelectorAll("li[data-s]").forEach((item) => { item.hidden = !fitting.has(item.dataset.s); });
    lists.querySelectorAll("[data-group]").forEach((group) => {
      const here = group.querySelectorAll("li[data-s]:not([hidden])").length;
      group.hidden = !here;
      group.querySelector(".count").textContent = String(here);
    });
    const count = fitting.size;
    const words = count === 1 ? "1\u00a0službu" : count + "\u00a0" + (count > 1 && count < 5 ? "služby" : "služeb");
    said.textContent = number ? (count ? "Vybrali jste " + words + " z\u00a0" + services.length + "." : "Nic takového neznáme.") : "";
    chosen.hidden = !number;
    chosen.textContent = String(number);
    empty.hidden = count > 0;
    window.RozcestnikVyber = number ? fitting : null;
    document.dispatchEvent(new CustomEvent("rozcestnik:vyber"));
  }

  function address(values) {
    const words = {};
    filters.forEach((filter, at) => {
      words[filter.name] = values[at] && filter.name === "misto" ? misto.get().slug : values[at];
    });
    misto.tell(words);
  }

  /** What the address asks for; what the form does not know is left out. */
  function read() {
    const wanted = misto.asked();
    filters.forEach(({ name, tick }) => {
      const value = wanted.get(name) || "";
      if (tick && name !== "misto") {
        field(name).checked = value === "1";
      } else if (!tick) {
        field(name).value = value;
      }
    });
    const slug = wanted.get("misto");
    if (!slug || (misto.get() && misto.get().slug === slug)) {
      field("misto").checked = Boolean(slug);
      return located();
    }
    return misto.visit(slug).then(() => {
      field("misto").checked = misto.get() !== null && misto.get().slug === slug;
      return located();
    });
  }

  // The reader's place ----------------------------------------------------------------------------------

  function located() {
    const place = misto.get();
    form.querySelector("[data-place-name]").textContent = place ? "v obci " + place.name : "u vás";
    if (!place) {
      served = {};
      field("misto").checked = false;
      return Promise.resolve();
    }
    return misto.facts().then((all) => { served = all; });
  }

  function start(facts) {
    services = Object.keys(facts).map((id) => ({ id, fact: facts[id] }));
    lists.insertAdjacentElement("afterend", empty);
    empty.append(nothing.content.cloneNode(true));
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(update));
    form.addEventListener("change", (event) => {
      if (event.target.name === "misto" && event.target.checked && !misto.get()) {
        // Nobody knows yet where the reader is: ask, and tick when there is an answer.
        event.target.checked = false;
        waiting = true;
        misto.open();
      } else {
        update();
      }
    });
    form.addEventListener("input", (event) => {
      if (event.target.name === "vek") {
        update();
      }
    });
    addEventListener("hashchange", () => {
      if (location.hash.indexOf("=") > 0) {
        read().catch(() => {}).then(update);
      }
    });
    document.addEventListener("rozcestnik:misto", () => {
      if (ready) {
        located().then(() => {
          if (waiting && misto.get()) {
            field("misto").checked = true;
            field("misto").focus();
          }
          waiting = false;
          update();
        }).catch(() => {});
      }
    });
    return read().catch(() => {}).then(() => {
      ready = true;
      update();
      const wide = window.matchMedia && window.matchMedia("(min-width: 60rem)").matches;
      form.querySelector("details").open = wide || !chosen.hidden;
    });
  }

  let waiting = false;
  let ready = false;
  misto.json(form.dataset.catalogue).then(start).catch(() => {});
})(window.RozcestnikMisto);
