// Runs ONNX models with onnxruntime.
//
//   node onnxruntime.cjs IMAGES MODEL...
//
// IMAGES are the inputs, little-endian float32 (N,1,28,28). Prints one line of
// JSON a model: its outputs by name, each as a list of numbers.
const fs = require('node:fs');
const ort = require('onnxruntime-web');

ort.env.wasm.numThreads = 1;

async function main([images, ...models]) {
  const bytes = fs.readFileSync(images);
  const pixels = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  for (const model of models) {
    const session = await ort.InferenceSession.create(fs.readFileSync(model));
    const image = new ort.Tensor('float32', pixels, [pixels.length / 784, 1, 28, 28]);
    const outputs = {};
    for (const [name, tensor] of Object.entries(await session.run({image}))) {
      outputs[name] = Array.from(tensor.data);
    }
    console.log(JSON.stringify(outputs));
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
