/*
 * Reads a table of wishes for a meeting of organisations, pasted or out of a file: all mistakes at once, else the
 * event. The twin of macros/subjects/meetings/wishes.py; a test holds both to the same findings.
 */
(() => {
  "use strict";

  const { fold } = Rozcestnik.czech;
  const MOST = 20;
  /** @type {Record<string, string[]>} */
  const COLUMNS = {
    organisation: ["organizace"], people: ["lidé"], wants: ["chce potkat"], met: ["už potkali"],
    away: ["kdy nemůže"]
  };
  const FORMULA = /^[\s'"„“‚‘’`]*[=+\-@＝＋－＠−]/;
  const ROUND = /^(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?$/;
  const CLOCK = /^(\d{1,2})[:.](\d{2})(?:\s*[-–]\s*(\d{1,2})[:.](\d{2}))?$/;

  /** @type {Wishes["cells"]} */
  function cells(text) {
    const whole = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    const rest = whole.replace(/^"?sep=.?"?[,;]*\n/i, "");
    const first = rest.split("\n", 1)[0];
    const mark = "\t;|".split("").find((one) => first.includes(one) && !first.includes(",")) || ",";
    /** @type {string[][]} */
    const rows = [];
    let row = /** @type {string[]} */ ([]);
    let cell = "";
    let quoted = false;
    for (let at = 0; at < rest.length; at++) {
      const char = rest[at];
      if (quoted) {
        if (char === '"' && rest[at + 1] === '"') {
          cell += '"';
          at++;
        } else if (char === '"') {
          quoted = false;
        } else {
          cell += char;
        }
      } else if (char === '"' && !cell) {
        quoted = true;
      } else if (char === mark || char === "\n") {
        row.push(cell);
        cell = "";
        if (char === "\n") {
          rows.push(row);
          row = [];
        }
      } else {
        cell += char;
      }
    }
    if (cell || row.length) {
      rows.push([...row, cell]);
    }
    return quoted ? null : rows;
  }

  /**
   * How alike two texts are: common letters in their order, 1 for the same.
   * @type {(a: string, b: string) => number}
   */
  function likeness(a, b) {
    let before = new Array(b.length + 1).fill(0);
    for (const char of a) {
      const now = [0];
      for (let at = 1; at <= b.length; at++) {
        now.push(char === b[at - 1] ? before[at - 1] + 1 : Math.max(before[at], now[at - 1]));
      }
      before = now;
    }
    return a.length + b.length ? 2 * before[b.length] / (a.length + b.length) : 1;
  }

  /** The three most alike. @type {(name: string, known: string[]) => string[]} */
  function nearest(name, known) {
    const found = known.map((one) => ({ one, like: likeness(fold(name), fold(one)) }));
    return found.filter(({ like }) => like >= 0.7).sort((a, b) => b.like - a.like).slice(0, 3).map(({ one }) => one);
  }

  /** @type {Wishes["clock"]} */
  function clock(minutes) {
    const time = ((minutes % 1440) + 1440) % 1440;
    return `${Math.floor(time / 60)}:${String(time % 60).padStart(2, "0")}`;
  }

  /** @type {Wishes["between"]} */
  function between(event, round) {
    const begin = event.start + event.minutes * (round - 1);
    return `${clock(begin)}–${clock(begin + event.minutes)}`;
  }

  /** @type {Wishes["read"]} */
  function read(text, event) {
    /** @type {WishProblem[]} */
    const problems = [];
    /** @type {Record<string, string>} */
    const heads = {};
    /** @type {(row: number, column: string, rule: string, value?: string, details?: Record<string, string>) => void} */
    const say = (row, column, rule, value = "", details = {}) => {
      problems.push({ row, column: heads[column] || column, rule, value, details });
    };
    const sheet = cells(text);
    if (!sheet) {
      say(0, "", "wishes-quotes");
    }
    const rows = sheet ? records(sheet, heads, say) : [];
    if (problems.length) {
      return { event, problems };
    }
    /** @type {Set<string>} */
    const spoilt = new Set();
    const named = rows.filter((row) => sound(row, rows, spoilt, say));
    const known = new Map(named.map((row, at) => /** @type {[string, number]} */ ([fold(row.name), at])));
    const names = named.map((row) => row.name);
    const organisations = named.map((row) => {
      if (!["", "1", "2"].includes(row.cells.people)) {
        say(row.number, "people", "wishes-people", row.cells.people);
      }
      return {
        name: row.name,
        people: row.cells.people === "2" ? 2 : 1,
        wants: others(row, "wants", known, names, spoilt, say),
        met: others(row, "met", known, names, spoilt, say),
        away: away(row, event, say)
      };
    });
    if (!problems.length && organisations.length < 2) {
      say(0, "", "wishes-few");
    } else if (!problems.length && !organisations.some((one) => one.wants.length)) {
      say(0, "", "wishes-none");
    }
    if (organisations.length > MOST) {
      say(0, "", "wishes-many", "", { count: String(organisations.length), most: String(MOST) });
    }
    problems.sort((a, b) => a.row - b.row);
    return { event: Object.assign({}, event, { organisations }), problems };
  }

  /** @type {(sheet: string[][], heads: Record<string, string>, say: WishSay) => WishRow[]} */
  function records(sheet, heads, say) {
    const head = sheet[0] || [];
    /** @type {Record<string, number>} */
    const at = {};
    const all = [...Object.keys(COLUMNS), ...Object.keys(COLUMNS).map((key) => COLUMNS[key][0])];
    head.forEach((cell, place) => {
      const plain = fold(cell).trim();
      const name = Object.keys(COLUMNS).find((key) => [key, ...COLUMNS[key]].some((one) => fold(one) === plain));
      const near = nearest(plain, all);
      if (name && name in at) {
        say(1, cell.trim(), "wishes-column-twice");
      } else if (name) {
        at[name] = place;
        heads[name] = cell.trim();
      } else if (plain && near.length) {
        say(1, cell.trim(), "wishes-column-like", "", { hint: near.join(", ") });
      }
    });
    ["organisation", "wants"].filter((name) => !(name in at)).forEach((name) => {
      say(1, "", "wishes-column", "", { name, czech: COLUMNS[name][0] });
    });
    /** @type {WishRow[]} */
    const rows = [];
    sheet.slice(1).forEach((line, place) => {
      if (line.length > head.length) {
        say(place + 2, "", "wishes-wide", line[head.length]);
      } else if (line.some((cell) => cell.trim())) {
        /** @type {Record<string, string>} */
        const found = {};
        Object.keys(COLUMNS).forEach((name) => {
          found[name] = (name in at ? line[at[name]] || "" : "").replace(/\s+/g, " ").trim();
        });
        rows.push({ number: place + 2, name: found.organisation, cells: found });
      }
    });
    return rows;
  }

  /**
   * Whether a row names an organisation, once.
   * @type {(row: WishRow, rows: WishRow[], spoilt: Set<string>, say: WishSay) => boolean}
   */
  function sound(row, rows, spoilt, say) {
    const name = row.name;
    const first = rows.find((one) => fold(one.name) === fold(name));
    if (!name) {
      say(row.number, "organisation", "wishes-nameless");
    } else if (FORMULA.test(name)) {
      spoilt.add(fold(name));
      say(row.number, "organisation", "wishes-formula", name);
    } else if (name.includes(";")) {
      name.split(";").forEach((part) => spoilt.add(fold(part).trim()));
      say(row.number, "organisation", "wishes-semicolon", name);
    } else if (first && first !== row) {
      say(row.number, "organisation", "wishes-twice", name, { first: String(first.number) });
    } else {
      return true;
    }
    return false;
  }

  /**
   * Places of the organisations that a cell names.
   * @type {(row: WishRow, column: string, known: Map<string, number>, names: string[], spoilt: Set<string>,
   *         say: WishSay) => number[]}
   */
  function others(row, column, known, names, spoilt, say) {
    /** @type {number[]} */
    const found = [];
    row.cells[column].split(";").map((part) => part.trim()).forEach((other) => {
      const place = known.get(fold(other));
      const parts = other.split(",").map((part) => part.trim());
      if (!other || spoilt.has(fold(other))) {
        return;
      }
      if (place === undefined && parts.length > 1 && parts.every((part) => known.has(fold(part)))) {
        say(row.number, column, "wishes-comma", other);
      } else if (place === undefined) {
        const near = nearest(other, names);
        say(row.number, column, "wishes-unknown", other, { hint: near.length ? `Nejbližší: ${near.join(", ")}.` : "" });
      } else if (fold(other) === fold(row.name)) {
        say(row.number, column, "wishes-itself", other);
      } else if (found.includes(place)) {
        say(row.number, column, "wishes-again", other);
      } else {
        found.push(place);
      }
    });
    return found;
  }

  /** Rounds in which nobody of a row is there. @type {(row: WishRow, event: MeetingEvent, say: WishSay) => number[]} */
  function away(row, event, say) {
    /** @type {Set<number>} */
    const found = new Set();
    row.cells.away.split(";").map((part) => part.trim()).filter((part) => part).forEach((part) => {
      const rounds = ROUND.exec(part);
      const times = CLOCK.exec(part);
      if (rounds) {
        const [first, end] = [Number(rounds[1]), Number(rounds[2] || rounds[1])];
        if (!(first >= 1 && first <= end && end <= event.rounds)) {
          say(row.number, "away", "wishes-round", part, { last: String(event.rounds) });
          return;
        }
        for (let number = first; number <= end; number++) {
          found.add(number);
        }
      } else if (times) {
        const mine = byClock(times, event);
        if (!mine) {
          say(row.number, "away", "wishes-away", part);
        } else if (!mine.length) {
          const said = `${between(event, 1).split("–")[0]}–${between(event, event.rounds).split("–")[1]}`;
          say(row.number, "away", "wishes-time", part, { event: said });
        }
        (mine || []).forEach((number) => found.add(number));
      } else {
        say(row.number, "away", "wishes-away", part);
      }
    });
    return Array.from(found).sort((a, b) => a - b);
  }

  /**
   * Rounds that a time or a span touches; null for times that no day has.
   * @type {(times: RegExpExecArray, event: MeetingEvent) => number[] | null}
   */
  function byClock(times, event) {
    const [hour, minute, hourEnd, minuteEnd] = times.slice(1).map((one) => one === undefined ? -1 : Number(one));
    const begin = 60 * hour + minute;
    const end = hourEnd < 0 ? -1 : 60 * hourEnd + minuteEnd;
    if (hour > 23 || minute > 59 || hourEnd > 23 || minuteEnd > 59 || (end >= 0 && end <= begin)) {
      return null;
    }
    /** @type {number[]} */
    const rounds = [];
    for (let number = 1; number <= event.rounds; number++) {
      const low = event.start + event.minutes * (number - 1);
      const high = low + event.minutes;
      if (end < 0 ? low <= begin && begin < high : low < end && begin < high) {
        rounds.push(number);
      }
    }
    return rounds;
  }

  Rozcestnik.wishes = { most: MOST, cells, clock, between, read };
})();
