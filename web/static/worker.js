// Runs trainer.wasm in a dedicated worker. Its role stands in the query,
// worker.js?role=trainer, predictor or helper, which Go reads from location.
//
// The owner may post messages at once: they wait in earlyMessages until Go
// takes over onmessage. A worker that cannot start, or ends, posts
// {failure: "text"} to its owner, the page or another worker.
"use strict";

self.earlyMessages = [];
self.onmessage = (event) => self.earlyMessages.push(event.data);

run().catch((error) => self.postMessage({ failure: error.message }));

async function run() {
  importScripts("../../wasm_exec.js");
  const lastWords = listenToPanics();
  const go = new Go();
  const { instance } = await instantiate("../trainer.wasm", go.importObject);
  await go.run(instance);
  throw new Error(lastWords() || "the worker ended");
}

async function instantiate(url, imports) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  }
  // Streaming insists on the MIME type, which not every host gives.
  if (response.headers.get("Content-Type") === "application/wasm") {
    return WebAssembly.instantiateStreaming(response, imports);
  }
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

// listenToPanics watches what Go prints and returns a function that gives the
// first line of its last panic: wasm_exec.js prints through console.log.
function listenToPanics() {
  let words = "";
  const log = console.log;
  console.log = (...args) => {
    words = /^(panic|fatal error): .*/m.exec(args[0])?.[0] ?? words;
    log(...args);
  };
  return () => words;
}
