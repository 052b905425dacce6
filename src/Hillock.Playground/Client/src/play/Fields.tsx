interface ChoiceProps {
  name: string;
  value: string;
  /** Values, or pairs of value and what is read. */
  options: readonly (string | readonly [string, string])[];
  disabled?: boolean;
  /** Why a value is not to be had; undefined: it is. */
  whyNot?: ((value: string) => string | undefined) | undefined;
  onChange: (value: string) => void;
}

const spoken = (value: string): string => value.replaceAll("_", " ");

/** The values of a choice; those that are not to be had say why. */
export const Options = ({ options, value, whyNot }: Pick<ChoiceProps, "options" | "value" | "whyNot">) => (
  <>
    {options.map((option) => {
      const [key, text] = typeof option === "string" ? [option, spoken(option)] : option;
      const reason = key === value ? undefined : whyNot?.(key);
      return (
        <option key={key} value={key} disabled={reason !== undefined} title={reason}>
          {text}
        </option>
      );
    })}
  </>
);

/** What of a choice is not to be had, and why: for who points at it or hears it. */
export const reasons = ({ options, value, whyNot }: Pick<ChoiceProps, "options" | "value" | "whyNot">): string | undefined => {
  const told = options.map((option) => (typeof option === "string" ? option : option[0])).flatMap((key) => {
    const reason = key === value ? undefined : whyNot?.(key);
    return reason === undefined ? [] : [`${spoken(key)}: ${reason}`];
  });
  return told.length > 0 ? `Not to be had here. ${told.join(" ")}` : undefined;
};

/** One of several, under its name. */
export const Choice = ({ name, value, options, disabled = false, whyNot, onChange }: ChoiceProps) => (
  <label class="field">
    {name}
    <select
      value={value}
      title={reasons({ options, value, whyNot })}
      disabled={disabled}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        event.currentTarget.value = value; // it shows what is, until what was chosen is
        onChange(chosen);
      }}
    >
      <Options options={options} value={value} whyNot={whyNot} />
    </select>
  </label>
);

interface NumberProps {
  name: string;
  /** Why it is not to be had, where it is disabled. */
  title?: string | undefined;
  value: number;
  min: number;
  max: number;
  step: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** A number, typed. */
export const NumberField = ({ name, value, min, max, step, disabled = false, onChange }: NumberProps) => (
  <label class="field">
    {name}
    <input
      type="number"
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      onChange={(event) => {
        const typed = event.currentTarget.valueAsNumber;
        if (Number.isFinite(typed)) onChange(Math.min(max, Math.max(min, typed)));
        else event.currentTarget.value = String(value);
      }}
    />
  </label>
);

/** A number between two ends, dragged. */
export const Slider = ({ name, title, value, min, max, step, disabled = false, onChange, shown }: NumberProps & { shown: string }) => (
  <label class="slider" title={title}>
    <span>
      {name} <output class="number">{shown}</output>
    </span>
    <input type="range" aria-label={name} aria-valuetext={shown} value={value} min={min} max={max} step={step} disabled={disabled} onInput={(event) => onChange(event.currentTarget.valueAsNumber)} />
  </label>
);
