import { useSignal } from "@preact/signals";
import { onFileMade, send } from "../connection.ts";
import type { FileKind } from "#messages";
import { experiment, runState } from "../state/run.ts";
import { pngPicture, svgPicture } from "./picture.ts";

const save = (name: string, blob: Blob): void => {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

onFileMade((file, bytes) => save(file.name, new Blob([bytes], { type: file.mediaType })));

const files: { kind: FileKind; name: string }[] = [
  { kind: "Model", name: "Model (.safetensors)" },
  { kind: "Experiment", name: "Experiment (.json)" },
  { kind: "Program", name: "C# program" },
  { kind: "Report", name: "Report (.html)" },
];

const takePicture = async (name: string, made: Promise<Blob | null>): Promise<void> => {
  const picture = await made;
  if (picture) save(name, picture);
};

/** What leaves the page: the link and the files. */
export const TakeAway = () => {
  const open = useSignal(false);
  const copied = useSignal(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(location.href);
    copied.value = true;
    setTimeout(() => (copied.value = false), 2000);
  };
  return (
    <div class="menu" onKeyDown={(event) => event.key === "Escape" && (open.value = false)}>
      <button class="plain" aria-expanded={open.value} onClick={() => (open.value = !open.value)}>
        Take away
      </button>
      {open.value && (
        <div class="sheet">
          <button onClick={() => void copy()}>{copied.value ? "The link is copied" : experiment.value.data.text === undefined ? "Copy the link to these settings" : "Copy the link (your own rows are not in it)"}</button>
          {files.map(({ kind, name }) => (
            <button key={kind} onClick={() => send({ type: "file", kind })}>
              {name}
            </button>
          ))}
          <button onClick={() => void takePicture("network.png", pngPicture())}>Picture (.png)</button>
          <button onClick={() => void takePicture("network.svg", Promise.resolve(svgPicture()))}>Picture (.svg)</button>
          {runState.value?.hash && (
            <p class="quiet">
              hash of the weights <code title={runState.value.hash}>{runState.value.hash.slice(0, 12)}…</code>
              {!runState.value.isExact && " — weights were set, kept or stopped inside an epoch: take the model; the experiment begins with them"}
            </p>
          )}
        </div>
      )}
    </div>
  );
};
