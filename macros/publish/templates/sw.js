/*
 * Makes the site work away from the net. `BUILD` stands on the line above (see macros/publish/offline.py):
 *   version, edition    digest of all that is kept, and the day of the data
 *   chosen              where the pages of places stand that a reader may choose
 *   core, rest          {address from the root of the site: digest of its bytes}
 *
 * What is kept is the same for everybody: the list above, and the page of the municipality that the reader chose
 * in the picker, which the browser knows anyway. It is kept when the reader opens it, so that the choice alone
 * never makes the browser ask the host for anything. No page is kept because somebody opened it. Whoever looks into
 * this browser, an abuser say, must not learn from it what was read; that is why nothing below stores an answer
 * to a navigation. Pages to be left quickly neither register this worker nor talk to it (see site.js).
 *
 * Pages come from the network; the kept copy stands in when it fails or is late, and says so on the page.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const HOME = new URL("./", worker.location.href);
// One host may carry more sites than this one, and they share its storage.
const MINE = "rozcestnik:" + HOME.pathname + ":";
const CACHE = MINE + BUILD.version;
const FILES = Object.assign({}, BUILD.core, BUILD.rest);
const PLACE = new RegExp("^" + BUILD.chosen + "[a-z0-9-]+/$");
const PATIENCE = 4000;
const AT_ONCE = 4;
const EDITION = BUILD.edition
  ? "Údaje jsou z\u00a0vydání " + BUILD.edition + ", mohly se změnit." : "Údaje se mohly změnit.";

/**
 * Where a file of the list is kept: the digest in its address tells its copies apart, and passes caches on the way.
 * @param {string} path
 */
function key(path) {
  const url = new URL(path, HOME);
  url.searchParams.set("rz", FILES[path]);
  return url.href;
}

/**
 * The path from the root of the site, or null for an address elsewhere.
 * @param {string} address
 */
function inside(address) {
  const url = new URL(address);
  const mine = url.origin === HOME.origin && url.pathname.startsWith(HOME.pathname);
  return mine ? url.pathname.slice(HOME.pathname.length) : null;
}

/** Whether the reader asks for little data, or the network gives little. */
function thrifty() {
  const line = /** @type {ThriftyNavigator} */ (worker.navigator).connection;
  return Boolean(line && (line.saveData || /2g$/.test(line.effectiveType || "")));
}

// What is kept ------------------------------------------------------------------------------------------

/**
 * Keeps files of the list. What an earlier build already has, or a try that broke off, is not loaded again.
 * @type {(files: Record<string, string>, load: boolean) => Promise<void>}
 */
