/*
 * The page on which a meeting of organisations is planned: a table of wishes becomes a timetable, here in the browser.
 * Nothing is sent and nothing is kept: what is to stay is saved as a file. place.js loads this file where there is
 * such a page.
 */
(() => {
  "use strict";

  const { element, need, all, script, counted } = Rozcestnik.tools;
  const box = need("[data-planner]");
  const result = need("[data-result]", box);
  const told = need("[data-told]", box);
  const area = /** @type {HTMLTextAreaElement} */ (need("textarea", box));
  const file = /** @type {HTMLInputElement} */ (need("input[type=file]", box));
  const button = /** @type {HTMLButtonElement} */ (need("[data-plan]", box));
  const REASONS = new Map(all("[data-reason]").map((one) => [one.dataset.reason, one.textContent || ""]));
  const RULES = new Map(all("[data-rule]").map((one) => [one.dataset.rule, one]));
  const SCRIPTS = ["czech.js", "wishes.js", "timetable.js", "timetable-told.js", "timetable-proof.js"];
  /** What is shown now. @type {{ event: MeetingEvent, schedule: Schedule } | null} */
  let shown = null;

  /** @type {(text: string, values: Record<string, string>) => string} */
  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
  }

  /** @type {(name: string) => HTMLInputElement} */
  const input = (name) => /** @type {HTMLInputElement} */ (need(`[name="${name}"]`, box));

  /** The event as the form says it; null where a number is none. @type {() => MeetingEvent | null} */
  function asked() {
    const numbers = ["rounds", "islands", "minutes"].map(input);
    const start = /^(\d{1,2})[:.](\d{2})$/.exec(input("start").value.trim());
    const minutes = start ? 60 * Number(start[1]) + Number(start[2]) : -1;
    const good = numbers.map((one) => {
      const value = one.value.trim() === "" ? Infinity : Number(one.value);
      const sound = Number.isInteger(value) && value >= Number(one.min) && value <= Number(one.max);
      one.setAttribute("aria-invalid", String(!sound));
      return sound;
    });
    const [rounds, islands, length] = numbers.map((one) => Number(one.value));
    const timely = minutes >= 0 && minutes < 1440 && Number(start && start[2]) < 60 &&
      minutes + rounds * length <= 1440;
    input("start").setAttribute("aria-invalid", String(!timely));
    return good.every((one) => one) && timely
      ? { organisations: [], rounds, islands, minutes: length, start: minutes, day: null } : null;
  }

  /** @param {...Child} children */
  function say(...children) {
    told.textContent = "";
    told.append(...children);
  }

  /** All mistakes at once. @param {WishProblem[]} problems */
  function teach(problems) {
    const list = element("ul", { class: "helps" }, ...problems.map((one) => {
      const sentence = RULES.get(one.rule);
      const values = Object.assign({ value: one.value }, one.details);
      const where = [one.row ? `řádek ${one.row}` : "", one.column ? `sloupec ${one.column}` : ""];
      const place = where.filter((part) => part).join(", ") + (one.value ? `: „${one.value}“` : "");
      const what = filled(sentence ? sentence.textContent || "" : one.rule, values);
      const mend = filled(sentence ? sentence.dataset.mend || "" : "", values);
      return element("li", {}, element("strong", {}, place || "Celá tabulka"), " ",
        element("span", {}, `${what} Jak opravit: ${mend}`.trim()));
    }));
    say(element("p", {}, `V tabulce ${problems.length === 1 ? "je" : problems.length < 5 ? "jsou" : "je"} ` +
      `${counted(problems.length, "chyba", "chyby", "chyb")}. Rozvrh jsme nesestavili.`), list);
    result.hidden = true;
  }

  /** @type {TimetableWords["reason"]} */
  function reason(code, who, whom, rounds) {
    const values = { who, whom, rounds: counted(rounds.length, "kolo", "kola", "kol"), numbers: rounds.join(", ") };
    return filled(REASONS.get(code) || code, values);
  }

  /** @type {(event: MeetingEvent) => WishPlain[]} */
  function plain(event) {
    const names = event.organisations.map((one) => one.name);
    return event.organisations.map((one) => ({
      organisation: one.name, wants: one.wants.map((at) => names[at]), met: one.met.map((at) => names[at]),
      away: one.away
    }));
  }

  /** @type {(event: MeetingEvent, former: Schedule | null, from: number) => void} */
  function plan(event, former, from) {
    const { clock, between } = Rozcestnik.wishes;
    const at = new Map(event.organisations.map((one, place) => /** @type {[string, number]} */ ([one.name, place])));
    const kept = former ? {
      from, meetings: former.meetings.map((one) => {
        const [a, b] = [at.get(one.a) || 0, at.get(one.b) || 0].sort((x, y) => x - y);
        return { round: one.round, island: one.island, a, b, mutual: one.mutual };
      })
    } : null;
    const run = Rozcestnik.timetableTold.plan(event, kept, { clock, between, reason });
    button.disabled = true;
    say("Sestavujeme rozvrh…");
    const step = () => {
      const now = run.next();
      if (!now.done) {
        setTimeout(step, 0);
        return;
      }
      button.disabled = false;
      const faults = Rozcestnik.timetableProof.faults(plain(event), now.value, former);
      if (faults.length) {
        say(element("p", {}, "Rozvrh neprošel kontrolou, neukazujeme ho. Je to chyba programu, napište nám o ní."),
          element("ul", {}, ...faults.map((one) => element("li", {}, one))));
        result.hidden = true;
        return;
      }
      shown = { event, schedule: now.value };
      show(event, now.value);
    };
    setTimeout(step, 0);
  }

  /** @type {(schedule: Schedule) => string[]} */
  function summary(schedule) {
    const wishes = (/** @type {number} */ count) => `${count} přání`;
    const [met, mutual, waiting] = ["wishes", "mutual", "waiting"].map((name) =>
      /** @type {ScheduleAim} */ (schedule.aims.find((one) => one.aim === name)));
    const every = schedule.met + schedule.unmet.filter((one) => one.code !== "met").length;
    const kept = schedule.aims.find((one) => one.aim === "kept");
    return [
      (met.found ? `Splněno ${wishes(met.found)} z ${every}. ` : "Žádné přání se nesplnilo. ") + (met.proved
        ? "Víc jich v těchto kolech a ostrovech splnit nejde (dokázáno)."
        : `Lepší rozvrh jsme nenašli, ale dokázané to není: víc než ${met.bound} splnit nejde.`),
      `Setkání, která si přály obě strany: ${mutual.found}` + (met.proved && mutual.proved
        ? "; víc jich být nemůže (dokázáno)." : "; jestli jich může být víc, dokázané není."),
      ...(kept ? [`Z dřívějšího rozvrhu zůstalo setkání, která měla teprve být: ${kept.found} z ${kept.bound}.`] : []),
      waiting.found ? `Čekání mezi prvním a posledním setkáním: dohromady ` +
        `${counted(waiting.found, "kolo", "kola", "kol")}; jestli jde čekat míň, dokázané není.`
        : "Nikdo mezi setkáními nečeká.",
      `Ostrovů (stolů): ${schedule.islands}.`
    ];
  }

  /** @type {(event: MeetingEvent, schedule: Schedule) => void} */
  function show(event, schedule) {
    say("Rozvrh je hotový, je pod formulářem.");
    const { between } = Rozcestnik.wishes;
    /** @type {HTMLElement[]} */
    const rounds = [];
    const last = Math.max(0, ...schedule.meetings.map((one) => one.round));
    for (let number = 1; number <= last; number++) {
      const now = schedule.meetings.filter((one) => one.round === number);
      rounds.push(element("section", {}, element("h4", {}, `${number}. kolo, ${between(event, number)}`),
        now.length ? element("ul", { class: "lines" }, ...now.map((one) => element("li", {},
          element("strong", {}, `Ostrov ${one.island}:`), ` ${one.a} × ${one.b}`)))
          : element("p", { class: "soft" }, "Nikdo se nesetkává.")));
    }
    const people = event.organisations.map((one) => element("section", {},
      element("h4", {}, `${one.name} (${counted(one.people, "člověk", "lidé", "lidí")})`),
      element("ul", { class: "lines" }, ...schedule.meetings.filter((two) => [two.a, two.b].includes(one.name))
        .map((two) => element("li", {}, `${two.round}. kolo, ${two.time}, ostrov ${two.island}: ` +
          `${two.a === one.name ? two.b : two.a}`)))));
    const unmet = schedule.unmet.map((one) => element("li", {},
      element("strong", {}, `${one.who} → ${one.whom}`), " ", element("span", {}, one.reason)));
    /** @type {(selector: string, found: HTMLElement[]) => void} */
    const put = (selector, found) => {
      const place = need(selector, result);
      place.textContent = "";
      place.append(...found);
    };
    put("[data-summary]", summary(schedule).map((text) => element("li", {}, text)));
    put("[data-rounds]", rounds);
    put("[data-people]", people);
    put("[data-unmet]", unmet);
    need("[data-unmet-part]", result).hidden = !unmet.length;
    put("[data-who]", event.organisations.map((one, at) => element("option", { value: String(at) }, one.name)));
    input("from").max = String(event.rounds);
    result.hidden = false;
    need("h2", result).focus();
  }

  /** @type {(name: string, type: string, text: string) => void} */
  function save(name, type, text) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    const way = element("a", { href, download: name });
    document.body.append(way);
    way.click();
    way.remove();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  }

  /** @type {(schedule: Schedule) => string} */
  function table(schedule) {
    const lines = schedule.meetings.map((one) =>
      [String(one.round), one.time, String(one.island), one.a, one.b, one.mutual ? "ano" : "ne"]);
    return ["kolo,čas,ostrov,organizace,s kým,přály si to obě",
      ...lines.map((line) => line.map((cell) => `"${cell.replace(/"/g, '""')}"`).join(","))].join("\r\n") + "\r\n";
  }

  button.addEventListener("click", () => {
    const event = asked();
    if (!event) {
      say("Opravte čísla ve formuláři: kola, ostrovy, minuty a začátek. Setkání musí skončit do půlnoci.");
      return;
    }
    const found = Rozcestnik.wishes.read(area.value, event);
    if (found.problems.length) {
      teach(found.problems);
    } else {
      plan(found.event, null, 1);
    }
  });

  file.addEventListener("change", () => {
    const chosen = file.files && file.files[0];
    if (!chosen) {
      return;
    }
    const reader = new FileReader();
    reader.onload = () => {
      const raw = /** @type {ArrayBuffer} */ (reader.result);
      try {
        area.value = new TextDecoder("utf-8", { fatal: true }).decode(raw);
      } catch (error) {
        // What an office saves is not always UTF-8.
        area.value = new TextDecoder("windows-1250").decode(raw);
      }
      if (area.value.startsWith("PK")) {
        area.value = "";
        say("Tohle je sešit Excelu. Uložte ho jako „CSV UTF-8“, nebo z něj buňky zkopírujte a vložte do pole.");
      } else {
        say(`Načteno: ${chosen.name}`);
      }
    };
    reader.readAsArrayBuffer(chosen);
  });

  need("[data-again]", result).addEventListener("click", () => {
    if (!shown) {
      return;
    }
    const { event, schedule } = shown;
    const from = Number(input("from").value);
    const who = Number(/** @type {HTMLSelectElement} */ (need("[data-who]", result)).value);
    const sound = Number.isInteger(from) && from >= 1 && from <= event.rounds;
    input("from").setAttribute("aria-invalid", String(!sound));
    if (sound) {
      const organisations = event.organisations.map((one, at) => {
        const away = new Set(one.away);
        for (let number = from; at === who && number <= event.rounds; number++) {
          away.add(number);
        }
        return Object.assign({}, one, { away: Array.from(away).sort((a, b) => a - b) });
      });
      plan(Object.assign({}, event, { organisations, islands: schedule.islands }), schedule, from);
    }
  });

  need("[data-json]", result).addEventListener("click", () => shown &&
    save("schedule.json", "application/json", `${JSON.stringify(shown.schedule, null, 1)}\n`));
  need("[data-csv]", result).addEventListener("click", () => shown &&
    save("rozvrh.csv", "text/csv;charset=utf-8", `\ufeff${table(shown.schedule)}`));
  need("[data-print]", result).addEventListener("click", () => window.print());

  Promise.all(SCRIPTS.map((name) => script(name))).then(() => {
    box.hidden = false;
    all("[data-without]").forEach((one) => {
      one.hidden = true;
    });
  }).catch(() => {});
})();
