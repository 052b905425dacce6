import { scaleLog } from "d3-scale";
import { figure, power } from "../drawing/figure.ts";
import { health } from "../state/run.ts";
import { tells } from "../state/tip.ts";

const width = 320;
const left = 64;

/** Each layer's gradient on a log axis, what is saturated or dead, and what the doctor says. */
export const HealthPanel = () => {
  const now = health.value;
  const layers = (now?.layers ?? []).filter((layer) => layer.gradientNorm !== null);
  const norms = layers.map((layer) => Math.max(layer.gradientNorm ?? 0, 1e-12));
  const low = 10 ** Math.floor(Math.log10(Math.min(1e-3, ...norms)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(1, ...norms)));
  const x = scaleLog([low, high], [left, width - 12]);
  const ticks = x.ticks().filter((tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9);
  const shown = ticks.filter((_, i) => i % Math.ceil(ticks.length / 5) === 0);
  const height = layers.length * 24 + 24;
  return (
    <div class="health">
      <section class="panel" aria-label="Gradients">
        <h2>Gradient of each layer</h2>
        {layers.length === 0 ? (
          <p class="quiet">Press play: the size of each layer’s gradient shows where learning vanishes or explodes.</p>
        ) : (
          <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Norm of each layer's gradient, log axis">
            {shown.map((tick) => (
              <g key={tick}>
                <line class="axis" x1={x(tick)} x2={x(tick)} y1={0} y2={height - 20} />
                <text x={x(tick)} y={height - 6} text-anchor="middle">
                  {power(tick)}
                </text>
              </g>
            ))}
            {layers.map((layer, i) => (
              <g
                key={layer.name}
                class="bar"
                role="img"
                aria-label={`Gradient of ${layer.name}`}
                {...tells(() => ({
                  title: layer.name,
                  lines: [
                    ["‖∂L/∂W‖ =", figure(layer.gradientNorm ?? 0)],
                    ["saturated", `${layer.saturated} of ${layer.units}`],
                    ["dead", `${layer.dead} of ${layer.units}`],
                  ],
                }))}
              >
                <text x={left - 8} y={i * 24 + 15} text-anchor="end">
                  {layer.name}
                </text>
                <rect x={left} y={i * 24 + 4} width={Math.max(1, x(norms[i]!) - left)} height={14} rx={2} fill="var(--accent)" />
                {layer.saturated + layer.dead > 0 && (
                  <text x={Math.min(width - 90, x(norms[i]!) + 6)} y={i * 24 + 15}>
                    {[layer.saturated > 0 ? `${layer.saturated} saturated` : "", layer.dead > 0 ? `${layer.dead} dead` : ""].filter(Boolean).join(", ")}
                  </text>
                )}
              </g>
            ))}
          </svg>
        )}
      </section>
      <section class="panel" aria-label="Findings">
        <h2>The doctor says</h2>
        {now && now.findings.length > 0 ? (
          <ul class="findings">
            {now.findings.map((finding) => (
              <li key={finding.code + finding.layer} class={finding.severity.toLowerCase()}>
                {finding.message} <span class="quiet">{finding.advice}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p class="quiet">Nothing is wrong that a doctor could see.</p>
        )}
      </section>
    </div>
  );
};
