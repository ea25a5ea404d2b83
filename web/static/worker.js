// Runs a Go program in a dedicated worker. The worker's name says as what, written
// like a query: role=trainer, helper or predictor, which Go reads, and
// kernel=simd or relaxed, "" for the engine's best. A name, because the address
// is what caches are looked up with. The server puts hashes into the addresses
// here.
//
// A trainer and its helpers run one of the trainers' programs, a predictor that of
// the page, which posts it as {program: WebAssembly.Module}: it is there already.
//
// The owner may post messages at once: they wait in earlyMessages until Go
// takes over onmessage. A "ping" is answered with a "pong" here, whatever Go
// does, as soon as it lets the thread go. A worker that cannot start, or ends,
// posts {failure: "text"} to its owner, the page or another worker, with the
// address of the file if one did not load.
"use strict";

const trainers = { simd: "../trainer.wasm", relaxed: "../trainer-relaxed.wasm" };

const posted = new Promise((resolve) => {
  self.addEventListener("message", (event) => {
    if (event.data === "ping") {
      event.stopImmediatePropagation();
      self.postMessage("pong");
    } else if (event.data.program) {
      event.stopImmediatePropagation();
      resolve(event.data.program);
    }
  });
});

self.earlyMessages = [];
self.onmessage = (event) => self.earlyMessages.push(event.data);

run().catch((error) => self.postMessage({ failure: error.message, file: error.file }));

async function run() {
  importScripts("../wasm_exec.js", "../static/kernel.js");
  const kernel = chooseKernel();
  const lastWords = listenToPanics();
  const go = new Go();
  const { role } = Object.fromEntries(new URLSearchParams(self.name));
  await go.run(role === "predictor"
    ? await WebAssembly.instantiate(await posted, go.importObject)
    : await instantiate(trainers[kernel], go.importObject));
  throw new Error(lastWords() || "the worker ended");
}

function chooseKernel() {
  const best = bestKernel();
  const kernel = new URLSearchParams(self.name).get("kernel") || best;
  if (kernel === "relaxed" && best !== "relaxed") {
    throw new Error("this browser has no relaxed SIMD: open the page without kernel=relaxed");
  }
  return kernel;
}

// instantiate loads a program, and once more if it does not load, past what the
// browser has kept: that may not be the program.
async function instantiate(url, imports) {
  try {
    return await load(url, imports, "default");
  } catch {
    return load(url, imports, "reload").catch((error) => { throw Object.assign(error, { file: url }); });
  }
}

async function load(url, imports, cache) {
  const response = await fetch(url, { cache });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  // Streaming insists on the MIME type, which not every host gives.
  if (response.headers.get("Content-Type") === "application/wasm") {
    return (await WebAssembly.instantiateStreaming(response, imports)).instance;
  }
  return (await WebAssembly.instantiate(await response.arrayBuffer(), imports)).instance;
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
