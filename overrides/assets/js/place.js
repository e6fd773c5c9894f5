/*
 * "Kde jste?": <div data-place data-root="../"> becomes a button with a panel that finds a municipality by name
 * or postcode. With a place chosen, lists whose <li data-s="id of a service"> we know are sorted: who serves
 * the place, then who comes or answers by phone, then by kilometres. Without it there is a plain link to obce/.
 * The choice is kept in localStorage only, and on pages with a quick exit not even there. Nothing is
 * sent. The page of the place is kept for times without a net (sw.js) once the reader opens it.
 * Data are loaded when the picker is first used. Also loads what only some pages need (filters, map).
 */
(function () {
  "use strict";

  const KEY = "rozcestnik-misto";
  const SHOWN = 8;
  const COMES = 1;
  const CALLS = 2;
  const box = document.querySelector("[data-place]");
  if (!box) {
    return;
  }
  const here = new URL(document.currentScript.src);
  const root = box.dataset.root;
  // Somebody else may look into this browser: such pages leave nothing behind.
  const secret = document.body.classList.contains("quick-exit") || document.querySelector("[data-exit]") !== null;
  const loads = {};
  let place = remembered();
  let panel = null;

  // What is kept ----------------------------------------------------------------------------------------

  function remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      const words = ["name", "slug", "code", "orp", "region", "state", "part"];
      const sound = kept && words.every((word) => typeof kept[word] === "string") && /^[a-z0-9-]+$/.test(kept.slug);
      return sound ? kept : null;
    } catch (error) {
      return null;
    }
  }

  function remember() {
    try {
      if (!place) {
        localStorage.removeItem(KEY);
      } else if (!secret) {
        localStorage.setItem(KEY, JSON.stringify(place));
      }
    } catch (error) {
      // No storage: the choice lasts as long as the page.
    }
  }

  // What is loaded --------------------------------------------------------------------------------------

  function once(name, start) {
    if (!loads[name]) {
      loads[name] = start();
      // The connection may be back at the next try.
      loads[name].catch(() => { delete loads[name]; });
    }
    return loads[name];
  }

  function json(path) {
    return once(path, () => fetch(path).then((answer) => {
      if (!answer.ok) {
        throw new Error(path + ": " + answer.status);
      }
      return answer.json();
    }));
  }

  /** Loads a script of the site by its address; a bare name lies beside this one. */
  function script(name) {
    return once(name, () => new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = new URL(name, here).href + here.search;
      tag.onload = resolve;
      tag.onerror = () => reject(new Error(name));
      document.head.appendChild(tag);
    }));
  }

  /** All covered municipalities, ready to be searched. */
  function known() {
    const words = window.RozcestnikCzech ? Promise.resolve() : script("czech.js");
    return Promise.all([json(root + "search/places.json"), words]).then(([raw]) => once("places", () => {
      const found = raw.places.map(([name, slug, code, at, postcode, lat, lon]) => {
        const orp = raw.orps[at];
        const region = raw.regions[orp[3]];
        return {
          shown: { name, slug, code, orp: orp[0], region: region[0], state: raw.states[region[3]], part: region[2], lat, lon },
          plain: window.RozcestnikCzech.tokens(name).join(" "),
          note: "ORP " + orp[1],
          seat: orp[4] === code,
          postcode
        };
      });
      return Promise.resolve(found);
    }));
  }

  function facts() {
    return json(root + "search/services.json");
  }

  // Near and far ----------------------------------------------------------------------------------------

  /** How closely a service serves the place: 0 municipality, 1 ORP, 2 region, 3 state, 4 not at all. */
  function rank(fact) {
    const areas = fact[1].split(" ");
    const at = [place.code, place.orp, place.region, place.state].findIndex((code) => areas.indexOf(code) >= 0);
    return at < 0 ? 4 : at;
  }

  function kilometres(fact) {
    let least = Infinity;
    if (typeof place.lat === "number") {
      for (let i = 0; i < fact[2].length; i += 2) {
        least = Math.min(least, distance(place.lat, place.lon, fact[2][i], fact[2][i + 1]));
      }
    }
    return least;
  }

  function distance(lat, lon, north, east) {
    const rad = Math.PI / 180;
    const a = Math.pow(Math.sin((lat - north) * rad / 2), 2);
    const b = Math.cos(lat * rad) * Math.cos(north * rad) * Math.pow(Math.sin((lon - east) * rad / 2), 2);
    return 12742 * Math.asin(Math.sqrt(a + b));
  }

  /** What stands beside a service, and by what it is sorted. */
  function judged(fact) {
    const serves = rank(fact);
    // Who comes to people comes to those it serves; a phone reaches everywhere.
    const reaches = (fact[0] & (serves < 4 ? COMES | CALLS : CALLS)) > 0;
    const far = kilometres(fact);
    const way = far === Infinity ? "" : far < 1 ? "do 1\u00a0km" : Math.round(far) + "\u00a0km";
    const words = serves < 3 ? ["pomáhá i u vás"] : [];
    if (way && (serves >= 3 || !reaches)) {
      words.push(way);
    }
    return { order: [serves, reaches ? 0 : 1, far], words: words.join(" · ") };
  }

  function before(one, other) {
    for (let i = 0; i < one.order.length; i += 1) {
      if (one.order[i] !== other.order[i]) {
        return one.order[i] < other.order[i] ? -1 : 1;
      }
    }
    return one.at - other.at;
  }

  // Lists -----------------------------------------------------------------------------------------------

  const lists = Array.from(document.querySelectorAll("ul.lines, ul.helps, ul.cards"))
    .filter((list) => list.querySelector("li[data-s]"))
    .map((list) => ({ list, items: Array.from(list.children) }));
  const groups = [];
  Array.from(document.querySelectorAll("[data-group]")).forEach((group) => {
    let row = groups.filter((one) => one.parent === group.parentNode)[0];
    if (!row) {
      row = { parent: group.parentNode, all: [], next: null };
      groups.push(row);
    }
    row.all.push(group);
    row.next = group.nextSibling;
  });

  function arrange() {
    leaflet();
    if (!lists.length) {
      return Promise.resolve();
    }
    if (!place) {
      lists.forEach((one) => one.items.forEach((item) => {
        one.list.appendChild(item);
        note(item, "");
      }));
      regions();
      return Promise.resolve();
    }
    const asked = place;
    return facts().then((all) => {
      if (place === asked) {
        lists.forEach((one) => sort(one, all));
        regions();
      }
    });
  }

  function sort(one, all) {
    // What is no service of ours (a town hall) keeps its place on top.
    const judgements = one.items.map((item, at) => {
      const fact = all[item.dataset.s];
      return Object.assign({ item, at }, fact ? judged(fact) : { order: [item.dataset.s ? 5 : -1, 0, 0], words: "" });
    });
    judgements.sort(before).forEach(({ item, words }) => {
      one.list.appendChild(item);
      note(item, words);
    });
  }

  function note(item, words) {
    let tag = item.querySelector(".near");
    if (!words) {
      if (tag) {
        tag.remove();
      }
      return;
    }
    if (!tag) {
      tag = document.createElement("span");
      tag.className = "near";
      const kicker = item.querySelector(".kicker");
      if (kicker) {
        kicker.append(" ", tag);
      } else {
        item.querySelector("a").insertAdjacentElement("afterend", tag);
      }
    }
    tag.textContent = words;
  }

  /** The leaflet for the reader's ORP, on top of the page and of the list of leaflets. */
  function leaflet() {
    const link = place && document.querySelector('[data-leaflet="' + place.orp.replace(/\D/g, "") + '"]');
    document.querySelectorAll(".jumps__leaflet").forEach((one) => one.remove());
    const spot = document.querySelector("[data-leaflet-here]");
    if (!spot) {
      return;
    }
    spot.textContent = "";
    spot.hidden = !link;
    if (link) {
      const words = "Leták pro " + link.textContent + " a okolí";
      spot.append(element("a", { class: "button", href: link.getAttribute("href") }, words));
      const jumps = document.querySelector(".jumps");
      if (jumps) {
        jumps.prepend(element("a", { class: "jumps__leaflet", href: link.getAttribute("href") }, words), " ");
      }
    }
  }

  /** The reader's region comes first and is open. */
  function regions() {
    groups.forEach((row) => {
      row.all.forEach((group) => row.parent.insertBefore(group, row.next));
      const mine = place && row.all.filter((group) => group.dataset.group === place.part)[0];
      if (mine) {
        row.parent.insertBefore(mine, row.all.filter((group) => group !== mine)[0] || row.next);
        if (mine.tagName === "DETAILS") {
          mine.open = true;
        }
      }
    });
  }

  // The control -----------------------------------------------------------------------------------------

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.keys(attributes).forEach((name) => made.setAttribute(name, attributes[name]));
    made.append(...children);
    return made;
  }

  const pin = element("i", { class: "i i-map-marker-outline", "aria-hidden": "true" });
  const door = element("button", { class: "place__door", type: "button", "aria-expanded": "false" });
  const said = element("span", { class: "sr", role: "status" });

  function draw() {
    box.textContent = "";
    door.textContent = "";
    if (place) {
      door.append("změnit", element("span", { class: "sr" }, " obec"));
      box.append(pin, element("a", { class: "place__name", href: root + "obce/" + place.slug + "/" }, place.name), " ", door);
    } else {
      door.append(pin, element("span", {}, "Kde jste? ", element("small", {}, "(nepovinné)")));
      box.append(door);
    }
    box.classList.toggle("place--known", place !== null);
    // For search.js: a large portal first looks for services in the reader's region.
    box.dataset.region = place ? place.part : "";
    if (panel) {
      box.append(said, panel.box);
      panel.forget.hidden = !place;
    }
  }

  function changed(words) {
    remember();
    draw();
    said.textContent = words;
    document.dispatchEvent(new CustomEvent("rozcestnik:misto"));
    return arrange().catch(() => { said.textContent = "Vzdálenosti se nepodařilo načíst. Zkuste to prosím znovu."; });
  }

  function choose(found) {
    place = found;
    toggle(false);
    changed("Vybráno: " + place.name + ". Služby řadíme podle toho, jak blízko vám pomohou.");
    box.querySelector(".place__name").focus();
  }

  function toggle(open) {
    if (open && !panel) {
      panel = made();
      door.setAttribute("aria-controls", panel.box.id);
      draw();
    }
    if (panel) {
      panel.box.hidden = !open;
      door.setAttribute("aria-expanded", String(open));
      if (open) {
        panel.input.value = "";
        panel.show([]);
        panel.input.focus();
        known().catch(() => { panel.status.textContent = "Seznam obcí se nepodařilo načíst. Zkuste to prosím znovu."; });
      }
    }
  }

  /** The best answers to what somebody wrote, and how many there are. */
  function answers(all, text) {
    const digits = text.replace(/\s/g, "");
    const wanted = window.RozcestnikCzech.tokens(text).join(" ");
    if (/^\d{2,5}$/.test(digits)) {
      return all.filter((one) => one.postcode.startsWith(digits));
    }
    if (!wanted) {
      return [];
    }
    const found = [[], [], [], []];
    all.forEach((one) => {
      if (one.plain === wanted) {
        found[0].push(one);
      } else if (one.plain.startsWith(wanted)) {
        found[one.seat ? 1 : 2].push(one);
      } else if ((" " + one.plain).indexOf(" " + wanted) >= 0) {
        found[3].push(one);
      }
    });
    return found[0].concat(found[1], found[2], found[3]);
  }

  function made() {
    const input = element("input", {
      id: "rz-misto", type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": "rz-misto-seznam", autocomplete: "off", spellcheck: "false", maxlength: "60"
    });
    const list = element("ul", { class: "place__list", id: "rz-misto-seznam", role: "listbox", "aria-label": "Obce", hidden: "" });
    const status = element("p", { class: "place__status", role: "status" });
    const forget = element("button", { class: "place__forget", type: "button" }, "Zapomenout místo");
    const promise = secret
      ? "Na této stránce si volbu neuložíme. Platí, dokud z ní neodejdete. Nikam ji neposíláme."
      : "Služby seřadíme podle místa, vzdálenost měříme vzdušnou čarou. Volba zůstane jen ve vašem prohlížeči, nikam ji neposíláme. Stránka obce půjde po otevření i bez připojení.";
    const whole = element("div", { class: "place__panel", id: "rz-misto-panel", role: "group", "aria-label": "Kde jste", hidden: "" },
      element("label", { for: "rz-misto" }, "Obec nebo PSČ"), input, list, status,
      element("p", { class: "soft" }, promise),
      element("p", { class: "place__more" }, forget, element("a", { href: root + "obce/" }, "Všechny obce")));
    let options = [];
    let active = -1;

    function select(at) {
      active = at;
      options.forEach((option, i) => option.tag.setAttribute("aria-selected", String(i === at)));
      if (at < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", options[at].tag.id);
        options[at].tag.scrollIntoView({ block: "nearest" });
      }
    }

    function show(found) {
      list.textContent = "";
      options = found.slice(0, SHOWN).map((one, at) => {
        const tag = element("li", { class: "place__option", id: "rz-misto-" + at, role: "option", "aria-selected": "false" },
          element("span", {}, one.shown.name), " ", element("span", { class: "soft" }, one.note));
        tag.addEventListener("click", () => choose(one.shown));
        list.append(tag);
        return { tag, shown: one.shown };
      });
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      select(-1);
      const text = input.value.trim();
      status.textContent = !text ? ""
        : !found.length ? "Takovou obec neznáme. Máme jen obce krajů, o kterých portál je."
          : found.length > SHOWN ? "Našli jsme " + found.length + " obcí, ukazujeme prvních " + SHOWN + ". Pište dál."
            : "Našli jsme: " + found.length + ".";
    }

    function update() {
      const text = input.value;
      if (text.trim().length < 2) {
        show([]);
        status.textContent = "";
        return;
      }
      known().then((all) => {
        if (input.value === text) {
          show(answers(all, text.trim()));
        }
      }).catch(() => { status.textContent = "Seznam obcí se nepodařilo načíst. Zkuste to prosím znovu."; });
    }

    input.addEventListener("input", update);
    input.addEventListener("keydown", (event) => {
      const last = options.length - 1;
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || last < 0) {
        return;
      }
      if (event.key === "ArrowDown") {
        select(active < last ? active + 1 : 0);
        event.preventDefault();
      } else if (event.key === "ArrowUp") {
        select(active > 0 ? active - 1 : last);
        event.preventDefault();
      } else if (event.key === "Enter") {
        choose(options[Math.max(active, 0)].shown);
        event.preventDefault();
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    forget.addEventListener("click", () => {
      place = null;
      toggle(false);
      changed("Místo jsme zapomněli.");
      door.focus();
    });
    return { box: whole, input, status, forget, show };
  }

  door.addEventListener("click", () => toggle(door.getAttribute("aria-expanded") !== "true"));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel && !panel.box.hidden) {
      toggle(false);
      door.focus();
    }
  });
  box.addEventListener("focusout", (event) => {
    // A tap beside the panel gives no next element; the panel stays then, people may only be scrolling.
    if (event.relatedTarget && !box.contains(event.relatedTarget)) {
      toggle(false);
    }
  });
  document.addEventListener("click", (event) => {
    if (panel && !panel.box.hidden && event.target.isConnected && !box.contains(event.target)) {
      toggle(false);
    }
  });

  // The address -------------------------------------------------------------------------------------------

  const behind = () => new URLSearchParams(location.hash.indexOf("=") < 0 ? "" : location.hash.slice(1));

  /** What the address says, behind # or in the query of an old link. */
  function asked() {
    const words = new URLSearchParams(location.search);
    behind().forEach((value, name) => words.set(name, value));
    return words;
  }

  /** Puts words ("" = none) behind # so that the address can be shared: a browser never sends what stands there. */
  function tell(words) {
    const query = new URLSearchParams(location.search);
    const hash = behind();
    Object.keys(words).forEach((name) => {
      query.delete(name);
      hash.delete(name);
      if (words[name]) {
        hash.set(name, words[name]);
      }
    });
    const left = query.toString();
    const told = hash.toString();
    const anchor = location.hash.indexOf("=") < 0 ? location.hash : "";
    const address = location.pathname + (left ? "?" + left : "") + (told ? "#" + told : anchor);
    if (address !== location.pathname + location.search + location.hash) {
      history.replaceState(null, "", address);
    }
  }

  draw();
  if (place) {
    arrange().catch(() => {});
  }
  // The way back may show a page as it was left; what was chosen on it ended when it was left.
  addEventListener("pageshow", (event) => {
    if (event.persisted && secret) {
      place = remembered();
      said.textContent = "";
      if (panel) {
        panel.input.value = "";
        panel.show([]);
        toggle(false);
      }
      draw();
      arrange().catch(() => {});
    }
  });

  window.RozcestnikMisto = {
    root, script, json, element, facts, rank, asked, tell,
    get: () => place,
    open: () => toggle(true),
    /** Shows the place of a shared address on this page; nothing is kept. */
    visit: (slug) => known().then((all) => {
      const found = all.filter((one) => one.shown.slug === slug)[0];
      if (found) {
        place = found.shown;
        draw();
        document.dispatchEvent(new CustomEvent("rozcestnik:misto"));
        return arrange();
      }
      return undefined;
    })
  };
  if (document.querySelector("form[data-catalogue]")) {
    script("catalogue.js").catch(() => {});
  }
  if (document.querySelector("[data-map]")) {
    script("map.js").catch(() => {});
  }
  if (document.querySelector("[data-cost]")) {
    script("cost.js").catch(() => {});
  }
})();
