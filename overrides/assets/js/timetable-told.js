/*
 * Less waiting and less moving for a timetable that was found, and the timetable as `schedule.json` tells it: the
 * same shape that macros/subjects/meetings/told.py writes, so that `rozcestnik schedule --keep` takes it.
 */
(() => {
  "use strict";

  const { pair, taskOf, bound, search, chance } = Rozcestnik.timetable;
  const SWAPS = 12000;
  const SEEDS = 4;

  /**
   * Rounds between the first and the last meeting in which somebody is there and meets nobody.
   * @type {(busy: Set<number>, away: number[]) => number}
   */
  function waits(busy, away) {
    const [first, last] = [Math.min(...busy), Math.max(...busy)];
    let found = 0;
    for (let number = first + 1; number < last; number++) {
      found += busy.has(number) || away.includes(number) ? 0 : 1;
    }
    return found;
  }

  /** @type {(task: MeetingTask, rounds: Map<number, number>) => Set<number>[]} */
  function busyOf(task, rounds) {
    const busy = task.free.map(() => new Set());
    task.past.forEach((one) => [one.a, one.b].forEach((who) => busy[who].add(one.round)));
    rounds.forEach((number, both) => {
      [Math.floor(both / task.count), both % task.count].forEach((who) => busy[who].add(number));
    });
    return busy;
  }

  /** @type {(task: MeetingTask, rounds: Map<number, number>) => number} */
  function waiting(task, rounds) {
    return busyOf(task, rounds).reduce((sum, busy, who) =>
      sum + waits(busy, task.event.organisations[who].away), 0);
  }

  /**
   * The same pairs in rounds in which people wait less: two rounds swap meetings that hang together by their people,
   * so that nobody meets two at once.
   * @type {(task: MeetingTask, rounds: Map<number, number>, islands: number) => Map<number, number>}
   */
  function calmer(task, rounds, islands) {
    const next = chance(2);
    const pairs = Array.from(rounds.keys());
    let now = new Map(rounds);
    let count = waiting(task, now);
    for (let step = 0; step < SWAPS && count && pairs.length > 1; step++) {
      const one = pairs[Math.floor(next() * pairs.length)];
      const from = now.get(one) || 0;
      const to = task.first + Math.floor(next() * (task.event.rounds - task.first + 1));
      const moved = new Map(now);
      if (from !== to && swap(task, moved, one, from, to) && fits(moved, islands, from, to)) {
        const after = waiting(task, moved);
        if (after <= count) {
          now = moved;
          count = after;
        }
      }
    }
    return earlier(task, now, count);
  }

  /**
   * Whether the meetings that hang together could change rounds.
   * @type {(task: MeetingTask, rounds: Map<number, number>, first: number, from: number, to: number) => boolean}
   */
  function swap(task, rounds, first, from, to) {
    const todo = [first];
    const seen = new Set(todo);
    while (todo.length) {
      const both = /** @type {number} */ (todo.pop());
      const ends = [Math.floor(both / task.count), both % task.count];
      const goal = rounds.get(both) === from ? to : from;
      if (!ends.every((who) => task.free[who].includes(goal))) {
        return false;
      }
      rounds.forEach((number, other) => {
        const touches = ends.includes(Math.floor(other / task.count)) || ends.includes(other % task.count);
        if (number === goal && touches && !seen.has(other)) {
          seen.add(other);
          todo.push(other);
        }
      });
    }
    seen.forEach((both) => rounds.set(both, rounds.get(both) === from ? to : from));
    return true;
  }

  /** @type {(rounds: Map<number, number>, islands: number, one: number, two: number) => boolean} */
  function fits(rounds, islands, one, two) {
    const numbers = Array.from(rounds.values());
    return [one, two].every((round) => numbers.filter((number) => number === round).length <= islands);
  }

  /**
   * Empty rounds stand last, where nobody is away or waits more then.
   * @type {(task: MeetingTask, rounds: Map<number, number>, count: number) => Map<number, number>}
   */
  function earlier(task, rounds, count) {
    let now = rounds;
    for (let empty = task.event.rounds; empty >= task.first; empty--) {
      if (!Array.from(now.values()).includes(empty)) {
        const moved = new Map();
        now.forEach((number, both) => moved.set(both, number > empty ? number - 1 : number));
        const there = Array.from(moved).every(([both, number]) =>
          [Math.floor(both / task.count), both % task.count].every((who) => task.free[who].includes(number)));
        now = there && waiting(task, moved) <= count ? moved : now;
      }
    }
    return now;
  }

  /**
   * An island for each meeting: the former one, else one where most of the two sit.
   * @type {(task: MeetingTask, rounds: Map<number, number>, islands: number, kept: MeetingKept | null) => Meeting[]}
   */
  function seated(task, rounds, islands, kept) {
    const former = new Map((kept ? kept.meetings : []).map((one) =>
      /** @type {[number, Meeting]} */ ([pair(one.a, one.b, task.count), one])));
    const weights = new Map(task.pairs.map((one) => /** @type {[number, number]} */ ([one.both, one.weight])));
    /** @type {Map<number, number>} */
    const last = new Map();
    const found = task.past.slice().sort((a, b) => a.round - b.round);
    found.forEach((one) => [one.a, one.b].forEach((who) => last.set(who, one.island)));
    for (let round = task.first; round <= task.event.rounds; round++) {
      const now = Array.from(rounds).filter(([, number]) => number === round).map(([both]) => both);
      const ways = now.reduce((/** @type {number[][]} */ all, both) => {
        const ends = [Math.floor(both / task.count), both % task.count];
        const old = former.get(both);
        for (let island = 1; island <= islands; island++) {
          const stays = ends.filter((who) => last.get(who) === island).length +
            (old && old.round === round && old.island === island ? 3 : 0);
          all.push([-stays, both, island]);
        }
        return all;
      }, []).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
      /** @type {Map<number, number>} */
      const taken = new Map();
      ways.forEach(([, both, island]) => {
        if (!taken.has(both) && !Array.from(taken.values()).includes(island)) {
          taken.set(both, island);
        }
      });
      taken.forEach((island, both) => {
        const [a, b] = [Math.floor(both / task.count), both % task.count];
        found.push({ round, island, a, b, mutual: weights.get(both) === 2 });
        last.set(a, island).set(b, island);
      });
    }
    return found.sort((a, b) => a.round - b.round || a.island - b.island);
  }

  /** @type {(meetings: Meeting[]) => number} */
  function moves(meetings) {
    const last = new Map();
    return meetings.reduce((sum, one) => sum + [one.a, one.b].filter((who) => {
      const before = last.get(who);
      last.set(who, one.island);
      return before !== undefined && before !== one.island;
    }).length, 0);
  }

  /**
   * Why a wish is not met, and the rounds of which the reason speaks.
   * @type {(task: MeetingTask, meetings: Meeting[], who: number, whom: number) => [string, number[]]}
   */
  function reason(task, meetings, who, whom) {
    const busy = (/** @type {number} */ one) =>
      meetings.filter((two) => two.a === one || two.b === one).map((two) => two.round);
    const [mine, others] = [task.free[who], task.free[whom]];
    if (task.met.has(pair(who, whom, task.count))) {
      return ["met", []];
    }
    if (!mine.some((number) => others.includes(number))) {
      return ["apart", []];
    }
    const left = mine.filter((number) => !busy(who).includes(number));
    const theirs = others.filter((number) => !busy(whom).includes(number));
    const common = left.filter((number) => theirs.includes(number));
    if (!left.length || !theirs.length) {
      return left.length ? ["whom-full", others] : ["who-full", mine];
    }
    return common.length ? ["islands", common] : ["no-common", []];
  }

  /** Plans an event and tells it. @type {TimetableTold["plan"]} */
  function* plan(event, kept, words) {
    const task = taskOf(event, kept);
    const most = Math.floor(task.count / 2);
    const possible = bound(task, most, (one) => one.weight);
    const rounds = event.rounds - task.first + 1;
    const least = Math.ceil(Math.ceil(possible / 2) / Math.max(rounds, 1));
    const past = Math.max(0, ...task.past.map((one) => one.island));
    let islands = event.islands || Math.max(least, 1, past);
    const double = (/** @type {MeetingPair} */ one) => one.weight === 2 ? 1 : 0;
    const every = task.pairs.reduce((sum, one) => sum + one.weight, 0);
    // Nothing is better than all wishes in their former rounds.
    const reached = (/** @type {number[]} */ score) => score[0] === every && score[2] >= task.former.size &&
      score[3] >= task.former.size;
    let found = yield* search(task, islands, reached, 1);
    while (!event.islands && found.score[0] < possible && islands < most) {
      islands++;
      found = yield* search(task, islands, reached, 1);
    }
    const limit = bound(task, islands, (one) => one.weight);
    const mutual = bound(task, islands, double);
    // Another beginning may get farther.
    for (let seed = 2; seed <= SEEDS && found.score[0] < limit; seed++) {
      const other = yield* search(task, islands, reached, seed);
      found = other.score[0] > found.score[0] ? other : found;
    }
    const settled = kept ? found.rounds : calmer(task, found.rounds, islands);
    const limits = { least, possible, limit, mutual };
    return told(Object.assign({}, event, { islands }), task, settled, found.score, kept, words, limits);
  }

  /** @type {TimetableTold["told"]} */
  function told(event, task, rounds, score, kept, words, limits) {
    const meetings = seated(task, rounds, event.islands, kept);
    const names = event.organisations.map((one) => one.name);
    const done = new Set(meetings.map((one) => pair(one.a, one.b, task.count)));
    const served = event.organisations.map((one, who) =>
      one.wants.filter((other) => done.has(pair(who, other, task.count))).length);
    const before = task.served.reduce((sum, count) => sum + count, 0);
    const met = served.reduce((sum, count) => sum + count, 0);
    const twice = (/** @type {Meeting} */ one) => event.organisations[one.a].wants.includes(one.b) &&
      event.organisations[one.b].wants.includes(one.a);
    const mutual = meetings.filter(twice).length;
    const pastMutual = task.past.filter(twice).length;
    /** @type {WishUnmet[]} */
    const unmet = [];
    event.organisations.forEach((one, who) => one.wants.forEach((whom) => {
      if (!done.has(pair(who, whom, task.count))) {
        const [code, numbers] = reason(task, meetings, who, whom);
        const said = words.reason(code, names[who], names[whom], numbers);
        unmet.push({ who: names[who], whom: names[whom], code, reason: said });
      }
    }));
    const all = before + task.pairs.reduce((sum, one) => sum + one.weight, 0);
    const top = before + limits.limit;
    /** @type {(aim: string, found: number, most: number) => ScheduleAim} */
    const aim = (name, found, most) => ({ aim: name, found, bound: most, proved: found === most });
    return {
      rounds: event.rounds, islands: event.islands, minutes: event.minutes,
      start: words.clock(event.start).padStart(5, "0"), day: event.day, from_round: task.first,
      meetings: meetings.map((one) => ({
        round: one.round, time: words.between(event, one.round), island: one.island, a: names[one.a],
        b: names[one.b], mutual: twice(one)
      })),
      unmet, met, bound: top, optimal: met === top,
      served: names.reduce((found, name, who) => Object.assign(found, { [name]: served[who] }),
        /** @type {Record<string, number>} */ ({})),
      aims: [
        aim("wishes", met, top),
        aim("mutual", mutual, pastMutual + limits.mutual),
        ...(task.former.size ? [aim("kept", score[2], task.former.size)] : []),
        aim("fairness", met, all),
        aim("waiting", waiting(task, rounds), 0),
        aim("moving", moves(meetings), 0)
      ],
      islands_needed: {
        islands: limits.least, proved: met - before === limits.possible && event.islands === limits.least,
        wishes: before + limits.possible
      }
    };
  }

  Rozcestnik.timetableTold = { plan, told };
})();
