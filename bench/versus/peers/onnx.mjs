// ONNX Runtime through its package for Node, with a network that PyTorch exported. The input's memory is kept from call to call.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { serve, read } from "./peer.mjs";

const require = createRequire(`${process.argv[3]}/`);
const { InferenceSession, Tensor } = require("onnxruntime-node");
const sessions = new Map();

async function predict(threads, seconds, round, [data, sizes]) {
  if (!sessions.has(threads)) {
    const path = `${process.argv[2]}/network.onnx`;
    execFileSync("/usr/bin/python3", [`${import.meta.dirname}/onnx_model.py`, path, sizes]);
    sessions.set(threads, await InferenceSession.create(path, { intraOpNumThreads: threads, interOpNumThreads: 1, graphOptimizationLevel: "all" }));
  }
  const session = sessions.get(threads);
  const images = Float32Array.from(new Uint8Array(read(`${data}.images`), 0, 784 * 1000), (pixel) => pixel / 255);
  const input = { x: new Tensor("float32", new Float32Array(784), [1, 784]) };
  const start = performance.now();
  for (let done = 1; ; done++) {
    const first = 784 * (done % 1000);
    input.x.data.set(images.subarray(first, first + 784));
    await session.run(input);
    const elapsed = (performance.now() - start) / 1000;
    if (elapsed > seconds) return done / elapsed;
  }
}

await serve(require("onnxruntime-node/package.json").version, { predict });
