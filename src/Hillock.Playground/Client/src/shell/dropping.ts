// A file dropped anywhere on the page is brought to it.

import { bringToDigits, isPicture } from "../state/digits.ts";
import { settings } from "../state/settings.ts";
import { bring } from "../state/table.ts";

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

// Pictures go to the room of digits from everywhere; in it, models and sets are brought to it too.
const isForDigits = (file: File): boolean => isPicture(file) || (settings.value.room === "digits" && !/\.(json|tsv|txt)$/i.test(file.name));

export const listenToDrops = (): void => {
  const root = document.documentElement;
  const isOver = (over: boolean): void => {
    if (over) root.dataset["dropping"] = "";
    else delete root.dataset["dropping"];
  };
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    isOver(true);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) isOver(false);
  });
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    isOver(false);
    const file = event.dataTransfer!.files[0];
    if (file) void (isForDigits(file) ? bringToDigits(file) : bring(file));
  });
};
