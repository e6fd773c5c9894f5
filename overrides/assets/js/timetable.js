/*
 * Makes a timetable of meetings for up to twenty organisations, by the rules of macros/subjects/meetings: most wishes
 * first, of equal ones more mutual meetings, what stays of a former plan, the least served, then waiting and moving.
 * A search with a seed and a number of steps: the same table gives the same timetable on every machine. What nobody
 * can get beyond is computed apart from it, by flows (`bound`), so the page may say what is proved and what is not.
 */
(() => {
  "use strict";

  const STEPS = 30000;
  const CHUNK = 2000;

  /** Numbers from 0 to 1 by a seed (mulberry32). @type {(seed: number) => () => number} */
  function chance(seed) {
    let state = seed;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
  }

  /** @type {Timetable["taskOf"]} */
  function taskOf(event, kept) {
    const count = event.organisations.length;
    const past = kept ? kept.meetings.filter((one) => one.round < kept.from) : [];
    const first = kept ? kept.from : 1;
    /** @type {Map<number, number>} */
    const wishes = new Map();
    const done = new Set(past.map((one) => one.a * count + one.b));
    const met = new Set();
    event.organisations.forEach((one, who) => one.met.forEach((other) => met.add(pair(who, other, count))));
    event.organisations.forEach((one, who) => one.wants.forEach((other) => {
      const both = pair(who, other, count);
      if (!met.has(both) && !done.has(both)) {
        wishes.set(both, (wishes.get(both) || 0) + 1);
      }
    }));
    const free = event.organisations.map((one) => {
      const rounds = [];
      for (let number = first; number <= event.rounds; number++) {
        if (!one.away.includes(number)) {
          rounds.push(number);
        }
      }
      return rounds;
    });
    const pairs = Array.from(wishes.keys()).sort((a, b) => a - b).map((both) => {
      const [a, b] = [Math.floor(both / count), both % count];
      return { both, a, b, weight: wishes.get(both) || 0, common: free[a].filter((one) => free[b].includes(one)) };
    }).filter((one) => one.common.length);
    const served = event.organisations.map((one, who) =>
      one.wants.filter((other) => done.has(pair(who, other, count))).length);
    /** @type {Map<number, number>} */
    const former = new Map();
    (kept ? kept.meetings : []).filter((one) => one.round >= first && one.round <= event.rounds).forEach((one) => {
      former.set(one.a * count + one.b, one.round);
    });
    return { event, count, past, first, pairs, free, served, former, met };
  }

  /** @type {Timetable["pair"]} */
  function pair(a, b, count) {
    return a < b ? a * count + b : b * count + a;
  }

  /**
   * What no choice of pairs gets beyond: nobody meets oftener than he has rounds, all together no oftener than there
   * is room. Every pair stands twice in a net of flows, so half of the dearest flow is a bound, rounded down.
   * @type {Timetable["bound"]}
   */
  function bound(task, islands, weigh) {
    const { count, free, event, first } = task;
    let space = 0;
    for (let number = first; number <= event.rounds; number++) {
      const there = free.filter((mine) => mine.includes(number)).length;
      space += Math.min(islands, Math.floor(there / 2));
    }
    const [source, sink] = [2 * count, 2 * count + 1];
    /** @type {{ to: number, left: number, cost: number }[]} */
    const edges = [];
    const out = Array.from({ length: 2 * count + 2 }, () => /** @type {number[]} */ ([]));
    /** @type {(from: number, to: number, left: number, cost: number) => void} */
    const join = (from, to, left, cost) => {
      out[from].push(edges.length);
      edges.push({ to, left, cost });
      out[to].push(edges.length);
      edges.push({ to: from, left: 0, cost: -cost });
    };
    free.forEach((mine, who) => {
      join(source, who, mine.length, 0);
      join(count + who, sink, mine.length, 0);
    });
    task.pairs.filter((one) => weigh(one)).forEach((one) => {
      join(one.a, count + one.b, 1, -weigh(one));
      join(one.b, count + one.a, 1, -weigh(one));
    });
    let total = 0;
    for (let units = 2 * space; units > 0; units--) {
      const cost = new Array(out.length).fill(Infinity);
      const by = new Array(out.length).fill(-1);
      cost[source] = 0;
      const todo = [source];
      while (todo.length) {
        const here = /** @type {number} */ (todo.shift());
        out[here].forEach((at) => {
          const edge = edges[at];
          if (edge.left && cost[here] + edge.cost < cost[edge.to]) {
            cost[edge.to] = cost[here] + edge.cost;
            by[edge.to] = at;
            todo.push(edge.to);
          }
        });
      }
      if (!(cost[sink] < 0)) {
        break;
      }
      total -= cost[sink];
      for (let here = sink; here !== source; here = edges[by[here] ^ 1].to) {
        edges[by[here]].left--;
        edges[by[here] ^ 1].left++;
      }
    }
    return Math.floor(total / 2);
  }

  /** What is searched: who meets whom in which round. */
  class State {
    /** @param {MeetingTask} task @param {number} islands */
    constructor(task, islands) {
      this.task = task;
      this.islands = islands;
      /** @type {Map<number, number>} */
      this.rounds = new Map();
      this.mates = Array.from({ length: task.event.rounds + 1 }, () => new Array(task.count).fill(-1));
      this.used = new Array(task.event.rounds + 1).fill(0);
      this.served = task.served.slice();
      this.byPair = new Map(task.pairs.map((one) => /** @type {[number, MeetingPair]} */ ([one.both, one])));
    }

    /** @param {MeetingPair} one @param {number} number @param {number} sign */
    count(one, number, sign) {
      const { organisations } = this.task.event;
      this.used[number] += sign;
      this.mates[number][one.a] = sign > 0 ? one.b : -1;
      this.mates[number][one.b] = sign > 0 ? one.a : -1;
      this.served[one.a] += organisations[one.a].wants.includes(one.b) ? sign : 0;
      this.served[one.b] += organisations[one.b].wants.includes(one.a) ? sign : 0;
    }

    /** @param {MeetingPair} one @param {number} number */
    put(one, number) {
      this.rounds.set(one.both, number);
      this.count(one, number, 1);
    }

    /** @param {MeetingPair} one */
    drop(one) {
      this.count(one, this.rounds.get(one.both) || 0, -1);
      this.rounds.delete(one.both);
    }

    /** @param {number} who @param {number} number */
    meeting(who, number) {
      const mate = this.mates[number][who];
      return mate < 0 ? null : this.byPair.get(pair(who, mate, this.task.count)) || null;
    }

    /** A round in which two can still meet, the former one before others; 0 for none. @param {MeetingPair} one */
    open(one) {
      const can = one.common.filter((number) => this.used[number] < this.islands &&
        this.mates[number][one.a] < 0 && this.mates[number][one.b] < 0);
      const former = this.task.former.get(one.both);
      return former && can.includes(former) ? former
        : can.sort((a, b) => this.used[a] - this.used[b] || a - b)[0] || 0;
    }

    /** How good it is, the weightiest first. */
    score() {
      let [wishes, mutual, kept, same, fair] = [0, 0, 0, 0, 0];
      this.rounds.forEach((number, both) => {
        const weight = (this.byPair.get(both) || { weight: 0 }).weight;
        wishes += weight;
        mutual += weight === 2 ? 1 : 0;
        kept += this.task.former.has(both) ? 1 : 0;
        same += this.task.former.get(both) === number ? 1 : 0;
      });
      this.served.forEach((count) => {
        fair += 1 - Math.pow(this.task.count + 1, -Math.min(count, 9));
      });
      return [wishes, mutual, kept, same, fair];
    }
  }

  /** Whether one score is better than another, 0 where they are alike. @type {(a: number[], b: number[]) => number} */
  function better(a, b) {
    const at = a.findIndex((one, place) => Math.abs(one - b[place]) > 1e-12);
    return at < 0 ? 0 : a[at] - b[at];
  }

  /**
   * Begins with the former plan, then with wishes that find a round at once.
   * @type {(task: MeetingTask, islands: number) => State}
   */
  function begin(task, islands) {
    const state = new State(task, islands);
    task.pairs.filter((one) => task.former.has(one.both)).forEach((one) => fill(state, one));
    const rest = task.pairs.filter((one) => !task.former.has(one.both));
    rest.sort((a, b) => b.weight - a.weight || a.common.length - b.common.length || a.both - b.both);
    rest.forEach((one) => fill(state, one));
    return state;
  }

  /** @type {(state: State, one: MeetingPair) => boolean} */
  function fill(state, one) {
    const number = state.rounds.has(one.both) ? 0 : state.open(one);
    if (number) {
      state.put(one, number);
    }
    return number > 0;
  }

  /**
   * Lets two meet in a round; whoever is in the way goes to another round, or waits. Returns what undoes it.
   * @type {(state: State, one: MeetingPair, number: number, next: () => number) => () => void}
   */
  function force(state, one, number, next) {
    const before = new Map();
    /** @type {(two: MeetingPair) => void} */
    const out = (two) => {
      before.set(two, state.rounds.get(two.both) || 0);
      state.drop(two);
    };
    if (state.rounds.has(one.both)) {
      out(one);
    } else {
      before.set(one, 0);
    }
    [one.a, one.b].forEach((who) => {
      const two = state.meeting(who, number);
      if (two) {
        out(two);
      }
    });
    if (state.used[number] >= state.islands) {
      const there = Array.from(state.rounds).filter(([, at]) => at === number).map(([both]) => both);
      const two = state.byPair.get(there[Math.floor(next() * there.length)]);
      if (two) {
        out(two);
      }
    }
    state.put(one, number);
    Array.from(before.keys()).forEach((two) => fill(state, two));
    return () => {
      before.forEach((_at, two) => state.rounds.has(two.both) && state.drop(two));
      before.forEach((at, two) => at && state.put(two, at));
    };
  }

  /**
   * The best that was found; `reached` tells it when nothing better can be. Yields now and then, so that a page stays
   * alive.
   * @type {Timetable["search"]}
   */
  function* search(task, islands, reached, seed) {
    const state = begin(task, islands);
    const next = chance(seed);
    let now = state.score();
    let best = now;
    let kept = new Map(state.rounds);
    for (let step = 0; step < STEPS && task.pairs.length && !reached(best); step++) {
      const one = task.pairs[Math.floor(next() * task.pairs.length)];
      const number = one.common[Math.floor(next() * one.common.length)];
      const undo = force(state, one, number, next);
      const score = state.score();
      // Wishes may be lost for a while, less and less of them as the search goes on.
      const heat = 1.2 * (1 - step / (0.8 * STEPS));
      const loss = now[0] - score[0] + 0.1 * (now[1] - score[1]) + 0.02 * (now[2] - score[2]);
      if (better(score, now) >= 0 || (heat > 0.02 && next() < Math.exp(-Math.max(loss, 0.02) / heat))) {
        now = score;
      } else {
        undo();
      }
      if (better(now, best) > 0) {
        best = now;
        kept = new Map(state.rounds);
      }
      if (step % CHUNK === CHUNK - 1) {
        yield step / STEPS;
      }
    }
    const end = new State(task, islands);
    kept.forEach((number, both) => end.put(/** @type {MeetingPair} */ (end.byPair.get(both)), number));
    // Nothing that could still be is left out.
    task.pairs.slice().sort((a, b) => b.weight - a.weight || a.both - b.both).forEach((one) => fill(end, one));
    return { rounds: end.rounds, score: end.score() };
  }

  Rozcestnik.timetable = { pair, taskOf, bound, search, chance };
})();
