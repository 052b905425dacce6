import type { ComponentChildren } from "preact";
import { reader, turnTo, way, type Way } from "../state/digits.ts";
import { isQuick } from "../state/teaching.ts";
import { Boxes } from "./Boxes.tsx";
import { CameraTools, CameraView } from "./Camera.tsx";
import { Chips } from "./Chips.tsx";
import { Paper, PaperTools } from "./Paper.tsx";
import { PictureTools, PictureView } from "./PictureView.tsx";
import { Quick } from "./Quick.tsx";
import { Teach } from "./Teach.tsx";
import { Why } from "./Why.tsx";

interface WayShown {
  name: string;
  View: () => ComponentChildren;
  Tools: () => ComponentChildren;
  says: string;
}

const ways: Record<Way, WayShown> = {
  draw: { name: "Draw", View: Paper, Tools: PaperTools, says: "Draw one or several digits with mouse, pen, finger or keys." },
  camera: { name: "Camera", View: CameraView, Tools: CameraTools, says: "Only the gray square that you see goes to this server, frame by frame; nothing is kept." },
  picture: { name: "Picture", View: PictureView, Tools: PictureTools, says: "It goes to this server only, no other visitor sees it, and it is forgotten when you leave." },
};

/** The room where digits from the real world are read. */
export const Digits = () => {
  const { name, View, Tools, says } = ways[way.value];
  return (
    <div class="digits">
      <section class="panel sight" aria-label="Picture">
        <div class="ways" role="group" aria-label="Where the picture comes from">
          {(Object.keys(ways) as Way[]).map((each) => (
            <button key={each} aria-pressed={way.value === each} onClick={() => turnTo(each)}>
              {ways[each].name}
            </button>
          ))}
        </div>
        <div class="surface" data-way={way.value}>
          <View key={name} />
          <Boxes canChoose={way.value !== "draw"} />
        </div>
        <Tools />
        {way.value === "draw" && isQuick.value && <Quick />}
        <Chips />
        <p class="quiet">{says}</p>
        {reader.value && (
          <p class="quiet model">
            Read by {reader.value.name}, {reader.value.units.join("-")}
            {" · "}
            <code title={reader.value.hash}>{reader.value.hash.slice(0, 12)}…</code>
          </p>
        )}
      </section>
      <Why />
      <Teach />
    </div>
  );
};
