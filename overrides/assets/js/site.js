/* Small helps that a page can do without. Nothing is stored, nothing is sent. */
"use strict";
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
  // "Leave quickly": the page is replaced, so that the way back does not lead here. Esc three times does the same.
  const exit = document.querySelector("[data-exit]");
  if (!exit) return;
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
})();
