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

const files = {{json .Files}};
const start = {{json .Start}}; // among them, and another one in each version
const dataset = {{json .Dataset}};

const suffix = ` ${self.registration.scope}`; // other folders of this host have caches too
const cacheName = `digitlab {{.Version}}${suffix}`;

importScripts({{json .Kernel}});

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(self.skipWaiting());
  if (event.data === "tidy up") event.waitUntil(tidyUp());
});

async function install() {
  const cache = await caches.open(cacheName);
  // Of the trainers, that which this engine runs.
  const other = bestKernel() === "relaxed" ? "trainer" : "trainer-relaxed";
  const wanted = files.filter((file) => !file.includes(`/${other}.`));
  await Promise.all([keepPage(cache), keep(cache, "manifest.webmanifest"), ...wanted.map((file) => keepHashed(cache, file))]);
  const known = dataset && (await caches.match(dataset));
  if (known) await cache.put(dataset, known);
}

// keepPage keeps the page if it is of this version: a host that is being given
// another one may answer with both for a while.
async function keepPage(cache) {
  await keep(cache, "./");
  const page = await (await cache.match("./")).text();
  if (!page.includes(`"${start}"`)) throw new Error("the page and its service worker are of two versions");
}

// keepHashed keeps a file, and fetches it only if no other version has it.
async function keepHashed(cache, file) {
  const known = await caches.match(file);
  await (known ? cache.put(file, known) : cache.add(file));
}

// keep keeps what has no hash in its address. Hosts may let browsers hold on to
// an old one.
async function keep(cache, address) {
  await cache.add(new Request(address, { cache: "no-cache" }));
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
