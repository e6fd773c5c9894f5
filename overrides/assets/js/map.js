/*
 * The map: <section data-map="…/assets/map/" data-points="…/search/map.json" data-view="lat,lon"> gets a button;
 * Leaflet and the rest are loaded only when somebody presses it. The set-up comes from folium, see
 * macros/subjects/catalogue/maps.py; here are the points, their popups and the switch between list and map of the
 * catalogue. Nothing is asked from elsewhere: there are no tiles, the background are outlines and names. place.js
 * loads this file.
 */
(() => {
  "use strict";

  const { paths, spoken, element, need, json, script, asked, tell } = Rozcestnik.tools;
  const { root } = Rozcestnik.place;
  const box = need("[data-map]");
  const NEAR = 9;
  // Words of shared addresses, so in Czech.
  const [VIEW, LIST, MAP] = ["zobrazeni", "seznam", "mapa"];
  /** @type {HTMLElement | null} */
  const list = document.querySelector("[data-list]");
  const frame = element("div", {
    id: "rz_map", class: "map__frame", role: "group", "aria-label": "Mapa služeb", hidden: ""
  });
  const said = element("p", { class: "soft", role: "status" });
  const legend = element("ul", { class: "rz-map__legend", "aria-label": "Značky na mapě" });
  /** @type {Promise<DrawnMap> | null} */
  let loading = null;
  /** @type {() => void} */
  let close = () => {};
  /** @type {MapBeside | null} */
  let companion = null;

  /** What map-beside.js does for this map; that script is there once the map is loaded. */
  function beside() {
    companion = companion || Rozcestnik.mapBeside(frame, () => close());
    return companion;
  }

  // What folium's set-up asks for -----------------------------------------------------------------------

  /** @type {MapTools} */
  const tools = {
    // The background: outlines nobody can press, names of regions and of the seats of ORP.
    ground: (feature, layer) => {
      const { name, region, outline } = feature.properties;
      const parts = layer instanceof L.LayerGroup ? layer.getLayers() : [layer];
      parts.forEach((one) => {
        const options = /** @type {L.PathOptions} */ (one.options);
        options.interactive = false;
        if (outline) {
          options.className = "rz-map__outline rz-map__outline--" + outline;
        }
      });
      if (name) {
        beside().named(layer, name, region ? "rz-map__name--region" : "");
        /** @type {L.Path} */ (layer).setStyle(region ? { opacity: 0, fillOpacity: 0 } : { opacity: 0 });
      }
    },
    group: (cluster) => {
      const count = cluster.getAllChildMarkers().reduce((sum, marker) => sum + (counts.get(marker) || 0), 0);
      const words = element("span", { class: "sr" }, " služeb blízko sebe, přiblížit");
      return icon("rz-map__group", 44, String(count), words);
    }
  };

  /**
   * How many services a marker stands for.
   * @type {WeakMap<L.Marker, number>}
   */
  const counts = new WeakMap();

  /** @type {(css: string, size: number, ...words: Child[]) => L.DivIcon} */
  function icon(css, size, ...words) {
    return L.divIcon({ className: css, html: element("span", {}, ...words), iconSize: [size, size] });
  }

  // Points ----------------------------------------------------------------------------------------------

  /** @type {(centre: string, services: MapService[]) => HTMLElement} */
  function popup(centre, services) {
    const made = element("div", { class: "rz-map__popup" });
    if (centre) {
      made.append(element("p", { class: "rz-map__centre" }, centre + ", střed obce"),
        element("p", { class: "soft" }, "Přesné místo neznáme, nebo ho chráníme."));
    }
    const lines = element("ul", {});
    services.forEach(([id, name, kind, phone, , whose]) => {
      const link = element("a", { href: root + paths.service + id + "/" }, name);
      const line = element("li", {}, link, element("span", { class: "soft" }, kind));
      if (phone) {
        line.append(element("a", { class: "tel", href: "tel:" + phone }, spoken(phone)));
      }
      if (whose) {
        line.append(element("span", { class: "soft" }, whose));
      }
      lines.append(line);
    });
    made.append(lines);
    return made;
  }

  /**
   * Puts the services that the filters leave on the map.
   * @type {(drawn: DrawnMap, features: MapPoint[]) => void}
   */
  function fill(drawn, features) {
    const wanted = Rozcestnik.fitting;
    const shown = new Set();
    /** @type {L.Marker[]} */
    const markers = [];
    /** @type {Set<string>} */
    const seen = new Set();
    /** @type {PlacedService[]} */
    const placed = [];
    features.forEach(({ geometry, properties }) => {
      const services = properties.services.filter((one) => !wanted || wanted.has(one[0]));
      if (services.length) {
        services.forEach((one) => shown.add(one[0]));
        const [lon, lat] = geometry.coordinates;
        const centre = properties.centre || "";
        const number = String(services.length);
        const words = centre ? centre + ", střed obce: " + number : services.map((one) => one[1]).join(", ");
        const families = new Set(services.map((one) => one[4]));
        families.forEach((one) => seen.add(one));
        const kind = families.size === 1 ? " rz-map__point--" + [...families][0] : "";
        const made = centre ? icon("rz-map__point rz-map__point--centre" + kind, 36, number)
          : icon("rz-map__point" + kind, 36);
        const marker = L.marker([lat, lon], { icon: made, title: words, alt: words });
        counts.set(marker, services.length);
        marker.bindPopup(() => popup(centre, services), { maxHeight: 260, maxWidth: 280 });
        markers.push(marker);
        services.forEach((service) => placed.push({ service, marker }));
      }
    });
    drawn.points.clearLayers();
    drawn.points.addLayers(markers);
    const distant = wanted ? wanted.size - shown.size : 0;
    said.textContent = "Čárkovaný kroužek je střed obce: přesné místo služeb v\u00a0něm neznáme, nebo ho chráníme. "
      + (distant > 0 ? "Na mapě chybí vybrané služby bez místa (" + distant + "). " : "")
      + "Linky a\u00a0pomoc na dálku najdete v\u00a0seznamu. " + Rozcestnik.mapSetup.note;
    legend.textContent = "";
    legend.append(...Object.entries(Rozcestnik.mapSetup.families).filter(([id]) => seen.has(id)).map(
      ([id, name]) => element("li", {}, element("i", { class: "rz-map__point rz-map__point--" + id }), name)));
    beside().show(drawn, placed);
  }

  // The map ---------------------------------------------------------------------------------------------

  /**
   * Loads a style sheet.
   * @param {string} name
   * @returns {Promise<void>}
   */
  function style(name) {
    const tag = element("link", { rel: "stylesheet", href: name });
    return new Promise((resolve, reject) => {
      tag.onload = () => resolve();
      tag.onerror = () => reject(new Error(name));
      document.head.appendChild(tag);
    });
  }

  /** @type {(names: string[], act: (name: string) => Promise<void>) => Promise<void>} */
  function inTurn(names, act) {
    return names.reduce((done, name) => done.then(() => act(name)), Promise.resolve());
  }

  /** @returns {Promise<DrawnMap>} */
  function load() {
    const base = new URL(box.dataset.map || "", location.href);
    /** @param {string} name */
    const inFolder = (name) => new URL(name, base).href;
    return script(inFolder("setup.js")).then(() => script("map-beside.js")).then(() => {
      const setup = Rozcestnik.mapSetup;
      /** @type {Promise<MapFile>} */
      const points = json(box.dataset.points || "");
      const styles = inTurn(setup.styles.map(inFolder).concat(inFolder("../css/map.css")), style);
      // Leaflet first, what builds on it later.
      return Promise.all([points, styles, inTurn(setup.scripts.map(inFolder), script)]);
    }).then(([points]) => draw(points.features));
  }

  /** @returns {L.LatLngTuple | null} */
  function mine() {
    const place = Rozcestnik.place.get();
    return place && typeof place.lat === "number" && typeof place.lon === "number" ? [place.lat, place.lon] : null;
  }

  /** @param {MapPoint[]} features */
  function draw(features) {
    frame.hidden = false;
    const drawn = Rozcestnik.mapSetup.make(L, tools);
    // Names of towns would lie over each other from afar; there stand names of regions.
    const near = () => frame.classList.toggle("map__frame--near", drawn.map.getZoom() >= NEAR);
    drawn.map.on("zoomend", near);
    beside().follow(drawn);
    L.control.zoom({ position: "bottomright", zoomInTitle: "Přiblížit", zoomOutTitle: "Oddálit" }).addTo(drawn.map);
    const view = (box.dataset.view || "").split(",").map(Number);
    const here = mine();
    /** @type {L.CircleMarker | null} */
    let me = null;
    const mark = () => {
      const at = mine();
      if (at && me) {
        me.setLatLng(at);
      } else if (at) {
        me = L.circleMarker(at, { radius: 8, className: "rz-map__me", interactive: false });
        beside().named(me.addTo(drawn.map), "Tady jste", "rz-map__name--me");
      }
    };
    mark();
    // The place may be chosen, or read from the address, after the map was drawn.
    document.addEventListener("rozcestnik:place", mark);
    if (view.length === 2) {
      const middle = L.latLng(view[0], view[1]);
      drawn.map.setView(middle, 11);
      L.circleMarker(middle, { radius: 16, className: "rz-map__here", interactive: false }).addTo(drawn.map);
    } else if (view.length < 4 && here) {
      drawn.map.setView(here, NEAR);
    } else {
      /** @type {L.LatLngBoundsLiteral} */
      const bounds = view.length === 4 ? [[view[0], view[1]], [view[2], view[3]]] : drawn.bounds;
      drawn.map.fitBounds(bounds, { padding: [12, 12] });
    }
    drawn.map.on("popupopen", (event) => {
      const popped = /** @type {HTMLElement} */ (event.popup.getElement());
      const cross = popped.querySelector(".leaflet-popup-close-button");
      if (cross) {
        cross.setAttribute("aria-label", "Zavřít");
      }
      // Whoever came by keys goes on in the popup.
      if (document.activeElement && document.activeElement.classList.contains("leaflet-marker-icon")) {
        need("a[href^='tel:'], a", popped).focus();
      }
    });
    near();
    fill(drawn, features);
    document.addEventListener("rozcestnik:fitting", () => fill(drawn, features));
    return drawn;
  }

  function show() {
    frame.hidden = false;
    if (!loading) {
      said.textContent = "Načítáme mapu…";
      loading = load();
      loading.catch(() => {
        loading = null;
        frame.hidden = true;
        said.textContent = "Mapu se nepodařilo načíst. Zkuste to prosím znovu.";
      });
    }
    return loading.then((drawn) => { drawn.map.invalidateSize(); });
  }

  // On the page -----------------------------------------------------------------------------------------

  function small() {
    const button = element("button", { class: "button quiet", type: "button" },
      element("i", { class: "i i-map-marker-outline", "aria-hidden": "true" }), "Ukázat mapu");
    box.append(button, frame, legend, said);
    close = () => {
      [frame, legend, said].forEach((one) => { one.hidden = true; });
      button.hidden = false;
      button.focus();
    };
    button.addEventListener("click", () => {
      [legend, said].forEach((one) => { one.hidden = false; });
      show().then(() => {
        button.hidden = true;
        frame.setAttribute("tabindex", "-1");
        frame.focus();
      }).catch(() => {});
    });
  }

  /**
   * List | map, both of what the filters leave.
   * @param {HTMLElement} services
   */
  function switched(services) {
    const buttons = [[LIST, "Seznam"], [MAP, "Mapa"]].map(([name, label]) => {
      const button = element("button", { type: "button", "aria-pressed": String(name === LIST) }, label);
      button.addEventListener("click", () => choose(name));
      return button;
    });
    const bar = element("div", { class: "switch", role: "group", "aria-label": "Ukázat služby jako" }, ...buttons);
    const heading = need("h2", box);
    heading.className = "sr";
    box.insertAdjacentElement("beforebegin", bar);
    const lines = element("div", { class: "rz-map__beside" });
    lines.dataset.beside = "";
    box.append(frame, legend, said, lines);
    close = () => {
      choose(LIST);
      buttons[0].focus();
    };

    /** @param {string} name */
    function choose(name) {
      const map = name === MAP;
      tell({ [VIEW]: map ? name : "" });
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", String((at === 1) === map)));
      box.hidden = !map;
      services.hidden = map;
      if (map) {
        show().catch(() => { services.hidden = false; });
      }
    }

    choose(asked().get(VIEW) === MAP ? MAP : LIST);
  }

  if (list) {
    switched(list);
  } else {
    box.hidden = false;
    small();
  }
})();
