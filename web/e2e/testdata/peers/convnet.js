// SimpleNet with ConvNetJS, which is plain JavaScript and takes one image after the
// other. Its softmax layer brings a fully connected one.
"use strict";

peers.ConvNetJS = async () => {
  const conv = { type: "conv", sx: 5, filters: 20, stride: 1, pad: 2, activation: "relu" };
  const pool = { type: "pool", sx: 2, stride: 2 };
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: "input", out_sx: side, out_sy: side, out_depth: 1 },
    conv, pool, conv, pool,
    { type: "softmax", num_classes: classes },
  ]);
  const trainer = new convnetjs.Trainer(net, { method: "sgd", learning_rate: 0.01, momentum: 0, batch_size: batchSize });

  const volumes = new Map(batches.map((batch) => [batch, batch.images.map((image) => {
    const volume = new convnetjs.Vol(side, side, 1, 0);
    volume.w.set(image);
    return volume;
  })]));
  const sum = (batch, f) => volumes.get(batch).reduce((total, volume, i) => total + f(volume, batch.labels[i]), 0);
  return {
    step: (batch) => sum(batch, (volume, label) => trainer.train(volume, label).loss),
    loss: (batch) => sum(batch, (volume, label) => -Math.log(net.forward(volume).w[label])) / batchSize,
  };
};
