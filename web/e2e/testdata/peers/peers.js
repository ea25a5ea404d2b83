// Trains SimpleNet with other libraries: what is alike for all of them. Each adds
// itself to peers, as a function that makes a network for a number of threads, with
// step(batch), which trains on a batch, and loss(batch), the mean of its images.
"use strict";

const peers = {};
const side = 28, pixels = side * side, classes = 10, batchSize = 100;
const random = makeRandom(1);
const batches = makeBatches(20);
let network;

// makeRandom returns a generator of numbers between 0 and 1, the same for a seed (Park
// and Miller 1988).
function makeRandom(seed) {
  return () => (seed = seed * 16807 % 2147483647) / 2147483647;
}

// makeBatches makes batches of MNIST's shape that can be learned: ten random pictures,
// each with a quarter of other noise. None of the libraries is faster where pixels are 0.
function makeBatches(count) {
  const noise = () => Float32Array.from({ length: pixels }, random);
  const pictures = Array.from({ length: classes }, noise);
  return Array.from({ length: count }, () => {
    const labels = Array.from({ length: batchSize }, (_, i) => i % classes);
    const images = labels.map((label) => noise().map((v, i) => (v + 3 * pictures[label][i]) / 4));
    return { images, labels };
  });
}

async function start(peer, threads) {
  network = await peers[peer](threads);
  return true;
}

// train trains for so many seconds and returns images a second.
function train(seconds) {
  const start = performance.now();
  let steps = 0, took;
  do {
    network.step(batches[steps++ % batches.length]);
    took = (performance.now() - start) / 1000;
  } while (took < seconds);
  return steps * batchSize / took;
}

function loss() {
  return network.loss(batches[0]);
}
