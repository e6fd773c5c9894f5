/*
 * "Kde jste?": <div data-place data-root="../"> becomes a button with a panel that finds a municipality by name
 * or postcode. With a place chosen, near.js sorts lists of services. Without it there is a plain link to all of them.
 * The choice is kept in localStorage only, and on pages with a quick exit not even there. Nothing is
 * sent. The page of the place is kept for times without a net (sw.js) once the reader opens it.
 * Data are loaded when the picker is first used. Also loads what only some pages need (filters, map).
 */
(() => {
  "use strict";

  const SHOWN = 8;
  const SORTED = "li[data-s]";
  const LOST = "Seznam obcí se nepodařilo načíst. Zkuste to prosím znovu.";
  const { paths, element, need, json, once, script, combobox, remembered, remember, secret } = Rozcestnik.tools;

  /** @param {HTMLElement} box */
  function start(box) {
    const root = box.dataset.root || "";
    let place = remembered();
    /** @type {ReturnType<typeof made> | null} */
    let panel = null;

    // What is loaded --------------------------------------------------------------------------------------

    /**
     * All covered municipalities, ready to be searched.
     * @returns {Promise<KnownPlace[]>}
     */
    function known() {
      return once("places", () => {
        /** @type {Promise<PlacesFile>} */
        const file = json(root + "search/places.json");
        return Promise.all([file, script("czech.js")]).then(([raw]) => raw.places.map(
          ([name, slug, code, at, postcode, lat, lon]) => {
            const orp = raw.orps[at];
            const region = raw.regions[orp[3]];
            const state = raw.states[region[3]];
            return {
              shown: {
                name, slug, code, orp: orp[0], region: region[0], state, part: region[2], lat, lon,
                town: orp[1], call: orp[5], desk: orp[6]
              },
              plain: Rozcestnik.czech.tokens(name).join(" "),
              note: "ORP " + orp[1],
              seat: orp[4] === code,
              postcode
            };
          }
        ));
      });
    }

    /** @type {Picker["services"]} */
    function services() {
      const path = root + "search/services.json";
      return Promise.all([once(path, () => json(path)), script("near.js")]).then(([all]) => all);
    }

    /**
     * Puts what the page lists into the order that the place asks for.
     * @returns {Promise<void>}
     */
    function arrange() {
      const asked = place;
      const listed = document.querySelector(SORTED) !== null;
      if (!asked) {
        // Without near.js nothing was moved yet.
        if (Rozcestnik.near) {
          Rozcestnik.near.leaflet(null);
          Rozcestnik.near.restore();
        }
        return Promise.resolve();
      }
      if (!listed && !document.querySelector("[data-leaflet-here]")) {
        return Promise.resolve();
      }
      /** @type {(act: (near: Near) => void) => void} */
      const still = (act) => place === asked && Rozcestnik.near && act(Rozcestnik.near);
      const leaflet = script("near.js").then(() => still((near) => near.leaflet(asked)));
      return listed ? services().then((all) => still((near) => near.arrange(asked, all))) : leaflet;
    }

    // The control -----------------------------------------------------------------------------------------

    const pin = element("i", { class: "i i-map-marker-outline", "aria-hidden": "true" });
    const door = element("button", { class: "place__door", type: "button", "aria-expanded": "false" });
    const said = element("span", { class: "sr", role: "status" });
    // In narrow windows the picker stands in the menu of the header, whose button then names the place.
    const menu = box.closest("details");
    const sign = menu && menu.querySelector("[data-place-said]");

    function draw() {
      box.textContent = "";
      door.textContent = "";
      if (place) {
        const page = root + paths.town + place.slug + "/";
        door.append("změnit", element("span", { class: "sr" }, " obec"));
        box.append(pin, element("a", { class: "place__name", href: page }, place.name), " ", door);
      } else {
        door.append(pin, element("span", {}, "Kde jste? ", element("small", {}, "(nepovinné)")));
        box.append(door);
      }
      box.classList.toggle("place--known", place !== null);
      if (sign) {
        sign.textContent = place ? place.name : "";
      }
      // For search.js: a large portal first looks for services in the reader's region.
      box.dataset.region = place ? place.part : "";
      if (panel) {
        box.append(said, panel.box);
        panel.forget.hidden = !place;
      }
    }

    /** @param {string} words */
    function changed(words) {
      remember(place);
      draw();
      said.textContent = words;
      tellOthers();
      arrange().catch(() => { said.textContent = "Vzdálenosti se nepodařilo načíst. Zkuste to prosím znovu."; });
    }

    function tellOthers() {
      document.dispatchEvent(new CustomEvent("rozcestnik:place"));
    }

    /** @param {Place} found */
    function choose(found) {
      place = found;
      toggle(false);
      changed("Vybráno: " + place.name + ". Služby řadíme podle toho, jak blízko vám pomohou.");
      need(".place__name", box).focus();
    }

    function forget() {
      place = null;
      toggle(false);
      changed("Místo jsme zapomněli.");
      door.focus();
    }

    /** @param {boolean} open */
    function toggle(open) {
      if (open && !panel) {
        panel = made(root, known, choose, forget);
        door.setAttribute("aria-controls", panel.box.id);
        draw();
      }
      if (panel) {
        panel.box.hidden = !open;
        door.setAttribute("aria-expanded", String(open));
        if (open) {
          panel.open();
        }
      }
    }

    /** @param {EventTarget | null} target */
    const inside = (target) => target instanceof Node && box.contains(target);

    door.addEventListener("click", () => toggle(door.getAttribute("aria-expanded") !== "true"));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && panel && !panel.box.hidden) {
        toggle(false);
        door.focus();
      }
    });
    box.addEventListener("focusout", (event) => {
      // A tap beside the panel gives no next element; the panel stays then, people may only be scrolling.
      if (event.relatedTarget && !inside(event.relatedTarget)) {
        toggle(false);
      }
    });
    document.addEventListener("click", ({ target }) => {
      if (panel && !panel.box.hidden && target instanceof Node && target.isConnected && !inside(target)) {
        toggle(false);
      }
    });
    // The way back may show a page as it was left; what was chosen on it ended when it was left.
    addEventListener("pageshow", (event) => {
      if (event.persisted && secret) {
        place = remembered();
        said.textContent = "";
        if (panel) {
          panel.clear();
          toggle(false);
        }
        draw();
        arrange().catch(() => {});
      }
    });

    draw();
    arrange().catch(() => {});
    Rozcestnik.place = {
      root, services,
      get: () => place,
      open: () => {
        if (menu) {
          menu.open = true;
        }
        toggle(true);
      },
      visit: (slug) => known().then((all) => {
        const found = all.find((one) => one.shown.slug === slug);
        if (found) {
          place = found.shown;
          draw();
          tellOthers();
          return arrange();
        }
        return undefined;
      })
    };
  }

  // The panel ---------------------------------------------------------------------------------------------

  /**
   * The best answers to what somebody wrote.
   * @type {(all: KnownPlace[], text: string) => KnownPlace[]}
   */
  function answers(all, text) {
    const digits = text.replace(/\s/g, "");
    const wanted = Rozcestnik.czech.tokens(text).join(" ");
    if (/^\d{2,5}$/.test(digits)) {
      return all.filter((one) => one.postcode.startsWith(digits));
    }
    if (!wanted) {
      return [];
    }
    /** @type {KnownPlace[][]} */
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

  /** @type {(count: number) => string} */
  function counted(count) {
    return !count ? "Takovou obec neznáme. Máme jen obce krajů, o kterých portál je."
      : count > SHOWN ? "Našli jsme " + count + " obcí, ukazujeme prvních " + SHOWN + ". Pište dál."
        : "Našli jsme: " + count + ".";
  }

  /**
   * The panel in which a municipality is looked for; `known` loads all, the last two are told what was decided.
   * @param {string} root
   * @param {() => Promise<KnownPlace[]>} known
   * @param {(found: Place) => void} choose
   * @param {() => void} forgotten
   */
  function made(root, known, choose, forgotten) {
    const input = element("input", { id: "rz-place", type: "text", spellcheck: "false", maxlength: "60" });
    const list = element("ul", {
      class: "place__list", id: "rz-place-list", role: "listbox", "aria-label": "Obce", hidden: ""
    });
    const status = element("p", { class: "place__status", role: "status" });
    const forget = element("button", { class: "place__forget", type: "button" }, "Zapomenout místo");
    const promise = secret
      ? "Na této stránce si volbu neuložíme. Platí, dokud z ní neodejdete. Nikam ji neposíláme."
      : "Služby seřadíme podle místa, vzdálenost měříme vzdušnou čarou. Volba zůstane jen ve vašem prohlížeči, "
        + "nikam ji neposíláme. Stránka obce půjde po otevření i bez připojení.";
    const box = element("div", {
      class: "place__panel", id: "rz-place-panel", role: "group", "aria-label": "Kde jste", hidden: ""
    }, element("label", { for: input.id }, "Obec nebo PSČ"), input, list, status,
    element("p", { class: "soft" }, promise),
    element("p", { class: "place__more" }, forget, element("a", { href: root + paths.town }, "Všechny obce")));
    const options = combobox(input, list);
    /** @type {HTMLElement[]} */
    let tags = [];

    /** @param {KnownPlace[]} found */
    function show(found) {
      tags = found.slice(0, SHOWN).map((one, at) => {
        const attributes = { class: "place__option", id: "rz-place-" + at, role: "option", "aria-selected": "false" };
        const tag = element("li", attributes,
          element("span", {}, one.shown.name), " ", element("span", { class: "soft" }, one.note));
        tag.addEventListener("click", () => choose(one.shown));
        return tag;
      });
      options.fill(tags, tags);
      status.textContent = input.value.trim() ? counted(found.length) : "";
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
      }).catch(() => { status.textContent = LOST; });
    }

    function clear() {
      input.value = "";
      show([]);
    }

    input.addEventListener("input", update);
    input.addEventListener("keydown", (event) => {
      const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (event.key === "Enter" && plain && tags.length) {
        (options.active() || tags[0]).click();
        event.preventDefault();
      }
    });
    forget.addEventListener("click", forgotten);
    return {
      box, forget, clear,
      open: () => {
        clear();
        input.focus();
        known().catch(() => { status.textContent = LOST; });
      }
    };
  }

  /** @type {HTMLElement | null} */
  const box = document.querySelector("[data-place]");
  if (box) {
    start(box);
    /** @type {[string, string][]} */
    const more = [
      ["form[data-catalogue]", "catalogue.js"], ["[data-map]", "map.js"], ["[data-cost]", "cost.js"],
      ["[data-keep], [data-my-list]", "my-list.js"], ["svg.ch", "chart.js"], ["[data-planner]", "planner.js"]
    ];
    more.filter(([selector]) => document.querySelector(selector)).forEach(([, name]) => {
      script(name).catch(() => {});
    });
  }
})();
