// The service worker: it keeps the page and its programs for visits without a
// network, one version at a time. go-app fills in the two values in braces.
"use strict";

importScripts("/web/static/kernel.js");

const cacheName = "app-{{.Version}}";
const files = {{.ResourcesToCache}};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));

async function install() {
  // Of the trainers, that which this engine runs.
  const other = bestKernel() === "relaxed" ? "trainer" : "trainer-relaxed";
  const wanted = files.filter((file) => !file.includes(`/${other}.`));
  const cache = await caches.open(cacheName);
  await cache.addAll(wanted);
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)));
}

async function answer(request) {
  return (await caches.match(request)) ?? fetch(request);
}
