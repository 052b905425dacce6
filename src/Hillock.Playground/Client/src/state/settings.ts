import { signal } from "@preact/signals";

/** What the page shows and how, besides the experiment. All of it lives in the link. */
export interface Settings {
  /** The room of the page: play, construct, learn, table, digits. */
  room: string;
  /** Steps a second while playing; null: as fast as the engine goes. */
  pace: number | null;
  showTest: boolean;
  discretize: boolean;
  /** What is constructed, as JSON. */
  construction: string;
  /** The lesson that is open. */
  lesson: string;
  /** What the microscope looks at; empty: it is closed. */
  look: string;
  /** Controls that a teacher has hidden or fixed. */
  hidden: string[];
  fixed: string[];
  /** A teacher's words to those who open the link. */
  assignment: string;
}

export const defaultSettings: Settings = {
  room: "play",
  pace: 1000,
  showTest: false,
  discretize: false,
  construction: "",
  lesson: "",
  look: "",
  hidden: [],
  fixed: [],
  assignment: "",
};

export const settings = signal<Settings>(defaultSettings);

export const change = (changes: Partial<Settings>): void => {
  settings.value = { ...settings.value, ...changes };
};

/** Whether a teacher's link leaves this control to the visitor. */
export const isShown = (control: string): boolean => !settings.value.hidden.includes(control);
export const isFree = (control: string): boolean => !settings.value.fixed.includes(control) && isShown(control);
