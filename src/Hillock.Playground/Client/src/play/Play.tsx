import { DataPanel } from "./DataPanel.tsx";
import { Microscope } from "../microscope/Microscope.tsx";
import { HealthPanel } from "./HealthPanel.tsx";
import { LossChart } from "./LossChart.tsx";
import { NetworkPanel } from "./NetworkPanel.tsx";
import { OutputPanel } from "./OutputPanel.tsx";
import { RatePanel } from "./RatePanel.tsx";
import { RunBar } from "./RunBar.tsx";
import { SurfacePanel } from "./SurfacePanel.tsx";
import { Timeline } from "./Timeline.tsx";

/** The room where networks are built, trained and watched. */
export const Play = () => (
  <>
    <RunBar />
    <div class="play">
      <DataPanel />
      <NetworkPanel />
      <OutputPanel />
      <Timeline />
      <Microscope />
      <div class="watch">
        <LossChart />
        <HealthPanel />
        <RatePanel />
        <SurfacePanel />
      </div>
    </div>
  </>
);
