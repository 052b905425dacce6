import { useEffect, useRef } from "preact/hooks";
import { bytesOf } from "../drawing/gray.ts";
import { coming } from "../state/bringing.ts";
import { brought, bringToDigits, read } from "../state/digits.ts";

/** Brings what is pasted, if it is a file: a picture from the clipboard. */
const usePaste = (): void =>
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const file = event.clipboardData?.files[0];
      if (!file) return;
      event.preventDefault();
      void bringToDigits(file);
    };
    addEventListener("paste", paste);
    return () => removeEventListener("paste", paste);
  }, []);

/** Where a file is chosen. */
export const Choose = ({ name, accept }: { name: string; accept: string }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button onClick={() => input.current?.click()}>{name}</button>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label={`${name}: the file`}
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) void bringToDigits(file);
        }}
      />
    </>
  );
};

/** A picture that was brought, as the server shows it. */
export const PictureView = () => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = read.value?.shown ?? null;
  usePaste();
  useEffect(() => {
    if (shown === null) return;
    let isOver = false;
    void createImageBitmap(new Blob([bytesOf(shown)], { type: "image/png" })).then((picture) => {
      if (isOver || !canvas.current) return;
      [canvas.current.width, canvas.current.height] = [picture.width, picture.height];
      canvas.current.getContext("2d")!.drawImage(picture, 0, 0);
    });
    return () => {
      isOver = true;
    };
  }, [shown]);
  return (
    <>
      {shown !== null && <canvas ref={canvas} class="brought" role="img" aria-label={`The picture ${read.value?.name ?? ""}`} />}
      {shown === null && (
        <div class="instead">
          {coming.value !== null || brought.value !== null ? <p role="status">{coming.value ?? brought.value?.name} is being read …</p> : <p>Drop a picture of digits anywhere on the page, paste one, or choose one: PNG, JPEG, BMP, PGM.</p>}
          <div class="row">
            <Choose name="Choose a picture" accept="image/png,image/jpeg,image/bmp,.pgm,.ppm,.pbm" />
          </div>
        </div>
      )}
    </>
  );
};

export const PictureTools = () =>
  read.value?.shown != null && (
    <div class="row">
      <Choose name="Another picture" accept="image/png,image/jpeg,image/bmp,.pgm,.ppm,.pbm" />
      <span class="quiet">
        {read.value.name}, read in {read.value.milliseconds.toFixed(1)} ms
      </span>
    </div>
  );
