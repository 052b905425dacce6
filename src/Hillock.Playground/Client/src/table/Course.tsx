import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import type { CoursePoint } from "#messages";

const width = 360;
const height = 150;
const margin = { left: 44, right: 14, top: 8, bottom: 22 };

/** The losses of all epochs, on a log axis: where the two part, the network begins to learn by heart. */
export const Course = ({ points }: { points: CoursePoint[] }) => {
  const losses = points.flatMap((point) => [point.training, point.validation]).filter((loss): loss is number => typeof loss === "number" && loss > 0);
  if (points.length < 2 || losses.length === 0) return null;
  const x = scaleLinear([points[0]!.epoch, points.at(-1)!.epoch], [margin.left, width - margin.right]);
  const y = scaleLog([Math.min(...losses), Math.max(...losses)], [height - margin.bottom, margin.top]).nice();
  const path = (value: (point: CoursePoint) => number | null | undefined) =>
    line<CoursePoint>()
      .defined((point) => (value(point) ?? 0) > 0)
      .x((point) => x(point.epoch))
      .y((point) => y(value(point)!))(points) ?? "";
  const isValidated = points.some((point) => typeof point.validation === "number");
  const ends = y.domain();
  const ticks = y.ticks(4).filter((_, i, all) => i % Math.ceil(all.length / 4) === 0);
  return (
    <section class="panel" aria-label="Course of the training">
      <h2>Loss by epoch</h2>
      <svg class="course" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Losses of ${points.at(-1)!.epoch} epochs, from ${ends[1]} to ${ends[0]}`}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
            <text x={margin.left - 6} y={y(tick) + 3} text-anchor="end">
              {Number(tick.toPrecision(2))}
            </text>
          </g>
        ))}
        {x.ticks(5).map((tick) => (
          <text key={tick} x={x(tick)} y={height - 6} text-anchor="middle">
            {tick}
          </text>
        ))}
        <path d={path((point) => point.training)} fill="none" stroke="var(--ink-soft)" stroke-width="1.5" stroke-dasharray="4 3" />
        <path d={path((point) => point.validation)} fill="none" stroke="var(--ink)" stroke-width="1.75" />
      </svg>
      <p class="quiet">– – training {isValidated && "  — validation"}</p>
    </section>
  );
};
