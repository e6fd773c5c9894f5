/*
 * What goes with the map of services: names that no marker covers, the list of what is in sight, and Escape. map.js
 * loads this file with Leaflet.
 */
(() => {
  "use strict";

  const { paths, spoken, element } = Rozcestnik.tools;
  const { root } = Rozcestnik.place;
  const FEW = 12;
  const SETTLED = 350;
  /**
   * Where a name may stand beside its place, the best first.
   * @type {[direction: L.Direction, offset: L.PointTuple][]}
   */
  const SPOTS = [["bottom", [0, 10]], ["top", [0, -10]], ["right", [12, 0]], ["left", [-12, 0]], ["bottom", [0, 34]],
    ["top", [0, -34]], ["right", [34, 0]], ["left", [-34, 0]], ["bottom", [0, 64]], ["top", [0, -64]]];

  /** @type {(one: DOMRect, other: DOMRect) => boolean} */
  function meet(one, other) {
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  }

  /** @type {Portal["mapBeside"]} */
  Rozcestnik.mapBeside = (frame, close) => {
    /**
     * All names on the map; those that come first are placed first.
     * @type {L.Tooltip[]}
     */
    const names = [];
    /** @type {PlacedService[]} */
    let placed = [];
    let moving = false;
    /**
     * Lines that were made, by id of the service and of its marker: a finger on one of them finds it again.
     * @type {Map<L.Marker, Map<string, HTMLElement>>}
     */
    let made = new Map();

    /** @type {MapBeside["named"]} */
    function named(layer, name, css) {
      layer.bindTooltip(element("span", {}, name), {
        permanent: true, direction: "bottom", offset: [0, 10], interactive: false,
        className: ("rz-map__name " + css).trim()
      });
      names[css ? "unshift" : "push"](/** @type {L.Tooltip} */ (layer.getTooltip()));
    }

    /** Puts each name where no marker and no other name covers it; one without room is not shown. */
    function spread() {
      const all = frame.getBoundingClientRect();
      const taken = Array.from(frame.querySelectorAll(".leaflet-marker-icon"), (one) => one.getBoundingClientRect());
      names.forEach((name) => {
        const shown = name.getElement();
        if (!shown || getComputedStyle(shown).display === "none") {
          return;
        }
        const free = SPOTS.some(([direction, offset]) => {
          Object.assign(name.options, { direction, offset });
          name.update();
          const area = shown.getBoundingClientRect();
          const whole = area.left >= all.left && area.right <= all.right && area.top >= all.top
            && area.bottom <= all.bottom;
          return whole && !taken.some((one) => meet(one, area)) && taken.push(area);
        });
        shown.classList.toggle("rz-map__name--none", !free);
      });
    }

    /** @type {(drawn: DrawnMap, placed: PlacedService) => HTMLElement} */
    function line(drawn, { service: [id, name, kind, phone], marker }) {
      const button = element("button", { type: "button" }, "Na mapě", element("span", { class: "sr" }, ": " + name));
      const reveal = () => drawn.points.zoomToShowLayer(marker, () => {
        marker.openPopup();
        frame.scrollIntoView({ block: "nearest" });
        const link = /** @type {HTMLElement | null} */ (frame.querySelector(".leaflet-popup li a"));
        if (link) {
          link.focus();
        }
      });
      // A map on its way to somewhere else would forget where it is sent.
      button.addEventListener("click", () => {
        if (moving) {
          drawn.map.once("moveend", reveal);
        } else {
          reveal();
        }
      });
      const item = element("li", {}, element("a", { href: root + paths.service + id + "/" }, name), " ",
        element("span", { class: "soft" }, kind));
      if (phone) {
        item.append(" ", element("a", { class: "tel", href: "tel:" + phone }, spoken(phone)));
      }
      item.append(" ", button);
      return item;
    }

    /** @type {(drawn: DrawnMap, one: PlacedService) => HTMLElement} */
    function lineOf(drawn, one) {
      const lines = made.get(one.marker) || new Map();
      const item = lines.get(one.service[0]) || line(drawn, one);
      made.set(one.marker, lines.set(one.service[0], item));
      return item;
    }

    /**
     * Lists what is in sight, where the page has room for it; from each line leads a way to its marker.
     * @param {DrawnMap} drawn
     */
    function list(drawn) {
      const lines = frame.parentElement && frame.parentElement.querySelector("[data-beside]");
      if (!lines) {
        return;
      }
      const sight = drawn.map.getBounds();
      const inside = placed.filter(({ marker }) => sight.contains(marker.getLatLng()));
      /** A service with several places in sight stands in the list once. @type {Map<string, PlacedService>} */
      const single = new Map(inside.map((one) => [one.service[0], one]));
      const services = [...single.values()].sort((one, other) => one.service[1].localeCompare(other.service[1], "cs"));
      const more = services.length - FEW;
      lines.textContent = "";
      lines.append(
        element("p", { class: "rz-map__count" }, "Služeb na tomto výřezu: " + services.length),
        element("ul", { class: "lines" }, ...services.slice(0, FEW).map((one) => lineOf(drawn, one))));
      if (more > 0) {
        lines.append(element("p", { class: "soft" }, "A\u00a0další: " + more + ". Přibližte mapu."));
      }
    }

    /** @type {MapBeside["show"]} */
    function show(drawn, services) {
      placed = services;
      made = new Map();
      list(drawn);
      spread();
    }

    /** @type {MapBeside["follow"]} */
    function follow(drawn) {
      /** @type {L.Popup | null} */
      let popup = null;
      /** @type {HTMLElement | null} */
      let before = null;
      let later = 0;
      const where = () => Array.from(frame.querySelectorAll(".leaflet-marker-icon"), (one) => {
        const area = one.getBoundingClientRect();
        return area.left + "," + area.top;
      }).join(" ");
      // Groups of points still move for a while after the map has come to rest, on a slow machine for long.
      const settle = () => {
        spread();
        clearTimeout(later);
        const then = where();
        later = window.setTimeout(() => (where() === then ? spread : settle)(), SETTLED);
      };
      frame.addEventListener("transitionend", settle);
      drawn.map.on("movestart", () => { moving = true; });
      drawn.map.on("moveend", () => {
        moving = false;
        list(drawn);
        settle();
      });
      drawn.points.on("animationend", settle);
      drawn.map.on("popupopen", (event) => {
        popup = event.popup;
        before = /** @type {HTMLElement | null} */ (document.activeElement);
      });
      drawn.map.on("popupclose", () => { popup = null; });
      // Escape closes what is open: first the popup, then the map.
      frame.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && popup) {
          drawn.map.closePopup(popup);
          if (before && before.isConnected) {
            before.focus();
          }
        } else if (event.key === "Escape") {
          close();
        }
      });
    }

    return { named, show, follow };
  };
})();