async function keep(files, load) {
  const cache = await caches.open(CACHE);
  const here = new Set((await cache.keys()).map((request) => request.url));
  const waiting = Object.keys(files).map(key).filter((address) => !here.has(address)).reverse();
  const work = async () => {
    for (let address = waiting.pop(); address; address = waiting.pop()) {
      const kept = await caches.match(address);
      if (kept) {
        await cache.put(address, kept);
      } else if (load) {
        const answer = await fetch(address, { cache: "no-cache" });
        if (!answer.ok) {
          throw new Error(address + ": " + answer.status);
        }
        await cache.put(address, answer);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/**
 * The addresses of municipalities kept in a cache: one, or none.
 * @param {string} name
 */
async function places(name) {
  const cache = await caches.open(name);
  const kept = await cache.keys();
  const urls = kept.map((request) => request.url);
  return urls.filter((url) => PLACE.test(inside(url) || "") && !new URL(url).search);
}

/** @param {string} address */
async function keepPlace(address) {
  const cache = await caches.open(CACHE);
  const answer = await fetch(address, { cache: "no-cache" });
  if (answer.ok) {
    await cache.put(address, answer);
  } else if (answer.status === 404 || answer.status === 410) {
    await cache.delete(address);
  }
}

async function earlier() {
  return (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
}

/** The first time the core is enough to be ready soon. Later nothing that was at hand may get lost. */
async function install() {
  const old = await earlier();
  await keep(BUILD.core, true);
  if (old.length) {
    await keep(BUILD.rest, !thrifty());
    for (const name of old) {
      for (const address of await places(name)) {
        await keepPlace(address);
      }
    }
  }
  await worker.skipWaiting();
}

async function activate() {
  for (const name of await earlier()) {
    await caches.delete(name);
  }
  await worker.clients.claim();
}

let seen = "";
let turn = Promise.resolve();

/**
 * Keeps the page of the chosen municipality ("" = none) when it is open and forgets any other; then what is missing.
 * @type {(place: string, open: boolean) => Promise<void>}
 */
async function told(place, open) {
  const address = place ? new URL(BUILD.chosen + place + "/", HOME).href : "";
  const wanted = PLACE.test(inside(address || HOME.href) || "") ? address : "";
  const cache = await caches.open(CACHE);
  for (const other of await places(CACHE)) {
    if (other !== wanted) {
      await cache.delete(other);
    }
  }
  if (wanted && open && wanted !== seen) {
    await keepPlace(wanted);
    seen = wanted;
  }
  await keep(BUILD.rest, !thrifty());
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  if (event.data && typeof event.data.place === "string") {
    // One after another; what fails now is tried again when the next page is opened.
    turn = turn.then(() => told(event.data.place, event.data.open === true)).catch(() => {});
    event.waitUntil(turn);
  }
});

// What is answered --------------------------------------------------------------------------------------

/**
 * The kept copy of a path, or undefined.
 * @param {string} path
 */
async function stored(path) {
  const cache = await caches.open(CACHE);
  const address = Object.prototype.hasOwnProperty.call(FILES, path) ? key(path)
    : PLACE.test(path) ? new URL(path, HOME).href : "";
  return address ? cache.match(address) : undefined;
}

/**
 * A kept page that says that it is one.
 * @type {(kept: Response, why: string) => Promise<Response>}
 */
async function marked(kept, why) {
  const words = "<strong>" + why + "</strong> " + EDITION;
  const banner = '<div class="offline" role="region" aria-label="Uložená kopie"><p>' + words + "</p></div>\n";
  const html = (await kept.text()).replace('<header class="top">', () => banner + '<header class="top">');
  const headers = new Headers(kept.headers);
  ["content-encoding", "content-length", "transfer-encoding"].forEach((name) => headers.delete(name));
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(html, { headers });
}

/**
 * A page: from the network, else as it is kept.
 * @type {(request: Request, path: string) => Promise<Response>}
 */
async function page(request, path) {
  const kept = await stored(path.replace(/(^|\/)index\.html$/, "$1"));
  // Asked even where the browser's own cache has a copy, which would not say how old it is. (A preload of
  // navigations would be a bit faster, but takes that copy.)
  const fresh = fetch(request, { cache: "no-cache" });
  fresh.catch(() => {});
  let why = "Jste bez připojení.";
  try {
    /** @type {Promise<undefined>} */
    const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    const answer = await (kept ? Promise.race([fresh, late]) : fresh);
    // A host that is down must not hide what is at hand.
    if (answer && (answer.status < 500 || !kept)) {
      return answer;
    }
    why = answer ? "Portál teď neodpovídá, ukazujeme uloženou kopii."
      : "Připojení je pomalé, ukazujeme uloženou kopii.";
  } catch (error) {
    // No network: the kept copy says so.
  }
  const shown = kept || await stored("offline.html");
  return shown ? marked(shown, why) : Response.error();
}

/**
 * Styles and scripts carry their digest in their address: the very ones come from here, others from the network.
 * @type {(request: Request, path: string) => Promise<Response>}
 */
async function file(request, path) {
  const exact = path + new URL(request.url).search;
  if (exact !== path) {
    const kept = await stored(exact);
    if (kept) {
      return kept;
    }
  }
  try {
    return await fetch(request);
  } catch (error) {
    const other = Object.keys(FILES).find((name) => name.split("?")[0] === path);
    return (other && await stored(other)) || Response.error();
  }
}

const KNOWN = new Set(Object.keys(FILES).map((name) => name.split("?")[0]));

worker.addEventListener("fetch", (event) => {
  const path = inside(event.request.url);
  if (path === null || event.request.method !== "GET") {
    return;
  }
  if (event.request.mode === "navigate") {
    event.respondWith(page(event.request, path));
  } else if (KNOWN.has(path)) {
    event.respondWith(file(event.request, path));
  }
});
