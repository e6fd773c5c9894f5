/* Small helps that a page can do without. Nothing is sent. */
"use strict";
(() => {
  // "Leave quickly": the page is replaced, so that the way back does not lead here. Esc three times does the same.
  const exit = document.querySelector("[data-exit]");
  if (exit) {
    const leave = (event) => {
      if (event) event.preventDefault();
      document.body.hidden = true;
      location.replace(exit.href);
    };
    exit.addEventListener("click", leave);
    let presses = [];
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
      if (presses.length >= 3) leave();
    });
  }

  // Away from the net: sw.js keeps the same pages for everybody, and the page of the municipality chosen in the
  // picker. Pages to be left quickly leave nothing behind, so they neither start it nor tell it anything.
  const away = navigator.serviceWorker;
  if (exit || document.body.classList.contains("quick-exit") || !away) return;
  const root = new URL("../../", document.currentScript.src);
  const chosen = () => {
    try {
      return String(JSON.parse(localStorage.getItem("rozcestnik-misto")).slug);
    } catch (error) {
      return "";
    }
  };
  const tell = () => away.ready.then((known) => known.active.postMessage({ place: chosen() })).catch(() => {});
  addEventListener("load", () => {
    away.register(root.href + "sw.js", { scope: root.href, updateViaCache: "none" }).then(tell).catch(() => {});
  });
  away.addEventListener("controllerchange", tell);
  document.addEventListener("rozcestnik:misto", tell);
})();
