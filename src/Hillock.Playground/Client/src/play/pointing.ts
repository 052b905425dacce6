import { signal } from "@preact/signals";
import type { UnitPlace } from "./geometry.ts";

/** The unit that is pointed at: what it answers is shown large in the place of the output. */
export const pointed = signal<UnitPlace | null>(null);
