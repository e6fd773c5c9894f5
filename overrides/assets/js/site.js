/* Small helps that a page can do without. Nothing is sent. */
(() => {
  "use strict";
  // A page to be left quickly shows nothing inside somebody else's page, who could watch or lay something over it.
  // Hosts that know `_headers` forbid it to all pages; this is for the others.
  if (self === top || !document.body.classList.contains("quick-exit")) {
    return;
  }
  const link = document.createElement("a");
  link.href = location.pathname;
  link.target = "_top";
  link.rel = "noopener";
  link.textContent = "Otevřít tuto stránku samostatně";
  const words = document.createElement("p");
  words.append(link);
  const main = document.createElement("main");
  main.append(words);
  document.body.textContent = "";
  document.body.append(main);
})();

(() => {
  "use strict";
  // "Leave quickly": the page is replaced, so that the way back does not lead here. Esc three times does the same.
  // The link may come later than this script, with the results of a search.
  /** @returns {HTMLAnchorElement | null} */
  const exit = () => document.querySelector("a[data-exit]");
  /** @param {HTMLAnchorElement} link */
  const leave = (link) => {
    // Covered before anything else happens: the other page may be slow to come. The tab has another name at once.
    document.documentElement.classList.add("leaving");
    document.body.hidden = true;
    document.title = link.hostname;
    Rozcestnik.tools.all("link[rel~=icon]").forEach((icon) => icon.setAttribute("href", "data:,"));
    location.replace(link.href);
  };
  document.addEventListener("click", (event) => {
    const link = exit();
    if (link && event.target instanceof Element && event.target.closest("[data-exit]")) {
      event.preventDefault();
      leave(link);
    }
  });
  /** @type {number[]} */
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      return;
    }
    presses = presses.filter((at) => event.timeStamp - at < 2000).concat(event.timeStamp);
    const link = exit();
    if (presses.length >= 3 && link) {
      leave(link);
    }
  });
})();

(() => {
  "use strict";
  // A link into a folded part opens it. Newer browsers do so by themselves.
  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    let folded = target && target.closest("details:not([open])");
    if (!target || !folded) {
      return;
    }
    // A fold may lie in another one.
    for (; folded instanceof HTMLDetailsElement; folded = folded.closest("details:not([open])")) {
      folded.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();

(() => {
  "use strict";
  // The menu of the header is folded in narrow windows only. The style sheet sees to that where it can.
  /** @type {HTMLDetailsElement | null} */
  const menu = document.querySelector("details.menu");
  if (!menu) {
    return;
  }
  if (!CSS.supports("selector(::details-content)")) {
    const wide = matchMedia("(min-width: 48rem)");
    const fold = () => { menu.open = wide.matches; };
    wide.addEventListener("change", fold);
    fold();
  }
  // The picker in it has its own use of Escape.
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open && !menu.querySelector(".place__panel:not([hidden])")) {
      menu.open = false;
      Rozcestnik.tools.need("summary", menu).focus();
    }
  });
})();

(() => {
  "use strict";
  // The way to the reader's own list stands in the foot of pages from which nobody has to leave quickly.
  const { paths, secret, element, listed } = Rozcestnik.tools;
  const foot = document.querySelector(".foot ul");
  if (secret || !foot) {
    return;
  }
  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const link = element("a", { href: root.href + paths.list });
  const name = () => {
    const { length } = listed();
    link.textContent = "Můj seznam" + (length ? "\u00a0(" + length + ")" : "");
  };
  name();
  foot.prepend(element("li", {}, link));
  document.addEventListener("rozcestnik:list", name);
  addEventListener("storage", name);
})();

(() => {
  "use strict";
  // Printing, and the phone's own way of sharing, where the browser has one.
  const send = document.querySelector(".take__send");
  /** @type {(label: string, act: () => void) => void} */
  const button = (label, act) => {
    const made = Rozcestnik.tools.element("button", { type: "button", class: "button quiet" }, label);
    made.addEventListener("click", act);
    if (send) {
      send.append(" ", made);
    }
  };
  if (send) {
    if ("share" in navigator) {
      button("Sdílet", () => {
        navigator.share({ title: document.title, url: location.href.split("#")[0] }).catch(() => {});
      });
    }
    button("Vytisknout stránku", () => window.print());
  }
})();

(() => {
  "use strict";
  // What is folded stands open on paper. The style sheet does it where it can; older browsers need to be told.
  if (CSS.supports("selector(::details-content)")) {
    return;
  }
  /** @type {[HTMLElement, string | null][]} */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [];
    Rozcestnik.tools.all("main details:not([open]):not(.on-screen)").forEach((one) => {
      folded.push([one, one.getAttribute("name")]);
    });
    // Of those with one name only one may be open.
    folded.forEach(([one]) => one.removeAttribute("name"));
    folded.forEach(([one]) => one.setAttribute("open", ""));
  });
  addEventListener("afterprint", () => {
    folded.forEach(([one]) => one.removeAttribute("open"));
    folded.forEach(([one, name]) => name && one.setAttribute("name", name));
    folded = [];
  });
})();

(() => {
  "use strict";
  // Away from the net: sw.js keeps the same pages for everybody, and the page of the municipality chosen in the
  // picker once the reader opens it: the choice alone never makes the browser ask for anything. Pages to be left
  // quickly leave nothing behind, so they neither start it nor tell it anything.
  const { paths, remembered, secret } = Rozcestnik.tools;
  const away = navigator.serviceWorker;
  if (secret || !away) {
    return;
  }
  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const tell = () => {
    const kept = remembered();
    const place = kept ? kept.slug : "";
    const open = place !== "" && location.pathname === `${root.pathname}${paths.town}${place}/`;
    away.ready.then((known) => known.active && known.active.postMessage({ place, open })).catch(() => {});
  };
  addEventListener("load", () => {
    away.register(root.href + "sw.js", { scope: root.href, updateViaCache: "none" }).then(tell).catch(() => {});
  });
  away.addEventListener("controllerchange", tell);
  document.addEventListener("rozcestnik:place", tell);
})();
