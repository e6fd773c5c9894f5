/*
 * The one global name of the site's scripts, and what more than one of them needs. Loaded first. Sends nothing.
 * Classic scripts, because modules do not load from file:// (offline copies), nor on old phones; what the parts of
 * the name are stands in tests/javascript_tool/portal.d.ts.
 */
/** @type {Portal} */
const Rozcestnik = Object.create(null);

Rozcestnik.tools = (() => {
  "use strict";
  const KEY = "rozcestnik-misto";
  const here = new URL(/** @type {HTMLScriptElement} */ (document.currentScript).src);
  // Somebody else may look into this browser: such pages leave nothing behind.
  // Lists and places only have the same way out.
  const has = document.body.classList;
  const secret = has.contains("quick-exit") || (!has.contains("way-out") && !!document.querySelector("[data-exit]"));
  /** @type {Map<string, Promise<any>>} */
  const loads = new Map();

  // Where pages stand from the root of the site; a test holds it to what the portal says.
  const paths = { service: "sluzby/", town: "obce/", list: "muj-seznam/" };

  // Pages ------------------------------------------------------------------------------------------------

  /** @type {Tools["element"]} */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.keys(attributes).forEach((name) => made.setAttribute(name, attributes[name]));
    made.append(...children);
    return made;
  }

  /** @type {Tools["need"]} */
  function need(selector, within = document) {
    /** @type {HTMLElement | null} */
    const found = within.querySelector(selector);
    if (!found) {
      throw new Error("missing: " + selector);
    }
    return found;
  }

  /** @type {Tools["all"]} */
  function all(selector, within = document) {
    return Array.from(within.querySelectorAll(selector));
  }

  /** @type {Tools["counted"]} */
  function counted(count, one, few, many) {
    return count + "\u00a0" + (count === 1 ? one : count > 1 && count < 5 ? few : many);
  }

  // Files ------------------------------------------------------------------------------------------------

  /** @type {Tools["json"]} */
  function json(path, options) {
    return fetch(path, options).then((answer) => {
      if (!answer.ok) {
        throw new Error(path + ": " + answer.status);
      }
      return answer.json();
    });
  }

  /** @type {Tools["once"]} */
  function once(name, start) {
    const known = loads.get(name);
    if (known) {
      return known;
    }
    const begun = start();
    loads.set(name, begun);
    // The connection may be back at the next try.
    begun.catch(() => loads.delete(name));
    return begun;
  }

  /** @type {Tools["script"]} */
  function script(name) {
    return once(name, () => new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      // Several run in the order of calls.
      tag.async = false;
      tag.src = new URL(name, here).href + here.search;
      tag.onload = () => resolve();
      tag.onerror = () => reject(new Error(name));
      document.head.appendChild(tag);
    }));
  }

  // Fields -----------------------------------------------------------------------------------------------

  /** @type {Tools["combobox"]} */
  function combobox(input, list) {
    /** @type {HTMLElement[]} */
    let options = [];
    let active = -1;

    /** @param {number} place */
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

    /** @param {boolean} open */
    function toggle(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      select(-1);
    }

    /** @param {string} key */
    function target(key) {
      const last = options.length - 1;
      switch (key) {
        case "ArrowDown": return active < last ? active + 1 : 0;
        case "ArrowUp": return active > 0 ? active - 1 : last;
        // Without an active option these two belong to the text.
        case "Home": return active < 0 ? -1 : 0;
        case "End": return active < 0 ? -1 : last;
        default: return -1;
      }
    }

    input.setAttribute("role", "combobox");
    input.setAttribute("autocomplete", "off");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.addEventListener("keydown", (event) => {
      const place = target(event.key);
      const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (options.length && plain && place >= 0 && (!list.hidden || event.key.startsWith("Arrow"))) {
        if (list.hidden) {
          toggle(true);
        }
        select(place);
        event.preventDefault();
      }
    });
    // The field keeps the focus while an option is pressed.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    return {
      fill: (found, content) => {
        options = found;
        list.textContent = "";
        list.append(...content);
        toggle(found.length > 0);
      },
      toggle,
      active: () => options[active] || null
    };
  }

  // What is kept, and the address ------------------------------------------------------------------------

  /** @type {Tools["remembered"]} */
  function remembered() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "null");
      const words = ["name", "slug", "code", "orp", "region", "state", "part"];
      const sound = kept && words.every((word) => typeof kept[word] === "string") && /^[a-z0-9-]+$/.test(kept.slug);
      return sound ? kept : null;
    } catch (error) {
      return null;
    }
  }

  /** @type {Tools["remember"]} */
  function remember(place) {
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

  // One host may carry more portals than this one, and they share its storage.
  const LIST = "rozcestnik-seznam:" + new URL("../../", here).pathname;
  const MOST = 40;

  /** @type {Tools["listed"]} */
  function listed() {
    try {
      const kept = JSON.parse(localStorage.getItem(LIST) || "[]");
      return Array.isArray(kept) ? possible(kept) : [];
    } catch (error) {
      return [];
    }
  }

  /** @type {Tools["possible"]} */
  function possible(words) {
    const ids = /** @type {string[]} */ (words.filter((word) => typeof word === "string"));
    return Array.from(new Set(ids.filter((id) => /^[a-z0-9-]{1,100}$/.test(id)))).slice(0, MOST);
  }

  /** @type {Tools["keepList"]} */
  function keepList(ids) {
    let kept = !secret;
    try {
      if (!ids.length) {
        localStorage.removeItem(LIST);
      } else if (!secret) {
        localStorage.setItem(LIST, JSON.stringify(possible(ids)));
      }
    } catch (error) {
      kept = false;
    }
    document.dispatchEvent(new CustomEvent("rozcestnik:list"));
    return kept;
  }

  /** @type {Tools["spoken"]} */
  function spoken(phone) {
    return phone.replace(/^\+420/, "").replace(/(\d{3})(?=\d)/g, "$1\u00a0");
  }

  const behind = () => new URLSearchParams(location.hash.indexOf("=") < 0 ? "" : location.hash.slice(1));

  /** @type {Tools["asked"]} */
  function asked() {
    const words = new URLSearchParams(location.search);
    behind().forEach((value, name) => words.set(name, value));
    return words;
  }

  /** @type {Tools["tell"]} */
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

  return {
    paths, most: MOST, secret, spoken, element, need, all, json, once, script, counted, combobox, remembered, remember,
    listed, possible, keepList, asked, tell
  };
})();
