/*
 * What the words of a question may mean: stems of the index, by form, beginning, suffix or typing error.
 * The twin of macros/search/meaning.py, which explains the why. Needs czech.js; touches no page.
 */
(() => {
  "use strict";

  // Looked up when it is needed, so that these files may come in any order.
  /** @type {Czech["tokens"]} */
  const tokens = (text) => Rozcestnik.czech.tokens(text);
  /** @type {Czech["stem"]} */
  const stemOf = (word) => Rozcestnik.czech.stem(word);
  /** @type {Meanings["divide"]} */
  const divide = (part, whole) => Math.floor(part / whole);

  /**
   * For each word that counts the stems it may stand for.
   * @type {Meanings["meanings"]}
   */
  function meanings(index, text) {
    const all = tokens(text);
    const words = Array.from(new Set(all));
    const telling = words.filter((word) => !index.stop.has(word));
    const typed = /[ \t\n\u00a0]$/.test(text) ? "" : all[all.length - 1];
    return (telling.length ? telling : words)
      .map((word) => meaningsOf(index, word, word === typed))
      .filter((found) => found.size);
  }

  /** @type {(index: SearchIndex, word: string, typing: boolean) => Meaning} */
  function meaningsOf(index, word, typing) {
    const stem = stemOf(word);
    const tuning = index.tuning;
    /** @type {Meaning} */
    const found = new Map();
    const known = find(index, stem);
    if (typing) {
      starting(index, word).forEach((place) => {
        found.set(index.stands[place], divide(tuning.prefix, known < 0 ? 1 : 2));
      });
    }
    if (stem.length >= 4) {
      family(index, stem).forEach((term) => {
        raise(found, term, tuning.family);
      });
    }
    if (known >= 0) {
      found.set(known, 100);
    }
    return [
      () => found,
      () => withoutNe(index, stem),
      () => misspelt(index, word, stem),
      () => cousins(index, stem)
    ].reduce((best, next) => (best.size ? best : next()), new Map());
  }

  /** @type {(terms: string[], wanted: string) => number} */
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

  /**
   * The term that a stem stands for, or -1.
   * @type {Meanings["find"]}
   */
  function find(index, stem) {
    const place = lowest(index.words, stem);
    return index.words[place] === stem ? index.stands[place] : -1;
  }

  /** @type {(index: SearchIndex, start: string) => number[]} */
  function starting(index, start) {
    /** @type {number[]} */
    const found = [];
    let place = lowest(index.words, start);
    while (place < index.words.length && index.words[place].startsWith(start)) {
      found.push(place);
      place += 1;
    }
    return found;
  }

  /** @type {(index: SearchIndex, stem: string) => number[]} */
  function family(index, stem) {
    const found = starting(index, stem).filter((place) => index.words[place].length <= stem.length + 3)
      .map((place) => index.stands[place]);
    for (let size = Math.max(4, stem.length - 3); size < stem.length; size += 1) {
      const shorter = find(index, stem.slice(0, size));
      if (shorter >= 0) {
        found.push(shorter);
      }
    }
    return found;
  }

  /** @type {(index: SearchIndex, stem: string) => Meaning} */
  function withoutNe(index, stem) {
    const other = stem.startsWith("ne") && stem.length > 4 ? stem.slice(2) : "ne" + stem;
    const term = find(index, other);
    return term < 0 ? new Map() : new Map([[term, index.tuning.ne]]);
  }

  /** @type {(index: SearchIndex, stem: string) => Meaning} */
  function cousins(index, stem) {
    if (stem.length < 6) {
      return new Map();
    }
    const start = stem.slice(0, Math.max(5, stem.length - 2));
    return new Map(starting(index, start)
      .filter((place) => index.words[place].length <= start.length + 4)
      .map((place) => /** @type {[number, number]} */ ([index.stands[place], index.tuning.cousin])));
  }

  /** @type {(index: SearchIndex, word: string, stem: string) => Meaning} */
  function misspelt(index, word, stem) {
    const allowed = stem.length < 4 ? 0 : stem.length < 6 || word.length < 7 ? 1 : 2;
    /** @type {Meaning[]} */
    const found = [new Map(), new Map(), new Map()];
    for (let place = 0; allowed && place < index.words.length; place += 1) {
      const known = index.words[place];
      if (known.length > 3 && Math.abs(known.length - stem.length) <= allowed) {
        const near = known[0] === stem[0] || known[1] === stem[1];
        const distance = near ? edits(stem, known, allowed) : 3;
        if (distance <= allowed) {
          const sure = Math.max(10, 100 - divide(index.tuning.typo * distance, stem.length));
          raise(found[distance], index.stands[place], sure);
        }
      }
    }
    return found[1].size ? found[1] : found[2];
  }

  /** @type {(found: Meaning, term: number, sure: number) => void} */
  function raise(found, term, sure) {
    found.set(term, Math.max(found.get(term) || 0, sure));
  }

  /**
   * How many letters to add, drop, change or swap; most + 1 if more.
   * @type {(left: string, right: string, most: number) => number}
   */
  function edits(left, right, most) {
    /** @type {number[]} */
    let before = [];
    let row = Array.from({ length: right.length + 1 }, (_, place) => place);
    for (let i = 1; i <= left.length; i += 1) {
      const oldest = before;
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

  /** @type {Meanings["alike"]} */
  function alike(index, word) {
    const mine = trigrams(stemOf(word));
    /** @type {Meaning} */
    const found = new Map();
    index.words.forEach((known, place) => {
      const theirs = trigrams(known);
      let shared = 0;
      theirs.forEach((one) => { shared += mine.has(one) ? 1 : 0; });
      const value = divide(2 * shared * 100, mine.size + theirs.size);
      if (value >= index.tuning.alike) {
        raise(found, index.stands[place], value);
      }
    });
    return found;
  }

  /** @param {string} word */
  function trigrams(word) {
    const padded = "__" + word + "_";
    const found = new Set();
    for (let place = 0; place <= word.length; place += 1) {
      found.add(padded.slice(place, place + 3));
    }
    return found;
  }

  Rozcestnik.meaning = { divide, meanings, alike, find };
})();
