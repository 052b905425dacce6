// The protocol of peer.py for peers under Node.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const folder = process.argv[2];

/** A file of the data folder as an ArrayBuffer. */
export function read(name) {
  const bytes = readFileSync(`${folder}/${name}`);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

/** Answers requests until there are no more. A task is a function of the request's threads, seconds, round and words. */
export async function serve(version, tasks) {
  console.log(`ready ${version}`);
  for await (const line of createInterface({ input: process.stdin })) {
    const [threads, seconds, round, task, ...words] = line.trim().split(/\s+/);
    try {
      const answer = tasks[task] ? await tasks[task](Number(threads), Number(seconds), Number(round), words) : null;
      console.log(answer === null ? "-" : answer.toPrecision(6));
    } catch (failure) {
      console.log(`! ${String(failure).replaceAll("\n", " ")}`);
    }
  }
}
