/*
 * The page with all results of a search: <div data-search-results>. search.js loads it there and hands over
 * its tools. What stands on the page for when there is nothing: <template data-search-empty> with the help
 * lines, and [data-search-fallback], shown until there are results.
 */
(function (tools) {
  "use strict";

  const RESULTS = 200;
  const { load, element, marked, grouped, counted, newId, HEADINGS } = tools;
  const forms = Array.from(document.querySelectorAll("form[data-search]"));
  const box = document.querySelector("[data-search-results]");
  const status = element("p", { class: "rz-search__count", role: "status", tabindex: "-1" });
  const body = element("div", { class: "rz-search__results" });
  const fallback = document.querySelector("[data-search-fallback]");
  const empty = document.querySelector("template[data-search-empty]");
  const root = forms[0].dataset.root;
  let wait = 0;

  function link(index, wanted, hit) {
    const item = element("li", { class: "rz-search__result" }, element("a", {
      class: "rz-search__link", href: root + hit.url
    }, ...marked(index, wanted, hit.title)));
    if (hit.note) {
      item.append(" ", element("span", { class: "rz-search__note" }, hit.note));
    }
    return item;
  }

  function list(index, text, hits) {
    const wanted = window.RozcestnikSearch.terms(index, text);
    grouped(hits).forEach((found, group) => {
      const heading = element("h2", { class: "rz-search__heading", id: newId("heading") }, HEADINGS[group]);
      body.append(element("section", { class: "rz-search__section", "aria-labelledby": heading.id }, heading,
        element("ul", { class: "rz-search__items" }, ...found.map((hit) => link(index, wanted, hit)))));
    });
  }

  function nothing(index, text) {
    if (empty) {
      body.append(empty.content.cloneNode(true));
    }
    const near = window.RozcestnikSearch.nearest(index, text);
    if (near) {
      body.append(element("p", { class: "rz-search__nearest" }, "Možná hledáte: ",
        element("a", { class: "rz-search__link", href: root + near.url }, near.title)));
    }
  }

  function show(text) {
    return load(forms[0]).then((index) => {
      const hits = text ? window.RozcestnikSearch.query(index, text, RESULTS) : [];
      body.textContent = "";
      status.textContent = !text ? "" : !hits.length ? "Nic jsme nenašli."
        : "Našli jsme " + counted(hits.length, "výsledek", "výsledky", "výsledků") + ".";
      list(index, text, hits);
      if (text && !hits.length) {
        nothing(index, text);
      }
      if (fallback) {
        fallback.hidden = hits.length > 0;
      }
    }).catch(() => {
      status.textContent = "Hledání se nepodařilo načíst. Zkuste to prosím znovu.";
    });
  }

  function ask(text) {
    const query = text ? "?" + new URLSearchParams({ q: text }) : "";
    history.replaceState(null, "", location.pathname + query);
    return show(text);
  }

  const given = (new URLSearchParams(location.search).get("q") || "").trim();
  box.textContent = "";
  box.append(status, body);
  forms.forEach((form) => {
    const input = form.querySelector("input[type=search]");
    input.value = given;
    input.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(() => ask(input.value.trim()), 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(wait);
      // Moving on closes a phone's keyboard and brings readers to the results.
      ask(input.value.trim()).then(() => status.focus());
    });
  });
  if (given) {
    show(given);
  }
})(window.RozcestnikSearchTools);
