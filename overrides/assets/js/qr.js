/*
 * QR codes, made here so that no list leaves the browser. As the standard (ISO/IEC 18004) has them: bytes of ASCII,
 * correction of 15 % (M), sizes 1 to 40, the mask with the least penalty. A test holds it to the maker of our leaflets.
 */
(() => {
  "use strict";

  /** Bytes of correction in a block, and number of blocks, by the size of the code. */
  const EXTRA = [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
    26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28
  ];
  const BLOCKS = [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
    17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49
  ];
  const LEVEL = 0;
  const QUIET = 4;

  // Bytes -----------------------------------------------------------------------------------------------

  /**
   * Where the centres of alignment patterns stand, in rows as in columns.
   * @param {number} size
   */
  function alignments(size) {
    if (size === 1) {
      return [];
    }
    const number = Math.floor(size / 7) + 2;
    const step = size === 32 ? 26 : Math.ceil((size * 4 + 4) / (number * 2 - 2)) * 2;
    const found = Array.from({ length: number - 1 }, (_one, at) => size * 4 + 10 - at * step).reverse();
    return [6].concat(found);
  }

  /**
   * How many bytes a code holds, correction and all.
   * @param {number} size
   */
  function capacity(size) {
    let bits = (16 * size + 128) * size + 64;
    if (size > 1) {
      const number = Math.floor(size / 7) + 2;
      bits -= (25 * number - 10) * number - 55 + (size > 6 ? 36 : 0);
    }
    return Math.floor(bits / 8);
  }

  /** @param {number} size */
  const room = (size) => capacity(size) - EXTRA[size - 1] * BLOCKS[size - 1];

  /** @type {(one: number, other: number) => number} */
  function times(one, other) {
    let product = 0;
    for (let at = 7; at >= 0; at -= 1) {
      product = (product << 1) ^ ((product >>> 7) * 0x11d);
      product ^= ((other >>> at) & 1) * one;
    }
    return product;
  }

  /**
   * The polynomial by which bytes of correction are worked out, without its first one.
   * @param {number} degree
   */
  function polynomial(degree) {
    const found = new Array(degree - 1).fill(0).concat(1);
    let root = 1;
    for (let i = 0; i < degree; i += 1) {
      for (let j = 0; j < degree; j += 1) {
        found[j] = times(found[j], root) ^ (found[j + 1] || 0);
      }
      root = times(root, 2);
    }
    return found;
  }

  /** @type {(bytes: number[], divisor: number[]) => number[]} */
  function correction(bytes, divisor) {
    const rest = divisor.map(() => 0);
    bytes.forEach((octet) => {
      const factor = octet ^ /** @type {number} */ (rest.shift());
      rest.push(0);
      divisor.forEach((one, at) => { rest[at] ^= times(one, factor); });
    });
    return rest;
  }

  /**
   * What a code says: its kind, length, the bytes, and filling.
   * @type {(text: string, size: number) => number[]}
   */
  function words(text, size) {
    const long = size > 9;
    const length = long ? [text.length >>> 12, (text.length >>> 4) & 255, (text.length & 15) << 4]
      : [text.length >>> 4, (text.length & 15) << 4];
    const bytes = [0x40].concat(length.slice(1));
    bytes[0] |= length[0];
    for (let at = 0; at < text.length; at += 1) {
      const octet = text.charCodeAt(at);
      bytes[bytes.length - 1] |= octet >>> 4;
      bytes.push((octet & 15) << 4);
    }
    for (let filling = 0xec; bytes.length < room(size); filling ^= 0xec ^ 0x11) {
      bytes.push(filling);
    }
    return bytes;
  }

  /**
   * The bytes of all blocks with their correction, in the order in which they are drawn.
   * @type {(bytes: number[], size: number) => number[]}
   */
  function interleaved(bytes, size) {
    const number = BLOCKS[size - 1];
    const extra = EXTRA[size - 1];
    const short = Math.floor(capacity(size) / number) - extra;
    const shorter = number - capacity(size) % number;
    const divisor = polynomial(extra);
    let from = 0;
    const blocks = Array.from({ length: number }, (_one, at) => {
      const data = bytes.slice(from, from + short + (at < shorter ? 0 : 1));
      from += data.length;
      return { data, check: correction(data, divisor) };
    });
    /** @type {number[]} */
    const found = [];
    for (let at = 0; at <= short; at += 1) {
      blocks.forEach(({ data }) => at < data.length && found.push(data[at]));
    }
    for (let at = 0; at < extra; at += 1) {
      blocks.forEach(({ check }) => found.push(check[at]));
    }
    return found;
  }

  // Modules ---------------------------------------------------------------------------------------------

  /**
   * A square with all that does not depend on what it says; what is free is undefined.
   * @param {number} size
   */
  function form(size) {
    const side = size * 4 + 17;
    /** @type {(boolean | undefined)[][]} */
    const rows = Array.from({ length: side }, () => new Array(side).fill(undefined));
    /** @type {(y: number, x: number, dark: boolean) => void} */
    const put = (y, x, dark) => {
      if (y >= 0 && y < side && x >= 0 && x < side) {
        rows[y][x] = dark;
      }
    };
    /** @type {(y: number, x: number, reach: number, light: number[]) => void} */
    const rings = (y, x, reach, light) => {
      for (let dy = -reach; dy <= reach; dy += 1) {
        for (let dx = -reach; dx <= reach; dx += 1) {
          put(y + dy, x + dx, light.indexOf(Math.max(Math.abs(dy), Math.abs(dx))) < 0);
        }
      }
    };
    for (let at = 0; at < side; at += 1) {
      put(6, at, at % 2 === 0);
      put(at, 6, at % 2 === 0);
    }
    const spots = alignments(size);
    const last = spots.length - 1;
    spots.forEach((y, i) => spots.forEach((x, j) => {
      if (!((i === 0 && (j === 0 || j === last)) || (i === last && j === 0))) {
        rings(y, x, 2, [1]);
      }
    }));
    [[3, 3], [3, side - 4], [side - 4, 3]].forEach(([y, x]) => rings(y, x, 4, [2, 4]));
    told(rows, 0);
    if (size > 6) {
      const bits = (size << 12) | divided(size, 12, 0x1f25);
      for (let at = 0; at < 18; at += 1) {
        const dark = ((bits >>> at) & 1) > 0;
        put(Math.floor(at / 3), side - 11 + at % 3, dark);
        put(side - 11 + at % 3, Math.floor(at / 3), dark);
      }
    }
    return rows;
  }

  /** @type {(value: number, bits: number, divisor: number) => number} */
  function divided(value, bits, divisor) {
    let rest = value;
    const top = Math.floor(Math.log2(divisor));
    for (let at = 0; at < bits; at += 1) {
      rest = (rest << 1) ^ (((rest >>> (top - 1)) & 1) * divisor);
    }
    return rest;
  }

  /**
   * Writes beside the corners which mask is used, and how much can be corrected.
   * @type {(rows: (boolean | undefined)[][], mask: number) => void}
   */
  function told(rows, mask) {
    const side = rows.length;
    const data = (LEVEL << 3) | mask;
    const bits = ((data << 10) | divided(data, 10, 0x537)) ^ 0x5412;
    for (let at = 0; at < 15; at += 1) {
      const dark = ((bits >>> at) & 1) > 0;
      const near = at < 6 ? at : at < 8 ? at + 1 : 15 - at - (at === 8 ? 0 : 1);
      rows[at < 8 ? near : 8][at < 8 ? 8 : near] = dark;
      rows[at < 8 ? 8 : side - 15 + at][at < 8 ? side - 1 - at : 8] = dark;
    }
    rows[side - 8][8] = true;
  }

  /** @type {((y: number, x: number) => boolean)[]} */
  const MASKS = [
    (y, x) => (x + y) % 2 === 0,
    (y) => y % 2 === 0,
    (_y, x) => x % 3 === 0,
    (y, x) => (x + y) % 3 === 0,
    (y, x) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
    (y, x) => (x * y) % 2 + (x * y) % 3 === 0,
    (y, x) => ((x * y) % 2 + (x * y) % 3) % 2 === 0,
    (y, x) => ((x + y) % 2 + (x * y) % 3) % 2 === 0
  ];

  /**
   * Fills what is free with bits, from the right lower corner up and down in pairs of columns.
   * @type {(rows: (boolean | undefined)[][], bytes: number[], mask: number) => boolean[][]}
   */
  function filled(rows, bytes, mask) {
    const side = rows.length;
    const made = rows.map((row) => row.slice());
    let at = 0;
    for (let pair = side - 1; pair > 0; pair -= 2) {
      const right = pair > 6 ? pair : pair - 1;
      const up = ((right + 1) & 2) === 0;
      for (let step = 0; step < side; step += 1) {
        const y = up ? side - 1 - step : step;
        for (let x = right; x >= right - 1; x -= 1) {
          if (rows[y][x] === undefined) {
            const dark = ((bytes[at >>> 3] >>> (7 - (at & 7))) & 1) > 0;
            made[y][x] = dark !== MASKS[mask](y, x);
            at += 1;
          }
        }
      }
    }
    told(made, mask);
    return /** @type {boolean[][]} */ (made);
  }

  /**
   * How hard a code is to read: long runs, blocks, what looks like a corner, and too much of one colour.
   * @param {boolean[][]} rows
   */
  function penalty(rows) {
    const side = rows.length;
    let sum = 0;
    let dark = 0;
    const lines = rows.concat(rows.map((_row, x) => rows.map((row) => row[x])))
      .map((line) => line.map((one) => (one ? "1" : "0")).join(""));
    lines.forEach((line) => {
      (line.match(/0{5,}|1{5,}/g) || []).forEach((run) => { sum += run.length - 2; });
      for (let at = 0; at <= side - 7; at += 1) {
        if (line.slice(at, at + 7) === "1011101"
          && (/^0*$/.test(line.slice(Math.max(0, at - 4), at)) || /^0*$/.test(line.slice(at + 7, at + 11)))) {
          sum += 40;
        }
      }
    });
    rows.forEach((row, y) => row.forEach((one, x) => {
      dark += Number(one);
      if (y && x && one === row[x - 1] && one === rows[y - 1][x] && one === rows[y - 1][x - 1]) {
        sum += 3;
      }
    }));
    return sum + 10 * Math.floor(Math.abs(dark * 20 - side * side * 10) / (side * side));
  }

  // Codes -----------------------------------------------------------------------------------------------

  /** @type {Qr["modules"]} */
  function modules(text) {
    const sizes = BLOCKS.map((_one, at) => at + 1);
    const size = sizes.find((one) => text.length + (one > 9 ? 3 : 2) <= room(one));
    if (!size || !/^[\x20-\x7e]*$/.test(text)) {
      return null;
    }
    const bytes = interleaved(words(text, size), size);
    const empty = form(size);
    const codes = MASKS.map((_mask, mask) => {
      const rows = filled(empty, bytes, mask);
      return { mask, rows, cost: penalty(rows) };
    });
    const best = codes.reduce((one, other) => (other.cost < one.cost ? other : one));
    return { mask: best.mask, rows: best.rows };
  }

  /** @type {Qr["drawing"]} */
  function drawing(text) {
    const code = modules(text);
    if (!code) {
      return null;
    }
    const side = code.rows.length + 2 * QUIET;
    const runs = code.rows.map((row, y) => row.map((dark, x) => {
      const first = dark && !row[x - 1];
      const length = first ? row.slice(x).concat(false).indexOf(false) : 0;
      return first ? "M" + (x + QUIET) + " " + (y + QUIET) + "h" + length + "v1h-" + length + "z" : "";
    }).join("")).join("");
    /** @type {(tag: string, attributes: Record<string, string>) => SVGElement} */
    const drawn = (tag, attributes) => {
      const made = /** @type {SVGElement} */ (document.createElementNS("http://www.w3.org/2000/svg", tag));
      Object.keys(attributes).forEach((name) => made.setAttribute(name, attributes[name]));
      return made;
    };
    const picture = drawn("svg", {
      viewBox: "0 0 " + side + " " + side, role: "img", "aria-label": "QR kód", "shape-rendering": "crispEdges"
    });
    picture.append(
      drawn("path", { d: "M0 0h" + side + "v" + side + "H0z", fill: "#fff" }), drawn("path", { d: runs, fill: "#000" })
    );
    return picture;
  }

  Rozcestnik.qr = { modules, drawing };
})();
