/*
 * Proves a timetable by the table of wishes alone: shares no code with what made it. The twin of
 * macros/subjects/meetings/verify.py; what it says is for those who mend the program, so in English.
 */
(() => {
  "use strict";

  /** @type {TimetableProof["faults"]} */
  function faults(rows, told, kept) {
    /** @type {string[]} */
    const found = [];
    const named = new Map(rows.map((row) => /** @type {[string, WishPlain]} */ ([row.organisation, row])));
    if (named.size < rows.length) {
      found.push("two rows are of one organisation");
    }
    places(named, told, found);
    wishes(named, told, found);
    accounts(rows, told, found);
    free(named, told, found);
    if (kept && past(told, told.from_round) !== past(kept, told.from_round)) {
      found.push(`rounds before ${told.from_round} are not those of the former timetable`);
    }
    return found;
  }

  /** @type {(told: Schedule, before: number) => string} */
  function past(told, before) {
    const over = told.meetings.filter((one) => one.round < before);
    return over.map((one) => JSON.stringify([one.round, one.island, [one.a, one.b].sort()])).sort().join();
  }

  /** @type {(named: Map<string, WishPlain>, told: Schedule, found: string[]) => void} */
  function places(named, told, found) {
    const taken = new Set();
    told.meetings.forEach((one) => {
      if (!(one.round >= 1 && one.round <= told.rounds)) {
        found.push(`round ${one.round} is none of ${told.rounds}`);
      }
      if (!(one.island >= 1 && one.island <= told.islands)) {
        found.push(`round ${one.round}: island ${one.island} is none of ${told.islands}`);
      }
      [`island ${one.island}`, `organisation ${one.a}`, `organisation ${one.b}`].forEach((what) => {
        const key = `${one.round} ${what}`;
        if (taken.has(key)) {
          found.push(`round ${one.round}: two meetings of ${what}`);
        }
        taken.add(key);
      });
      [one.a, one.b].forEach((name) => {
        const row = named.get(name);
        if (!row) {
          found.push(`round ${one.round}: ${name} is not in the table`);
        } else if (row.away.includes(one.round)) {
          found.push(`round ${one.round}: ${name} is away`);
        }
      });
    });
  }

  /** @type {(named: Map<string, WishPlain>, told: Schedule, found: string[]) => void} */
  function wishes(named, told, found) {
    const seen = new Set();
    told.meetings.forEach((one) => {
      const key = JSON.stringify([one.a, one.b].sort());
      if (one.a === one.b) {
        found.push(`${one.a} meets itself`);
      }
      if (seen.has(key)) {
        found.push(`${one.a} and ${one.b} meet twice`);
      }
      seen.add(key);
      const [mine, other] = [named.get(one.a), named.get(one.b)];
      if (!mine || !other || one.round < told.from_round) {
        return;
      }
      const wished = Number(mine.wants.includes(one.b)) + Number(other.wants.includes(one.a));
      if (!wished) {
        found.push(`neither of ${one.a} and ${one.b} wishes it`);
      }
      if (one.mutual !== (wished === 2)) {
        found.push(`${one.a} and ${one.b}: mutual is said wrong`);
      }
      if (mine.met.includes(one.b) || other.met.includes(one.a)) {
        found.push(`${one.a} and ${one.b} have met before`);
      }
    });
  }

  /** @type {(rows: WishPlain[], told: Schedule, found: string[]) => void} */
  function accounts(rows, told, found) {
    const done = new Set();
    told.meetings.forEach((one) => {
      done.add(JSON.stringify([one.a, one.b]));
      done.add(JSON.stringify([one.b, one.a]));
    });
    const left = told.unmet.map((one) => JSON.stringify([one.who, one.whom]));
    const open = new Set(left);
    if (open.size < left.length) {
      found.push("a wish is unmet twice");
    }
    let count = 0;
    rows.forEach((row) => {
      let mine = 0;
      row.wants.forEach((name) => {
        const key = JSON.stringify([row.organisation, name]);
        mine += done.has(key) ? 1 : 0;
        if (done.has(key) === open.has(key)) {
          found.push(`the wish of ${row.organisation} for ${name} is neither met nor unmet, or both`);
        }
        open.delete(key);
      });
      count += mine;
      if (told.served[row.organisation] !== mine) {
        found.push(`${row.organisation}: ${mine} of its wishes are met`);
      }
    });
    open.forEach((key) => found.push(`${key} is no wish`));
    told.unmet.filter((one) => !one.reason.trim()).forEach((one) => {
      found.push(`${one.who}, ${one.whom}: no reason`);
    });
    if (count !== told.met) {
      found.push(`${count} wishes are met, not ${told.met}`);
    }
    if (count > told.bound || told.optimal !== (count === told.bound)) {
      found.push(`${count} wishes are met, so ${told.bound} is no bound, or it is said wrong whether it is reached`);
    }
  }

  /**
   * No unmet wish could be met as things stand.
   * @type {(named: Map<string, WishPlain>, told: Schedule, found: string[]) => void}
   */
  function free(named, told, found) {
    told.unmet.forEach((one) => {
      const [mine, other] = [named.get(one.who), named.get(one.whom)];
      if (!mine || !other || mine.met.includes(one.whom) || other.met.includes(one.who)) {
        return;
      }
      for (let round = told.from_round; round <= told.rounds; round++) {
        const now = told.meetings.filter((two) => two.round === round);
        const busy = now.some((two) => [two.a, two.b].includes(one.who) || [two.a, two.b].includes(one.whom));
        if (!busy && now.length < told.islands && !mine.away.includes(round) && !other.away.includes(round)) {
          found.push(`round ${round}: ${one.who} and ${one.whom} could meet`);
          return;
        }
      }
    });
  }

  Rozcestnik.timetableProof = { faults };
})();
