// Gives the page storages of text also where the browser keeps nothing for it:
// even touching localStorage throws there, and so may opening a channel to other
// tabs, both of which go-app does when it starts. What such a storage holds ends
// with the page; storageRefused says so.
"use strict";

window.storageRefused = false;

// Its items are no properties, unlike those of the browser's own.
class PassingStorage {
  #items = new Map();
  get length() { return this.#items.size; }
  key(index) { return [...this.#items.keys()][index] ?? null; }
  getItem(key) { return this.#items.get(String(key)) ?? null; }
  setItem(key, value) { this.#items.set(String(key), String(value)); }
  removeItem(key) { this.#items.delete(String(key)); }
  clear() { this.#items.clear(); }
}

for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name].getItem("");
  } catch {
    storageRefused = true;
    Object.defineProperty(window, name, { value: new PassingStorage() });
  }
}

try {
  new BroadcastChannel("digitlab").close();
} catch {
  window.BroadcastChannel = undefined;
}
