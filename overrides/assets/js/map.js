/*
 * The map: <section data-map="…/assets/map/" data-points="…/search/map.json" data-view="lat,lon"> gets a button;
 * Leaflet and the rest are loaded only when somebody presses it. The set-up comes from folium (macros/maps.py);
 * here are the points, their popups and the switch between list and map of the catalogue. Nothing is asked
 * from elsewhere: there are no tiles, the background are dots and names. place.js loads this file.
 */
(function (misto) {
  "use strict";

  const { element, root } = misto;
  const box = document.querySelector("[data-map]");
  const NEAR = 9;
  const folder = box.dataset.map;
  const list = document.querySelector("[data-list]");
  const frame = element("div", { id: "rz_map", class: "map__frame", role: "group", "aria-label": "Mapa služeb", hidden: "" });
  const said = element("p", { class: "soft", role: "status" });
  let loading = null;
  let drawn = null;
  let features = [];

  // What folium's set-up asks for -----------------------------------------------------------------------

  const tools = {
    /** The background: dots nobody can press, names of the seats of ORP. */
    ground: function (feature, layer) {
      (layer.eachLayer ? layer.getLayers() : [layer]).forEach((one) => { one.options.interactive = false; });
      if (feature.properties.name) {
        layer.bindTooltip(element("span", {}, feature.properties.name), {
          permanent: true, direction: "bottom", offset: [0, 10], interactive: false,
          className: "rz-map__name" + (feature.properties.region ? " rz-map__name--region" : "")
        });
        // Names only: their dot is drawn with all others.
        layer.setStyle({ className: "rz-map__none", opacity: 0, fillOpacity: 0 });
      }
    },
    group: function (cluster) {
      const count = cluster.getAllChildMarkers().reduce((sum, marker) => sum + marker.rzCount, 0);
      const made = icon("rz-map__group", String(count), 44);
      made.options.html.append(element("span", { class: "sr" }, " služeb blízko sebe, přiblížit"));
      return made;
    }
  };

  function icon(css, words, size) {
    return window.L.divIcon({ className: css, html: element("span", {}, words), iconSize: [size, size] });
  }

  // Points ----------------------------------------------------------------------------------------------

  function popup(centre, services) {
    const made = element("div", { class: "rz-map__popup" });
    if (centre) {
      made.append(element("p", { class: "rz-map__centre" }, centre + ", střed obce"),
        element("p", { class: "soft" }, "Přesné místo neznáme, nebo ho chráníme."));
    }
    const lines = element("ul", {});
    services.forEach(([id, name, kind, phone]) => {
      const line = element("li", {}, element("a", { href: root + "sluzby/" + id + "/" }, name), element("span", { class: "soft" }, kind));
      if (phone) {
        line.append(element("a", { class: "tel", href: "tel:" + phone }, spoken(phone)));
      }
      lines.append(line);
    });
    made.append(lines);
    return made;
  }

  function spoken(phone) {
    return phone.replace(/^\+420/, "").replace(/(\d{3})(?=\d)/g, "$1\u00a0");
  }

  function fill() {
    const wanted = window.RozcestnikVyber;
    const L = window.L;
    const shown = new Set();
    const markers = [];
    features.forEach(({ geometry, properties }) => {
      const services = properties.services.filter((one) => !wanted || wanted.has(one[0]));
      if (services.length) {
        services.forEach((one) => shown.add(one[0]));
        const [lon, lat] = geometry.coordinates;
        const centre = properties.centre || "";
        const words = centre ? centre + ", střed obce: " + services.length : services.map((one) => one[1]).join(", ");
        const css = "rz-map__point" + (centre ? " rz-map__point--centre" : "");
        const marker = L.marker([lat, lon], { icon: icon(css, centre ? String(services.length) : "", 36), title: words, alt: words });
        marker.rzCount = services.length;
        marker.bindPopup(() => popup(centre, services), { maxHeight: 260, maxWidth: 280 });
        markers.push(marker);
      }
    });
    drawn.points.clearLayers();
    drawn.points.addLayers(markers);
    const distant = wanted ? wanted.size - shown.size : 0;
    said.textContent = "Čárkovaný kroužek je střed obce: přesné místo služeb v\u00a0něm neznáme, nebo ho chráníme. "
      + (distant > 0 ? "Na mapě chybí vybrané služby bez místa (" + distant + "). " : "")
      + "Linky a\u00a0pomoc na dálku najdete v\u00a0seznamu.";
  }

  // The map ---------------------------------------------------------------------------------------------

  function style(name) {
    const tag = element("link", { rel: "stylesheet", href: name });
    return new Promise((resolve, reject) => {
      tag.onload = resolve;
      tag.onerror = () => reject(new Error(name));
      document.head.appendChild(tag);
    });
  }

  function load() {
    const base = new URL(folder, location.href);
    return misto.script(new URL("setup.js", base).href).then(() => {
      const setup = window.RozcestnikMapSetup;
      const own = new URL("../css/map.css", base).href;
      const styles = setup.styles.map((name) => new URL(name, base).href).reduce((done, href) => done.then(() => style(href)), Promise.resolve())
        .then(() => style(own));
      // Leaflet first, what builds on it later.
      const scripts = setup.scripts.reduce((done, name) => done.then(() => misto.script(new URL(name, base).href)), Promise.resolve());
      return Promise.all([misto.json(box.dataset.points), styles, scripts]);
    }).then(([points]) => {
      features = points.features;
      draw();
    });
  }

  function draw() {
    const L = window.L;
    frame.hidden = false;
    drawn = window.RozcestnikMapSetup.make(L, tools);
    // Names of towns would lie over each other from afar; there stand names of regions.
    const near = () => frame.classList.toggle("map__frame--near", drawn.map.getZoom() >= NEAR);
    drawn.map.on("zoomend", near);
    L.control.zoom({ position: "bottomright", zoomInTitle: "Přiblížit", zoomOutTitle: "Oddálit" }).addTo(drawn.map);
    const view = box.dataset.view.split(",").map(Number);
    const mine = misto.get();
    if (view.length === 2) {
      drawn.map.setView(view, 11);
      L.circleMarker(view, { radius: 16, className: "rz-map__here", interactive: false }).addTo(drawn.map);
    } else if (view.length < 4 && mine && typeof mine.lat === "number") {
      drawn.map.setView([mine.lat, mine.lon], NEAR);
    } else {
      drawn.map.fitBounds(view.length === 4 ? [[view[0], view[1]], [view[2], view[3]]] : drawn.bounds, { padding: [12, 12] });
    }
    drawn.map.on("popupopen", (event) => {
      const close = event.popup.getElement().querySelector(".leaflet-popup-close-button");
      if (close) {
        close.setAttribute("aria-label", "Zavřít");
      }
      // Whoever came by keys goes on in the popup.
      if (document.activeElement && document.activeElement.classList.contains("leaflet-marker-icon")) {
        event.popup.getElement().querySelector("a[href^='tel:'], a").focus();
      }
    });
    near();
    fill();
    document.addEventListener("rozcestnik:vyber", fill);
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
    return loading.then(() => drawn.map.invalidateSize());
  }

  // On the page -----------------------------------------------------------------------------------------

  function small() {
    const button = element("button", { class: "button quiet", type: "button" },
      element("i", { class: "i i-map-marker-outline", "aria-hidden": "true" }), "Ukázat mapu");
    box.append(button, frame, said);
    button.addEventListener("click", () => {
      show().then(() => {
        button.remove();
        frame.setAttribute("tabindex", "-1");
        frame.focus();
      }).catch(() => {});
    });
  }

  /** List | map, both of what the filters leave. */
  function switched() {
    const buttons = [["seznam", "Seznam"], ["mapa", "Mapa"]].map(([name, label]) => {
      const button = element("button", { type: "button", "aria-pressed": String(name === "seznam") }, label);
      button.addEventListener("click", () => choose(name));
      return button;
    });
    const bar = element("div", { class: "switch", role: "group", "aria-label": "Ukázat služby jako" }, ...buttons);
    const heading = box.querySelector("h2");
    heading.className = "sr";
    box.insertAdjacentElement("beforebegin", bar);
    box.append(frame, said);

    function choose(name) {
      misto.tell({ zobrazeni: name === "mapa" ? "mapa" : "" });
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", String((at === 1) === (name === "mapa"))));
      box.hidden = name !== "mapa";
      list.hidden = name === "mapa";
      if (name === "mapa") {
        show().catch(() => { list.hidden = false; });
      }
    }

    choose(misto.asked().get("zobrazeni") === "mapa" ? "mapa" : "seznam");
  }

  if (list) {
    switched();
  } else {
    box.hidden = false;
    small();
  }
})(window.RozcestnikMisto);
