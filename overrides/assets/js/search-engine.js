/*
 * Searches the index that macros/search/index.py builds. The twin of macros/search/query.py, which explains the
 * why: tests/test_search_js.py compares their results, so a change here is a change there. Whole numbers
 * only. Needs czech.js and search-meaning.js; touches no page.
 */
(() => {
  "use strict";

  // Looked up when they are needed, so that these files may come in any order.
  /** @type {Meanings["divide"]} */
  const divide = (part, whole) => Math.floor(part / whole);
  /** @type {Meanings["meanings"]} */
  const meanings = (index, text) => Rozcestnik.meaning.meanings(index, text);

  /**
   * In this order groups are shown, and equally good pages ranked.
   * @type {SearchGroup[]}
   */
  const GROUPS = ["situation", "service", "place", "measure", "page"];

  /**
   * Makes parsed search/index.json ready for questions.
   * @param {SearchCore} raw
   */
  function read(raw) {
    const terms = raw.terms.split(" ");
    /** @type {Map<string, number>} */
    const number = new Map();
    terms.forEach((term, place) => number.set(term, place));
    Object.keys(raw.same).forEach((stem) => {
      const term = number.get(raw.same[stem]);
      if (term !== undefined) {
        number.set(stem, term);
      }
    });
    const words = Array.from(number.keys()).sort();
    /** @type {SearchIndex} */
    const index = {
      id: raw.id,
      weights: raw.weights,
      tuning: raw.tuning,
      words,
      stands: words.map((word) => number.get(word) || 0),
      stop: new Set(raw.stop.split(" ")),
      shards: raw.shards.map(([slug, title, names]) => ({ slug, title, names: names.map(summed), added: false })),
      groups: [],
      titles: [],
      names: [],
      urls: [],
      notes: [],
      boosts: [],
      phrases: [],
      postings: terms.map(() => []),
      situations: 0
    };
    take(index, raw, raw.postings.map((_row, term) => term));
    index.situations = index.groups.filter((group) => group === "situation").length;
    return index;
  }

  /**
   * Adds the parsed file of a region; an error where it comes from another build.
   * @type {SearchEngine["add"]}
   */
  function add(index, slug, raw) {
    if (raw.id !== index.id) {
      throw new RangeError("search index: files of different builds");
    }
    const shard = index.shards.find((one) => one.slug === slug);
    if (shard && !shard.added) {
      take(index, raw, summed(raw.terms));
      shard.added = true;
    }
  }

  /** @type {(index: SearchIndex, raw: SearchPart, terms: number[]) => void} */
  function take(index, raw, terms) {
    const first = index.titles.length;
    raw.postings.forEach((steps, at) => {
      if (steps.length) {
        index.postings[terms[at]].push({ first, steps });
      }
    });
    raw.groups.forEach(([group, size]) => {
      for (let i = 0; i < size; i += 1) {
        index.groups.push(group);
      }
    });
    raw.titles.forEach((title, at) => {
      index.titles.push(title);
      index.names.push(nameOf(title));
      index.urls.push(raw.urls[at]);
      index.notes.push(raw.notes[at]);
      index.boosts.push(raw.boosts[at]);
      index.phrases.push(raw.phrases[at].map(summed));
    });
  }

  /**
   * Slugs of the regions that the text names, or whose places it names; none where there are too many.
   * @type {SearchEngine["named"]}
   */
  function named(index, text) {
    /** @type {Set<number>} */
    const sure = new Set();
    meanings(index, text).forEach((word) => word.forEach((value, term) => {
      if (value === 100) {
        sure.add(term);
      }
    }));
    const found = index.shards.filter((one) => one.names.some((name) => name.every((term) => sure.has(term))));
    return found.length <= index.tuning.regions ? found.map((one) => one.slug) : [];
  }

  /**
   * Slugs of the files still to be added: of the regions that the text names, of the chosen one, or all.
   * @type {SearchEngine["needed"]}
   */
  function needed(index, text, chosen, everywhere) {
    const wanted = new Set(index.shards.length ? named(index, text) : []);
    if (wanted.size < index.tuning.regions) {
      wanted.add(chosen);
    }
    return index.shards.filter((one) => !one.added && (everywhere || wanted.has(one.slug))).map((one) => one.slug);
  }

  /** @param {string} text */
  function nameOf(text) {
    return Rozcestnik.czech.tokens(text).join(" ");
  }

  /** @param {number[]} steps */
  function summed(steps) {
    let at = 0;
    return steps.map((step) => (at += step));
  }

  /**
   * At most `limit` results, the best first.
   * @type {SearchEngine["query"]}
   */
  function query(index, text, limit) {
    const scores = score(index, meanings(index, text));
    const name = nameOf(text);
    let floor = 0;
    scores.forEach((value, doc) => {
      floor = Math.max(floor, value * index.tuning.floor);
      if (index.names[doc] === name) {
        scores.set(doc, divide(value * index.tuning.exact, 100));
      }
    });
    return ranked(index, scores, limit).filter((hit) => hit.score * 100 >= floor);
  }

  /** @type {(index: SearchIndex, scores: Map<number, number>, limit: number) => SearchHit[]} */
  function ranked(index, scores, limit) {
    const docs = Array.from(scores.entries()).sort(([a, one], [b, other]) => other - one ||
      GROUPS.indexOf(index.groups[a]) - GROUPS.indexOf(index.groups[b]) || (index.urls[a] < index.urls[b] ? -1 : 1));
    return docs.slice(0, limit).map(([doc, value]) => ({
      group: index.groups[doc],
      url: index.urls[doc],
      title: index.titles[doc],
      note: index.notes[doc],
      score: value
    }));
  }

  /** @type {(index: SearchIndex, words: Meaning[]) => Map<number, number>} */
  function score(index, words) {
    /** @type {Map<number, number>} */
    const impact = new Map();
    /** @type {Map<number, number>} */
    const covered = new Map();
    /** @type {Meaning} */
    const surest = new Map();
    let total = 0;
    words.forEach((word) => {
      let weight = 0;
      word.forEach((sure, term) => {
        weight = Math.max(weight, index.weights[term] * sure);
        surest.set(term, Math.max(surest.get(term) || 0, sure));
      });
      total += weight;
      best(index, word).forEach((value, doc) => {
        impact.set(doc, (impact.get(doc) || 0) + value);
        covered.set(doc, (covered.get(doc) || 0) + weight);
      });
    });
    const least = index.tuning.uncovered;
    /** @type {Map<number, number>} */
    const scores = new Map();
    impact.forEach((value, doc) => {
      const share = least + divide((100 - least) * (covered.get(doc) || 0), total);
      const all = divide(value * share, 100) + phraseBonus(index, doc, surest, total);
      scores.set(doc, divide(all * index.boosts[doc], 100));
    });
    return scores;
  }

  /** @type {(index: SearchIndex, word: Meaning) => Map<number, number>} */
  function best(index, word) {
    /** @type {Map<number, number>} */
    const found = new Map();
    word.forEach((sure, term) => {
      index.postings[term].forEach(({ first, steps }) => {
        for (let i = 0, doc = first; i < steps.length; i += 2) {
          doc += steps[i];
          found.set(doc, Math.max(found.get(doc) || 0, steps[i + 1] * sure));
        }
      });
    });
    return found;
  }

  /** @type {(index: SearchIndex, doc: number, surest: Meaning, total: number) => number} */
  function phraseBonus(index, doc, surest, total) {
    const tuning = index.tuning;
    return index.phrases[doc].reduce((most, phrase) => {
      let met = 0;
      let whole = 0;
      phrase.forEach((term) => {
        met += index.weights[term] * (surest.get(term) || 0);
        whole += index.weights[term];
      });
      const part = divide(met, whole);
      const share = tuning.alone + divide((100 - tuning.alone) * met, total);
      return Math.max(most, divide(divide(met * part * part * share, 1000000) * tuning.phrase, 100));
    }, 0);
  }

  /**
   * The situation whose words look most like the text, or null.
   * @type {SearchEngine["nearest"]}
   */
  function nearest(index, text) {
    /** @type {Map<number, number>} */
    const scores = new Map();
    new Set(Rozcestnik.czech.tokens(text).filter((word) => !index.stop.has(word))).forEach((word) => {
      best(index, Rozcestnik.meaning.alike(index, word)).forEach((value, doc) => {
        if (doc < index.situations) {
          scores.set(doc, (scores.get(doc) || 0) + value);
        }
      });
    });
    return ranked(index, scores, 1)[0] || null;
  }

  /**
   * The stems that a question may stand for, for `parts`.
   * @type {SearchEngine["terms"]}
   */
  function termsOf(index, text) {
    /** @type {Set<number>} */
    const found = new Set();
    meanings(index, text).forEach((word) => word.forEach((_sure, term) => found.add(term)));
    return found;
  }

  /**
   * A text cut into pieces, marked where its words are among `wanted`.
   * @type {SearchEngine["parts"]}
   */
  function parts(index, wanted, text) {
    const { czech, meaning } = Rozcestnik;
    const found = [];
    let at = 0;
    czech.spans(text).filter((span) => wanted.has(meaning.find(index, czech.stem(span.token)))).forEach((span) => {
      found.push({ text: text.slice(at, span.start), marked: false });
      found.push({ text: text.slice(span.start, span.end), marked: true });
      at = span.end;
    });
    found.push({ text: text.slice(at), marked: false });
    return found.filter((part) => part.text);
  }

  Rozcestnik.engine = { GROUPS, read, add, named, needed, query, nearest, terms: termsOf, parts };
})();
