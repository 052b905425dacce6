import type { GlyphExamined } from "#messages";
import { figure } from "../drawing/figure.ts";
import { GrayImage } from "../drawing/GrayImage.tsx";

/** The training images that are most alike to the network. */
export const Nearest = ({ its }: { its: GlyphExamined }) =>
  its.nearest.length > 0 && (
    <section aria-label="Nearest training images">
      <h3>What it is like, to the network</h3>
      <ol class="nearest">
        {its.nearest.map((each, i) => (
          <li key={i} title={`distance ${figure(each.distance)} in the last hidden layer`}>
            <GrayImage pixels={each.pixels} width={28} height={28} name={`a ${each.label} from the training, at distance ${figure(each.distance)}`} />
            <span>{each.label}</span>
          </li>
        ))}
      </ol>
    </section>
  );
