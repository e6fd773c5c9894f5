/*
 * Czech words on the reader's side: fold, tokens, spans, stem. The twin of macros/words/czech.py
 * and macros/words/stemmer.py: tests/test_czech_js.py compares them on every word of the data, so a change here
 * is a change there.
 */
(() => {
  "use strict";

  /**
   * Letters that Unicode does not take apart into a letter and a mark.
   * @type {Record<string, string>}
   */
  const LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ſ": "s", "ς": "σ"
  };
  const SPECIAL = /[ßæœþøđðłıħŧŋſς]/g;
  // Combining marks, the soft hyphen and signs of no width.
  const SILENT = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g;
  const TOKEN = /[0-9a-z\u00d8-\u00f6\u00f8-\u02af\u0370-\u1fff\u2c00-\u2dff\u3040-\ud7ff]+/g;
  // eslint-disable-next-line no-control-regex -- all of ASCII
  const PLAIN = /^[\x00-\x7f]*$/;

  /** @param {string} text */
  function words(text) {
    return text.split(/\s+/);
  }

  const ENDINGS = new Set(words(
    "a e i o u y am em im um ym ou ach ech ich ych mi ami emi imi ymi ama ema ima yma eho iho emu " +
    "imu yho ymu ej ejch ejma ovi ove ime ite ame ate eme ete aji eji uji uju uje ujes ujeme ujete ujou"
  ));
  const MIDDLES = new Set(words("it et at ovat out il al el oval en an ovan ov uj nul"));
  /** @type {Map<string, string>} */
  const FIXED = new Map();
  [
    "dite ditete diteti ditetem deti det detem detech detmi detma",
    "clovek cloveka cloveku clovekem clovece lide lidi lidem lidech lidmi lidma",
    "penih penize penez penezi penezum penezich penezma",
    "dom dum",
    "den dne dni dnu dny dnem dnech",
    "otk otec otce otc",
    "uct ucet",
    "najm najem",
    "obk obec obc",
    "ucn ucen",
    "smlouv smluv",
    "problem problemu problemum",
    "pij pit pil",
    "bij bit bil",
    "kradl krad krast",
    "utek utect utekl utec utik",
    "pomok pomoct pomuze pomohl",
    "domov domove domovem",
    "internet",
    "postizen",
    "plat placen",
    "zaplat zaplacen",
    "nasil",
    "vychov vychove",
    "obcan"
  ].forEach((line) => {
    const forms = words(line);
    forms.forEach((form) => FIXED.set(form, forms[0]));
  });
  const VOWEL = /[aeiouy]/;
  const WORD = /^[a-z]{3,}$/;
  const FLEETING = /[bcdfgjklmnprstvxz]e[kbcn]$/;
  /** @type {Record<string, string>} */
  const LAST = { c: "k", z: "h", g: "h" };
  const SHORTEST = 3;

  /** @type {Map<string, string>} */
  const folded = new Map();

  /** @param {string} char */
  function foldChar(char) {
    let known = folded.get(char);
    if (known === undefined) {
      known = char.normalize("NFKD").toLowerCase().normalize("NFKD").replace(SILENT, "")
        .replace(SPECIAL, (letter) => LETTERS[letter]);
      folded.set(char, known);
    }
    return known;
  }

  /**
   * Text in lower case and without diacritics: "Žďár" → "zdar".
   * @param {string} text
   */
  function fold(text) {
    return PLAIN.test(text) ? text.toLowerCase() : Array.from(text, foldChar).join("");
  }

  /**
   * The folded words and numbers of a text, in order.
   * @type {Czech["tokens"]}
   */
  function tokens(text) {
    return fold(text).match(TOKEN) || [];
  }

  /**
   * The words of a text with their places in it, for marking.
   * @param {string} text
   */
  function spans(text) {
    let plain = "";
    /** @type {number[]} */
    const from = [];
    /** @type {number[]} */
    const to = [];
    let at = 0;
    Array.from(text).forEach((char) => {
      const small = foldChar(char);
      for (let i = 0; i < small.length; i += 1) {
        from.push(at);
        to.push(at + char.length);
      }
      plain += small;
      at += char.length;
      if (!small && to.length) {
        // A mark belongs to the letter before it.
        to[to.length - 1] = at;
      }
    });
    /** @type {Span[]} */
    const found = [];
    plain.replace(TOKEN, (token, place) => {
      found.push({ token, start: from[place], end: to[place + token.length - 1] });
      return token;
    });
    return found;
  }

  /** @type {(word: string, endings: Set<string>) => string} */
  function without(word, endings) {
    for (let size = Math.min(5, word.length - SHORTEST); size > 0; size -= 1) {
      const rest = word.slice(0, -size);
      if (endings.has(word.slice(-size)) && VOWEL.test(rest)) {
        return rest;
      }
    }
    return word;
  }

  /** @type {(word: string, whole: boolean) => string} */
  function withoutFleeting(word, whole) {
    const last = word.slice(-1);
    if (word.length > 4 && FLEETING.test(word) && (whole || last !== "n")) {
      return word.slice(0, -2) + last;
    }
    return word;
  }

  /**
   * The stem under which search files a word, however it is inflected or accented.
   * @param {string} text
   */
  function stem(text) {
    const word = fold(text);
    const fixed = FIXED.get(word);
    if (fixed !== undefined || !WORD.test(word)) {
      return fixed || word;
    }
    let bare = without(word, ENDINGS);
    const known = FIXED.get(bare);
    if (known !== undefined) {
      return known;
    }
    bare = without(withoutFleeting(bare, bare === word), MIDDLES);
    const last = bare.slice(-1);
    return bare.slice(0, -1) + (LAST[last] || last);
  }

  Rozcestnik.czech = { fold, tokens, spans, stem };
})();
