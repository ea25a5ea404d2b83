// SimpleNet with TensorFlow.js on its WebAssembly backend. That has no kernel for the
// gradient of a convolution's filters, and for those of its input and of max pooling
// ones that are three and more times as slow as these, which are made of its fast ones.
// They hold for what SimpleNet has: steps of one pixel and outputs as large as inputs,
// and squares of two pixels.
"use strict";

const kernels = {
  // The sum over images and places is a convolution in which images take the place of
  // channels, and the gradient of the output that of filters.
  Conv2DBackpropFilter: ({ inputs: { x, dy }, attrs: { filterShape: [size] } }) =>
    tf.transpose(tf.conv2d(tf.transpose(x, [3, 1, 2, 0]), tf.transpose(dy, [1, 2, 0, 3]), 1, (size - 1) / 2), [1, 2, 0, 3]),
  Conv2DBackpropInput: ({ inputs: { dy, filter } }) =>
    tf.conv2d(dy, tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]), 1, "same"),
  // Pixels that are equally large share the gradient.
  MaxPoolGrad: ({ inputs: { dy, input, output } }) => {
    const smaller = tf.step(tf.sub(twice(output), input));
    const largest = tf.mul(4, tf.sub(1, tf.avgPool(smaller, 2, 2, "valid"))); // how many of a square
    const shares = twice(tf.div(dy, largest));
    return tf.sub(shares, tf.mul(shares, smaller));
  },
};

// twice makes a square of two by two pixels of each.
function twice(images) {
  const [count, height, width, channels] = images.shape;
  const wide = tf.reshape(tf.concat([images, images], 3), [count, height, 2 * width * channels]);
  return tf.reshape(tf.concat([wide, wide], 2), [count, 2 * height, 2 * width, channels]);
}

peers["TensorFlow.js"] = async (threads) => {
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", threads > 1);
  // It has a thread for each two cores at most.
  Object.defineProperty(navigator, "hardwareConcurrency", { value: 2 * threads });
  tf.wasm.setThreadsCount(threads);
  tf.wasm.setWasmPaths("libraries/");
  for (const [kernelName, kernelFunc] of Object.entries(kernels)) {
    if (tf.getKernel(kernelName, "wasm")) tf.unregisterKernel(kernelName, "wasm");
    tf.registerKernel({ kernelName, backendName: "wasm", kernelFunc });
  }
  await checkGradients();
  await useBackend("wasm");
  if (tf.wasm.getThreadsCount() !== threads) throw new Error(`${tf.wasm.getThreadsCount()} threads`);

  const parameters = fresh().map((value) => tf.variable(value));
  const optimizer = tf.train.sgd(0.01);
  const tensors = new Map(batches.map((batch) => [batch, toTensors(batch)]));
  return {
    step: (batch) => optimizer.minimize(() => lossOf(parameters, tensors.get(batch))),
    loss: (batch) => tf.tidy(() => lossOf(parameters, tensors.get(batch)).dataSync()[0]),
  };
};

async function useBackend(name) {
  if (!await tf.setBackend(name)) throw new Error(`no backend ${name}`);
}

// fresh returns the parameters as PyTorch initialises them, always the same.
function fresh() {
  let seed = 0;
  const uniform = (shape, inputs) =>
    tf.randomUniform(shape, -1 / Math.sqrt(inputs), 1 / Math.sqrt(inputs), "float32", ++seed);
  return [
    uniform([5, 5, 1, 20], 25), uniform([20], 25),
    uniform([5, 5, 20, 20], 500), uniform([20], 500),
    uniform([980, classes], 980), uniform([classes], 980),
  ];
}

function toTensors({ images, labels }) {
  return {
    images: tf.tensor4d(Float32Array.from(images.flatMap((image) => [...image])), [images.length, side, side, 1]),
    labels: tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), classes), "float32")),
  };
}

function lossOf([filters1, biases1, filters2, biases2, weights, biases], { images, labels }) {
  const layer = (x, filters, biases) =>
    tf.maxPool(tf.relu(tf.add(tf.conv2d(x, filters, 1, "same"), biases)), 2, 2, "valid");
  const hidden = layer(layer(images, filters1, biases1), filters2, biases2);
  const logits = tf.add(tf.matMul(tf.reshape(hidden, [-1, 980]), weights), biases);
  return tf.losses.softmaxCrossEntropy(labels, logits);
}

// checkGradients throws unless both backends compute the same gradients. Pixels and
// parameters are always the same, as otherwise rounding might once decide which of two
// pixels is larger.
async function checkGradients() {
  const few = { images: batches[0].images.slice(0, 10), labels: batches[0].labels.slice(0, 10) };
  await useBackend("cpu");
  const parameters = fresh().map((value) => ({ data: value.dataSync(), shape: value.shape }));
  const gradients = {};
  for (const backend of ["cpu", "wasm"]) {
    await useBackend(backend);
    gradients[backend] = tf.tidy(() => {
      const batch = toTensors(few);
      return tf.grads((...p) => lossOf(p, batch))(parameters.map(({ data, shape }) => tf.tensor(data, shape)))
        .map((gradient) => gradient.dataSync());
    });
  }
  gradients.cpu.forEach((want, i) => {
    const largest = want.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    const off = want.reduce((most, v, k) => Math.max(most, Math.abs(v - gradients.wasm[i][k])), 0);
    if (!(off <= 1e-4 * largest)) throw new Error(`gradient ${i} is off by ${off}, at most ${largest}`);
  });
}
