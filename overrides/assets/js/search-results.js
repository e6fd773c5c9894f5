/*
 * The page with all results of a search: <div data-search-results>. search.js loads it there and hands over
 * its tools. What stands on the page for when there is nothing: <template data-search-empty> with the help
 * lines, and [data-search-fallback], shown until there are results.
 */
(function (tools) {
  "use strict";

  const RESULTS = 200;
  // The rest of a longer group is opened by a button.
  const SHOWN = { situation: 5, service: 8, place: 8, measure: 5, page: 5 };
  const ALL = "vse";
  const { complete, element, marked, note, grouped, counted, newId, HEADINGS } = tools;
  const forms = Array.from(document.querySelectorAll("form[data-search]"));
  const box = document.querySelector("[data-search-results]");
  const status = element("p", { class: "rz-search__count", role: "status", tabindex: "-1" });
  const body = element("div", { class: "rz-search__results" });
  const fallback = document.querySelector("[data-search-fallback]");
  const empty = document.querySelector("template[data-search-empty]");
  const root = forms[0].dataset.root;
  let everywhere = new URLSearchParams(location.search).get("kde") === ALL;
  let wait = 0;

  function item(index, wanted, hit) {
    return element("li", { class: "rz-search__result" }, element("a", {
      class: "rz-search__link", href: root + hit.url
    }, ...marked(index, wanted, hit.title)), ...note(index, wanted, hit));
  }

  function list(index, text, hits) {
    const wanted = window.RozcestnikSearch.terms(index, text);
    grouped(hits).forEach((found, group) => {
      const heading = element("h2", { class: "rz-search__heading", id: newId("heading") }, HEADINGS[group]);
      const items = element("ul", { class: "rz-search__items" }, ...found.map((hit) => item(index, wanted, hit)));
      body.append(element("section", { class: "rz-search__section", "aria-labelledby": heading.id }, heading, items));
      shorten(items, SHOWN[group], HEADINGS[group]);
    });
  }

  /** Hides the end of a long list behind a button. */
  function shorten(items, shown, heading) {
    const rest = Array.from(items.children).slice(shown);
    if (rest.length < 2) {
      return;
    }
    const button = element("button", { class: "button quiet", type: "button" },
      "Zobrazit " + counted(rest.length, "další výsledek", "další výsledky", "dalších výsledků"),
      element("span", { class: "sr" }, ": " + heading));
    rest.forEach((one) => { one.hidden = true; });
    button.addEventListener("click", () => {
      rest.forEach((one) => { one.hidden = false; });
      button.remove();
      rest[0].querySelector("a").focus();
    });
    items.after(button);
  }

  function nothing(index, text) {
    const near = window.RozcestnikSearch.nearest(index, text);
    body.append(element("p", {}, "Zkuste to jinými slovy, nebo kratší větou."));
    if (near) {
      body.append(element("p", { class: "rz-search__nearest" }, "Možná hledáte: ",
        element("a", { class: "rz-search__link", href: root + near.url }, near.title)));
    }
    if (empty) {
      body.append(empty.content.cloneNode(true));
    }
  }

  /** In a large portal says where was searched, and offers the rest. */
  function elsewhere(index) {
    const added = index.shards.filter((one) => one.added).map((one) => one.title);
    if (added.length === index.shards.length) {
      return;
    }
    const button = element("button", { class: "button quiet", type: "button" }, "Hledat i ve službách všech krajů");
    button.addEventListener("click", () => {
      everywhere = true;
      button.disabled = true;
      ask(forms[0].querySelector("input[type=search]").value.trim()).then(() => status.focus());
    });
    body.append(element("p", { class: "rz-search__where" }, added.length
      ? "Místní služby a obce jsme hledali jen tady: " + added.join(", ") + "."
      : "Místní služby a obce jsme zatím nehledali. Napište k dotazu i svou obec, nebo hledejte všude."), button);
  }

  function show(text) {
    return complete(forms[0], text, everywhere).then((index) => {
      const hits = text ? window.RozcestnikSearch.query(index, text, RESULTS) : [];
      body.textContent = "";
      status.textContent = !text ? "" : !hits.length ? "Nic jsme nenašli."
        : "Našli jsme " + counted(hits.length, "výsledek", "výsledky", "výsledků") + ".";
      if (text && hits.length) {
        list(index, text, hits);
        elsewhere(index);
      } else if (text) {
        elsewhere(index);
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
    const query = text ? "?" + new URLSearchParams(everywhere ? { q: text, kde: ALL } : { q: text }) : "";
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
