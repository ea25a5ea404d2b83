// The service worker: it keeps the page, its programs and, once the trainer has
// read it, the dataset for visits without a network. The site fills in what
// stands in braces.
//
// Each version of the page has a service worker and a cache. A new one waits
// until no page of the last one is open, or a page asks it to take over. Pages
// of the last version that are still open then go on with the files of theirs:
// all but what lies beside the page have a hash of their content in their
// addresses, and a cache stays while a page holds the lock of its name.
"use strict";

const hashes = {{json .Hashes}}; // of the files' contents, by their addresses
const start = {{json .Start}}; // among these, and another one in each version
const dataset = {{json .Dataset}}; // too

const suffix = ` ${self.registration.scope}`; // other folders of this host have caches too
const cacheName = `digitlab {{.Version}}${suffix}`;

importScripts({{json .Kernel}});

async function install() {
  const cache = await caches.open(cacheName);
  // Of the trainers, that which this engine runs.
  const other = bestKernel() === "relaxed" ? "trainer" : "trainer-relaxed";
  const wanted = Object.keys(hashes).filter((file) => file !== dataset && !file.includes(`/${other}.`));
  await Promise.all([keepPage(cache), ...wanted.map((file) => keep(cache, file))]);
  await keepKnown(cache, dataset);
}

// keepPage keeps the page if it is of this version: a host that is being given
// another one may answer with both for a while, and networks answer with a page
// of their own before one has logged in.
async function keepPage(cache) {
  const response = await fetch("./", { cache: "no-cache" });
  const page = await response.clone().text();
  if (!response.ok || !page.includes(`"${start}"`)) throw new Error("the page and its service worker are of two versions");
  await cache.put("./", response);
}

// keep keeps a file, and fetches it only if no other version has it. What is not
// the file, whatever the server says, is fetched once more, past what the browser
// has kept itself, and otherwise not kept.
async function keep(cache, file) {
  if (await keepKnown(cache, file)) return;
  for (const mode of ["default", "reload"]) {
    const response = await fetch(file, { cache: mode }).catch(() => null);
    if (response && (await isRight(file, response))) return cache.put(file, response);
  }
  throw new Error(`something else came in place of ${file}`);
}

// keepKnown keeps the copy that some cache has of a file, and reports whether
// there is one.
async function keepKnown(cache, file) {
  const known = (await cache.match(file)) ?? (await caches.match(file));
  if (!known || !(await isRight(file, known))) return false;
  await cache.put(file, known);
  return true;
}

// isRight tells whether a response, which can still be read, is the file.
async function isRight(file, response) {
  if (!response.ok) return false;
  const body = await response.clone().arrayBuffer().catch(() => null); // it may break off
  if (!body) return false;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return hashes[file] === `sha256-${btoa(String.fromCharCode(...hash))}`;
}

// A page that loaded before there was a service worker is of this version: with
// its cache it needs the network no more.
async function activate() {
  await tidyUp();
  await self.clients.claim();
}

// tidyUp deletes the caches of older versions that no page is open of.
async function tidyUp() {
  if (self.registration.installing || self.registration.waiting) return; // theirs is a newer one
  for (const name of await caches.keys()) {
    if (name.startsWith("digitlab ") && name.endsWith(suffix) && name !== cacheName) {
      await navigator.locks.request(name, { ifAvailable: true }, (lock) => lock && caches.delete(name));
    }
  }
}

async function answer(request) {
  const response = await find(request);
  return response.ok && ["document", "worker"].includes(request.destination) ? isolated(response) : response;
}

async function find(request) {
  const cache = await caches.open(cacheName);
  const file = request.url.slice(self.registration.scope.length);
  // A page asks so for a file of which it has had a wrong copy.
  if (request.cache === "reload" && hashes[file]) await keep(cache, file).catch(() => cache.delete(file));
  const address = isPage(request) ? "./" : request;
  return (await cache.match(address)) ?? (await caches.match(request)) ?? fetch(request);
}

function isPage(request) {
  const { origin, pathname } = new URL(request.url);
  return request.mode === "navigate" && [self.registration.scope, `${self.registration.scope}index.html`].includes(origin + pathname);
}

// isolated gives a page or a worker the headers under which browsers let it
// share memory between threads. Not every host can send them.
function isolated(response) {
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

// Last: a script that was cut short on its way listens to nothing.
self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(self.skipWaiting());
  if (event.data === "tidy up") event.waitUntil(tidyUp());
});
