/*
 * Searches the index that macros/search.py builds. The twin of macros/search_query.py, which explains the
 * why: tests/test_search_js.py compares their results, so a change here is a change there. Whole numbers
 * only. Needs czech.js; touches no page.
 */
(function (root) {
  "use strict";

  const czech = root.RozcestnikCzech;
  const divide = (part, whole) => Math.floor(part / whole);

  /** Makes parsed search/index.json ready for questions. */
  function read(raw) {
    const groups = [];
    raw.groups.forEach(([group, size]) => {
      for (let i = 0; i < size; i += 1) {
        groups.push(group);
      }
    });
    return Object.assign({}, raw, {
      groups,
      situations: groups.filter((group) => group === "situation").length,
      terms: raw.terms.split(" "),
      phrases: raw.phrases.map((rows) => rows.map(summed)),
      stop: new Set(raw.stop.split(" ")),
      same: new Map(Object.entries(raw.same))
    });
  }

  function summed(steps) {
    let at = 0;
    return steps.map((step) => (at += step));
  }

  /** At most `limit` results, the best first: [{group, url, title, note, score}]. */
  function query(index, text, limit) {
    const scores = score(index, meanings(index, text));
    const hits = ranked(index, scores, limit);
    return hits.filter((hit) => hit.score * 100 >= hits[0].score * index.tuning.floor);
  }

  function ranked(index, scores, limit) {
    const docs = Array.from(scores.keys()).sort((a, b) => scores.get(b) - scores.get(a) || a - b);
    return docs.slice(0, limit).map((doc) => ({
      group: index.groups[doc],
      url: index.urls[doc],
      title: index.titles[doc],
      note: index.notes[doc],
      score: scores.get(doc)
    }));
  }

  /** For each word that counts a map of stems it may stand for and how surely (hundredths). */
  function meanings(index, text) {
    const all = czech.tokens(text);
    const words = Array.from(new Set(all));
    const telling = words.filter((word) => !index.stop.has(word));
    const typed = /\s$/.test(text) ? "" : all[all.length - 1];
    return (telling.length ? telling : words)
      .map((word) => meaningsOf(index, word, word === typed))
      .filter((found) => found.size);
  }

  function keyOf(index, word) {
    const stem = czech.stem(word);
    return index.same.get(stem) || stem;
  }

  function meaningsOf(index, word, typing) {
    const stem = keyOf(index, word);
    const tuning = index.tuning;
    const found = new Map();
    const known = find(index, stem);
    if (typing) {
      starting(index, word).forEach((term) => {
        found.set(term, divide(tuning.prefix, known < 0 ? 1 : 2));
      });
    }
    if (stem.length >= 4) {
      family(index, stem).forEach((term) => {
        found.set(term, Math.max(found.get(term) || 0, tuning.family));
      });
    }
    if (known >= 0) {
      found.set(known, 100);
    }
    if (found.size) {
      return found;
    }
    const other = withoutNe(index, stem);
    return other.size ? other : misspelt(index, word, stem);
  }

  function lowest(terms, wanted) {
    let low = 0;
    let high = terms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (terms[middle] < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  function find(index, term) {
    const place = lowest(index.terms, term);
    return index.terms[place] === term ? place : -1;
  }

  function starting(index, start) {
    const found = [];
    let place = lowest(index.terms, start);
    while (place < index.terms.length && index.terms[place].startsWith(start)) {
      found.push(place);
      place += 1;
    }
    return found;
  }

  function family(index, stem) {
    const found = starting(index, stem).filter((term) => index.terms[term].length <= stem.length + 3);
    for (let size = Math.max(4, stem.length - 3); size < stem.length; size += 1) {
      const shorter = find(index, stem.slice(0, size));
      if (shorter >= 0) {
        found.push(shorter);
      }
    }
    return found;
  }

  function withoutNe(index, stem) {
    const other = stem.startsWith("ne") && stem.length > 4 ? stem.slice(2) : "ne" + stem;
    const place = find(index, other);
    return place < 0 ? new Map() : new Map([[place, index.tuning.ne]]);
  }

  function misspelt(index, word, stem) {
    const allowed = stem.length < 4 ? 0 : stem.length < 6 || word.length < 7 ? 1 : 2;
    const found = [null, new Map(), new Map()];
    for (let place = 0; allowed && place < index.terms.length; place += 1) {
      const term = index.terms[place];
      if (term.length > 3 && Math.abs(term.length - stem.length) <= allowed) {
        const near = term[0] === stem[0] || term[1] === stem[1];
        const distance = near ? edits(stem, term, allowed) : 3;
        if (distance <= allowed) {
          found[distance].set(place, Math.max(10, 100 - divide(index.tuning.typo * distance, stem.length)));
        }
      }
    }
    return found[1].size ? found[1] : found[2];
  }

  /** How many letters to add, drop, change or swap; most + 1 if more. */
  function edits(left, right, most) {
    let oldest = [];
    let before = [];
    let row = Array.from({ length: right.length + 1 }, (_, place) => place);
    for (let i = 1; i <= left.length; i += 1) {
      oldest = before;
      before = row;
      row = [i];
      for (let j = 1; j <= right.length; j += 1) {
        const same = left[i - 1] === right[j - 1] ? 0 : 1;
        row[j] = Math.min(row[j - 1] + 1, before[j] + 1, before[j - 1] + same);
        if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
          row[j] = Math.min(row[j], oldest[j - 2] + 1);
        }
      }
      if (Math.min.apply(null, row) > most) {
        return most + 1;
      }
    }
    return Math.min(row[right.length], most + 1);
  }

  function score(index, words) {
    const impact = new Map();
    const covered = new Map();
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
    const scores = new Map();
    impact.forEach((value, doc) => {
      const share = least + divide((100 - least) * covered.get(doc), total);
      const all = divide(value * share, 100) + phraseBonus(index, doc, surest, total);
      scores.set(doc, divide(all * index.boosts[doc], 100));
    });
    return scores;
  }

  function best(index, word) {
    const found = new Map();
    word.forEach((sure, term) => {
      const steps = index.postings[term];
      for (let i = 0, doc = 0; i < steps.length; i += 2) {
        doc += steps[i];
        found.set(doc, Math.max(found.get(doc) || 0, steps[i + 1] * sure));
      }
    });
    return found;
  }

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

  /** The situation whose words look most like the text, or null. */
  function nearest(index, text) {
    const scores = new Map();
    new Set(czech.tokens(text).filter((word) => !index.stop.has(word))).forEach((word) => {
      best(index, alike(index, word)).forEach((value, doc) => {
        if (doc < index.situations) {
          scores.set(doc, (scores.get(doc) || 0) + value);
        }
      });
    });
    return ranked(index, scores, 1)[0] || null;
  }

  function alike(index, word) {
    const mine = trigrams(czech.stem(word));
    const found = new Map();
    index.terms.forEach((term, place) => {
      const theirs = trigrams(term);
      let shared = 0;
      theirs.forEach((one) => { shared += mine.has(one) ? 1 : 0; });
      const value = divide(2 * shared * 100, mine.size + theirs.size);
      if (value >= index.tuning.alike) {
        found.set(place, value);
      }
    });
    return found;
  }

  function trigrams(word) {
    const padded = "__" + word + "_";
    const found = new Set();
    for (let place = 0; place <= word.length; place += 1) {
      found.add(padded.slice(place, place + 3));
    }
    return found;
  }

  /** The stems that a question may stand for, for `parts`. */
  function terms(index, text) {
    const found = new Set();
    meanings(index, text).forEach((word) => word.forEach((sure, term) => found.add(term)));
    return found;
  }

  /** A text cut into [{text, marked}], marked where its words are among `wanted`. */
  function parts(index, wanted, text) {
    const found = [];
    let at = 0;
    czech.spans(text).filter((span) => wanted.has(find(index, keyOf(index, span.token)))).forEach((span) => {
      found.push({ text: text.slice(at, span.start), marked: false });
      found.push({ text: text.slice(span.start, span.end), marked: true });
      at = span.end;
    });
    found.push({ text: text.slice(at), marked: false });
    return found.filter((part) => part.text);
  }

  root.RozcestnikSearch = { read, query, nearest, terms, parts };
})(this);
