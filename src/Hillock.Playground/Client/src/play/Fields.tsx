interface ChoiceProps {
  name: string;
  value: string;
  /** Values, or pairs of value and what is read. */
  options: readonly (string | readonly [string, string])[];
  disabled?: boolean;
  onChange: (value: string) => void;
}

const spoken = (value: string): string => value.replaceAll("_", " ");

/** One of several, under its name. */
export const Choice = ({ name, value, options, disabled = false, onChange }: ChoiceProps) => (
  <label class="field">
    {name}
    <select value={value} disabled={disabled} onChange={(event) => onChange(event.currentTarget.value)}>
      {options.map((option) => {
        const [key, text] = typeof option === "string" ? [option, spoken(option)] : option;
        return (
          <option key={key} value={key}>
            {text}
          </option>
        );
      })}
    </select>
  </label>
);

interface NumberProps {
  name: string;
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
export const Slider = ({ name, value, min, max, step, disabled = false, onChange, shown }: NumberProps & { shown: string }) => (
  <label class="slider">
    <span>
      {name} <output class="number">{shown}</output>
    </span>
    <input type="range" value={value} min={min} max={max} step={step} disabled={disabled} onInput={(event) => onChange(event.currentTarget.valueAsNumber)} />
  </label>
);
