import { useEffect, useRef } from "preact/hooks";
import { Choice, Slider } from "../play/Fields.tsx";
import { forget, turnTo } from "../state/digits.ts";
import { camera, cameras, isHeld, pauseUnseen, start, state, stop, stream, zoom } from "./camera.ts";
import { sendFrames, sendStill } from "./frames.ts";
import { forgetSpeed, speed } from "./speed.ts";

/** What is said instead of a picture, and the ways on. */
const Without = () => {
  const its = state.value;
  return (
    <div class="instead">
      {its.is === "missing" && <p role="alert">{its.sentence}</p>}
      {its.is === "asking" && <p role="status">The browser asks whether this page may use the camera …</p>}
      {its.is === "off" && <p>Hold paper with one or several digits before the camera.</p>}
      <div class="row">
        {its.is !== "asking" && (
          <button class="primary" onClick={() => void start()}>
            {its.is === "missing" ? "Ask again" : "Allow the camera"}
          </button>
        )}
        <button onClick={() => turnTo("draw")}>Draw instead</button>
        <button onClick={() => turnTo("picture")}>Bring a picture</button>
      </div>
    </div>
  );
};

/** The camera's picture: the square that is read. */
export const CameraView = () => {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const ends = pauseUnseen();
    return () => {
      ends();
      stop();
    };
  }, []);
  const its = stream.value;
  useEffect(() => {
    if (!its) return;
    video.current!.srcObject = its;
    const ends = sendFrames(video.current!);
    return () => {
      ends();
      forget();
      forgetSpeed();
    };
  }, [its]);
  const held = isHeld.value;
  useEffect(() => {
    if (!its) return;
    if (held) {
      video.current!.pause();
      forgetSpeed();
      sendStill(video.current!);
    } else {
      void video.current!.play().catch(() => {}); // it may be taken off the page before it begins
    }
  }, [its, held]);
  if (!its) return <Without />;
  return <video ref={video} muted playsInline aria-label="The camera's picture" style={{ transform: `scale(${zoom.value})` }} />;
};

const Figures = () => {
  const its = speed.value;
  return (
    <p class="quiet number">
      {its ? (
        <>
          <span data-figure="frames-per-second">{its.framesPerSecond.toFixed(0)}</span> frames a second, <span data-figure="reading">{its.reading.toFixed(1)}</span> ms in the server,{" "}
          <span data-figure="to-screen">{its.toScreen.toFixed(0)}</span> ms to the screen
        </>
      ) : (
        "…"
      )}
    </p>
  );
};

export const CameraTools = () =>
  stream.value && (
    <>
      <div class="camera-tools">
        <Slider name="Nearer" value={zoom.value} min={1} max={3} step={0.1} shown={`${zoom.value.toFixed(1)} ×`} onChange={(value) => (zoom.value = value)} />
        {cameras.value.length > 1 && (
          <Choice name="Camera" value={camera.value} options={cameras.value.map((each, i) => [each.deviceId, each.label || `Camera ${i + 1}`] as const)} onChange={(id) => void start(id)} />
        )}
        <div class="row">
          <button aria-pressed={isHeld.value} onClick={() => (isHeld.value = !isHeld.value)}>
            Hold still
          </button>
          <button onClick={stop}>Stop</button>
        </div>
      </div>
      <Figures />
    </>
  );
