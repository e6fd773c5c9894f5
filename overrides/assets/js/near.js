/*
 * Near and far: lists whose <li data-s="id of a service"> we know are sorted for the reader's place: who serves it
 * at all, then who fits best (data-f, see order.py), then who is of the municipality, the ORP, the region, the state,
 * then who comes or answers by phone, then by kilometres. place.js loads this file once there is a place.
 */
(() => {
  "use strict";

  const COMES = 1;
  const CALLS = 2;
  const DIRECT = 1000; // as order.py has it
  const { element, need, all, spoken } = Rozcestnik.tools;

  // Near and far ----------------------------------------------------------------------------------------

  /**
   * How closely a service serves a place: 0 municipality, 1 ORP, 2 region, 3 state, 4 not at all.
   * @type {Near["rank"]}
   */
  function rank(place, fact) {
    const areas = fact[1].split(" ");
    const at = [place.code, place.orp, place.region, place.state].findIndex((code) => areas.indexOf(code) >= 0);
    return at < 0 ? 4 : at;
  }

  /**
   * Whether somebody comes, or can be called: who comes to people comes to those it serves; a phone reaches everywhere.
   * @type {Near["reaches"]}
   */
  function reaches(place, fact) {
    return (fact[0] & (rank(place, fact) < 4 ? COMES | CALLS : CALLS)) > 0;
  }

  /** @type {Near["kilometres"]} */
  function kilometres(place, fact) {
    let least = Infinity;
    if (typeof place.lat === "number" && typeof place.lon === "number") {
      for (let i = 0; i < fact[2].length; i += 2) {
        least = Math.min(least, distance(place.lat, place.lon, fact[2][i], fact[2][i + 1]));
      }
    }
    return least;
  }

  /** @type {(lat: number, lon: number, north: number, east: number) => number} */
  function distance(lat, lon, north, east) {
    const rad = Math.PI / 180;
    const a = Math.pow(Math.sin((lat - north) * rad / 2), 2);
    const b = Math.cos(lat * rad) * Math.cos(north * rad) * Math.pow(Math.sin((lon - east) * rad / 2), 2);
    return 12742 * Math.asin(Math.sqrt(a + b));
  }

  /**
   * What stands beside a service, and by what it is sorted; `fit` is the same at every place.
   * @type {(place: Place, fact: ServiceFact, fit: number) => { order: number[], words: string }}
   */
  function judged(place, fact, fit) {
    const serves = rank(place, fact);
    const reached = reaches(place, fact);
    const far = kilometres(place, fact);
    const way = far === Infinity ? "" : far < 1 ? "do 1\u00a0km" : Math.round(far) + "\u00a0km";
    const words = serves < 3 ? ["pomáhá i u vás"] : [];
    if (way && (serves >= 3 || !reached)) {
      words.push(way);
    }
    return { order: [serves < 4 ? 0 : 1, fit, serves, reached ? 0 : 1, far], words: words.join(" · ") };
  }

  /** @typedef {{ item: HTMLElement, at: number, order: number[], words: string }} Judgement */

  /** @type {(one: Judgement, other: Judgement) => number} */
  function before(one, other) {
    for (let i = 0; i < one.order.length; i += 1) {
      if (one.order[i] !== other.order[i]) {
        return one.order[i] < other.order[i] ? -1 : 1;
      }
    }
    return one.at - other.at;
  }

  // Lists -----------------------------------------------------------------------------------------------

  // The beginning of a long list and the rest of it, which waits in a fold, are one list: as many as stood before the
  // fold stand there in any order.
  const lists = all("ul.lines, ul.helps, ul.cards")
    .filter((list) => list.querySelector("li[data-s]") && !list.closest("[data-rest]"))
    .map((list) => {
      const after = list.nextElementSibling;
      const rest = after && after.matches("[data-rest]") ? need("ul", after) : null;
      const first = all(":scope > *", list);
      return { list, rest, few: first.length, items: rest ? first.concat(all(":scope > *", rest)) : first };
    });

  /** @typedef {{ list: HTMLElement, rest: HTMLElement | null, few: number }} Listed */

  /** @type {(one: Listed, item: HTMLElement, at: number) => void} */
  function put({ list, rest, few }, item, at) {
    (rest && at >= few ? rest : list).appendChild(item);
  }

  /**
   * Groups by their parent, those of them that are open for everybody, and what stands after the last of them.
   * @type {Map<Node, { groups: HTMLElement[], open: Set<HTMLElement>, next: Node | null }>}
   */
  const rows = new Map();
  all("[data-group]").forEach((group) => {
    const parent = /** @type {Node} */ (group.parentNode);
    const row = rows.get(parent) || { groups: [], open: new Set(), next: null };
    row.groups.push(group);
    if (group.hasAttribute("open")) {
      row.open.add(group);
    }
    row.next = group.nextSibling;
    rows.set(parent, row);
  });

  /** @type {Near["arrange"]} */
  function arrange(place, services) {
    lists.forEach((one) => {
      const { items } = one;
      // What is no service of ours (a town hall) keeps its place on top.
      const judgements = items.map((item, at) => {
        const fact = services[item.dataset.s || ""];
        const judgement = fact ? judged(place, fact, Number(item.dataset.f || 0))
          : { order: [item.dataset.s ? 5 : -1, 0, 0, 0, 0], words: "" };
        return Object.assign({ item, at }, judgement);
      });
      judgements.sort(before).forEach(({ item, words }, at) => {
        put(one, item, at);
        note(item, words);
      });
    });
    regions(place);
    lift(place, services);
    office(place);
  }

  function restore() {
    lists.forEach((one) => one.items.forEach((item, at) => {
      put(one, item, at);
      note(item, "");
    }));
    all(".helps--lifted").forEach((one) => one.remove());
    regions(null);
    office(null);
  }

  /**
   * Who helps the whole state and more directly than anybody near stands above those who are near: a debtor is not sent
   * to a service for families because it is in the town. Not the line of the guide, whose button is on top of it.
   * @type {(place: Place, services: ServicesFile) => void}
   */
  function lift(place, services) {
    all(".helps--lifted").forEach((one) => one.remove());
    const mine = groupOf(place);
    const list = mine && mine.querySelector(":scope > ul.helps");
    if (!mine || !list || !mine.parentElement) {
      return;
    }
    /** @type {(item: Element | null) => number} */
    const fit = (item) => item instanceof HTMLElement && services[item.dataset.s || ""]
      && rank(place, services[item.dataset.s || ""]) < 4 ? Number(item.dataset.f || 0) : Infinity;
    const direct = Math.floor(fit(list.firstElementChild) / DIRECT);
    const button = document.querySelector(".first-call span a");
    const best = all("[data-group] > .helps > li[data-s]")
      .filter((item) => !mine.contains(item) && Math.floor(fit(item) / DIRECT) < direct
        && (!button || need("a", item).getAttribute("href") !== button.getAttribute("href")))
      .sort((one, other) => fit(one) - fit(other))[0];
    if (!best) {
      return;
    }
    const box = element("ul", { class: "helps helps--lifted" });
    box.append(best.cloneNode(true));
    list.before(box);
    // It takes the room of one of those who stood there, so that the page does not grow.
    const rest = list.nextElementSibling;
    if (rest && rest.matches("[data-rest]") && list.lastElementChild) {
      need("ul", rest).prepend(list.lastElementChild);
    }
  }

  /**
   * The group of the reader's ORP or region.
   * @type {(place: Place) => HTMLElement | undefined}
   */
  function groupOf(place) {
    return all("[data-group]").find((one) => here(place).indexOf(one.dataset.group || "") >= 0);
  }

  /** @type {(place: Place) => string[]} */
  function here(place) {
    return [place.part, place.orp.replace(/\D/g, "")];
  }

  /** @type {(item: HTMLElement, words: string) => void} */
  function note(item, words) {
    const known = item.querySelector(".near");
    if (!words) {
      if (known) {
        known.remove();
      }
      return;
    }
    const tag = known || element("span", { class: "near" });
    if (!known) {
      const kicker = item.querySelector(".kicker");
      if (kicker) {
        kicker.append(" ", tag);
      } else {
        need("a", item).insertAdjacentElement("afterend", tag);
      }
    }
    tag.textContent = words;
  }

  /**
   * Below the lists: the office of the reader's ORP or region, which knows who helps where nobody else is known.
   * @type {(place: Place | null) => void}
   */
  function office(place) {
    all("[data-office]").forEach((box) => {
      const spot = box.querySelector("[data-call]") || element("span", { "data-call": "" });
      spot.textContent = "";
      const call = place && typeof place.call === "string" && /^\+?\d{3,15}$/.test(place.call) ? place.call : "";
      if (call && place) {
        spot.append(" " + (place.desk || "Městský úřad " + place.town + ", ústředna") + ": ",
          element("a", { class: "tel", href: "tel:" + call }, spoken(call)), ".");
      }
      box.append(spot);
    });
  }

  /**
   * The leaflet for the reader's ORP, on top of the page and of the list of leaflets.
   * @type {Near["leaflet"]}
   */
  function leaflet(place) {
    const link = place && document.querySelector('[data-leaflet="' + place.orp.replace(/\D/g, "") + '"]');
    all(".jumps__leaflet").forEach((one) => one.remove());
    /** @type {HTMLElement | null} */
    const spot = document.querySelector("[data-leaflet-here]");
    if (!spot) {
      return;
    }
    spot.textContent = "";
    spot.hidden = !link;
    if (link) {
      const words = "Leták pro " + link.textContent + " a okolí";
      const href = link.getAttribute("href") || "";
      spot.append(element("a", { class: "button", href }, words));
      const jumps = document.querySelector(".jumps");
      if (jumps) {
        jumps.prepend(element("a", { class: "jumps__leaflet", href }, words), " ");
      }
    }
  }

  /**
   * The reader's region comes first and is open; so does the ORP where a region is cut into its ORP.
   * @type {(place: Place | null) => void}
   */
  function regions(place) {
    const codes = place ? here(place) : [];
    rows.forEach((row, parent) => {
      row.groups.forEach((group) => parent.insertBefore(group, row.next));
      const mine = row.groups.find((group) => codes.indexOf(group.dataset.group || "") >= 0);
      if (mine) {
        parent.insertBefore(mine, row.groups.find((group) => group !== mine) || row.next);
      }
      // What is open for everybody makes room for what is near, so that the page does not grow.
      row.groups.forEach((group) => {
        if (group instanceof HTMLDetailsElement) {
          group.open = mine ? group === mine : row.open.has(group);
        }
      });
    });
  }

  Rozcestnik.near = { rank, reaches, kilometres, leaflet, arrange, restore };
})();
