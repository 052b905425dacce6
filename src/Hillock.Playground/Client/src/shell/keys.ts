import { send } from "../connection.ts";
import { reset, toggle } from "../state/run.ts";
import { isFree, settings } from "../state/settings.ts";

/** The keys of the Play room; where one types or chooses they mean what they always mean. */
const actions: Record<string, () => void> = {
  " ": () => isFree("play") && toggle(),
  r: () => isFree("reset") && reset(),
  s: () => isFree("play") && send({ type: "steps", count: 1 }),
  e: () => isFree("play") && send({ type: "epoch" }),
};

export const listenToKeys = (): void =>
  addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const types = target.closest("input, select, textarea, button, summary, [contenteditable]");
    if (types && !(event.key !== " " && target.closest("button"))) return;
    if (event.ctrlKey || event.metaKey || event.altKey || settings.value.room !== "play") return;
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
