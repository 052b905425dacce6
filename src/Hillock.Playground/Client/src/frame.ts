// A frame of numbers from the engine, as Frames/FrameWriter.cs writes it: little-endian, every part aligned to its size.

export interface UnitMap {
  /** The value is offset + scale · byte / 127. */
  offset: number;
  scale: number;
  bytes: Int8Array;
  width: number;
  height: number;
}

export interface Frame {
  run: number;
  epoch: number;
  step: number;
  trainLoss: number;
  testLoss: number;
  trainScore: number;
  testScore: number;
  samplesPerSecond: number;
  parameters: Float32Array;
  maps: UnitMap[];
}

const headerBytes = 72;

export const readFrame = (buffer: ArrayBuffer): Frame => {
  const view = new DataView(buffer);
  const units = view.getUint16(2, true);
  const outputs = view.getUint16(60, true);
  const parameterCount = view.getUint32(56, true);
  const width = view.getUint16(62, true);
  const height = view.getUint16(64, true);
  const half = (length: number) => Math.max(1, length >> 1);
  let at = headerBytes;
  const parameters = new Float32Array(buffer, at, parameterCount);
  at += 4 * parameterCount;
  const scales = new Float32Array(buffer, at, 2 * units);
  at += 8 * units;
  const maps: UnitMap[] = [];
  for (let i = 0; i < units; i++) {
    const isOutput = i >= units - outputs;
    const [w, h] = isOutput ? [width, height] : [half(width), half(height)];
    maps.push({ offset: scales[2 * i]!, scale: scales[2 * i + 1]!, bytes: new Int8Array(buffer, at, w * h), width: w, height: h });
    at += w * h;
  }

  return {
    run: view.getUint32(4, true),
    epoch: view.getUint32(8, true),
    step: view.getUint32(12, true),
    trainLoss: view.getFloat64(16, true),
    testLoss: view.getFloat64(24, true),
    trainScore: view.getFloat64(32, true),
    testScore: view.getFloat64(40, true),
    samplesPerSecond: view.getFloat64(48, true),
    parameters,
    maps,
  };
};
