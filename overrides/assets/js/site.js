/* Small helps that a page can do without. Nothing is sent. */
"use strict";
(() => {
  // A page to be left quickly shows nothing inside somebody else's page, who could watch or lay something over it. Hosts
  // that know `_headers` forbid it to all pages; this is for the others.
  if (self === top || !document.body.classList.contains("quick-exit")) return;
  const link = document.createElement("a");
  link.href = location.pathname;
  link.target = "_top";
  link.rel = "noopener";
  link.textContent = "Otevřít tuto stránku samostatně";
  const words = document.createElement("p");
  words.append(link);
  const main = document.createElement("main");
  main.append(words);
  document.body.replaceChildren(main);
})();
(() => {
  // Printing, and the phone's own way of sharing, where the browser has one.
  const send = document.querySelector(".take__send");
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button quiet";
    made.textContent = label;
    made.addEventListener("click", act);
    send.append(" ", made);
  };
  if (send) {
    if (navigator.share) {
      button("Sdílet", () => navigator.share({ title: document.title, url: location.href.split("#")[0] }).catch(() => {}));
    }
    button("Vytisknout stránku", () => window.print());
  }
})();
(() => {
  // What is folded stands open on paper. The style sheet does it where it can; older browsers need to be told.
  if (CSS.supports("selector(::details-content)")) return;
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open]):not(.on-screen)")].map((one) => [one, one.getAttribute("name")]);
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
  // "Leave quickly": the page is replaced, so that the way back does not lead here. Esc three times does the same.
  // The link may come later than this script, with the results of a search.
  const exit = () => document.querySelector("[data-exit]");
  const leave = () => {
    document.body.hidden = true;
    location.replace(exit().href);
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-exit]")) return;
    event.preventDefault();
    leave();
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (presses.length >= 3 && exit()) leave();
  });

  // Away from the net: sw.js keeps the same pages for everybody, and the page of the municipality chosen in the
  // picker once the reader opens it: the choice alone never makes the browser ask for anything. Pages to be left quickly leave nothing behind, so they neither start it nor tell it anything.
  const away = navigator.serviceWorker;
  if (exit() || document.body.classList.contains("quick-exit") || !away) return;
  const root = new URL("../../", document.currentScript.src);
  const chosen = () => {
    try {
      return String(JSON.parse(localStorage.getItem("rozcestnik-misto")).slug);
    } catch (error) {
      return "";
    }
  };
  const tell = () => {
    const place = chosen();
    const open = place !== "" && location.pathname === `${root.pathname}obce/${place}/`;
    return away.ready.then((known) => known.active.postMessage({ place, open })).catch(() => {});
  };
  addEventListener("load", () => {
    away.register(root.href + "sw.js", { scope: root.href, updateViaCache: "none" }).then(tell).catch(() => {});
  });
  away.addEventListener("controllerchange", tell);
  document.addEventListener("rozcestnik:misto", tell);
})();
