import { useEffect, useRef } from "preact/hooks";
import type { DrawingBlock } from "../state/lessons.ts";

// Of what a drawing may consist; anything else is left out.
const elements = new Set(["svg", "g", "path", "line", "rect", "circle", "ellipse", "polyline", "polygon", "text", "tspan", "title", "desc", "defs", "clippath", "lineargradient", "stop"]);

const clean = (element: Element): void => {
  for (const child of [...element.children]) {
    if (!elements.has(child.localName.toLowerCase())) child.remove();
    else clean(child);
  }
  for (const { name } of [...element.attributes]) {
    if (name.startsWith("on") || name === "style" || name.endsWith("href")) element.removeAttribute(name);
  }
};

/** A drawing of the server, which takes its ink from the page. */
export const Drawing = ({ its }: { its: DrawingBlock }) => {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = new DOMParser().parseFromString(its.svg, "text/html").body.firstElementChild;
    if (root?.localName !== "svg" || !host.current) return;
    clean(root);
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", its.title);
    host.current.replaceChildren(document.adoptNode(root));
  }, [its]);
  return (
    <figure>
      <div class="drawing" ref={host} />
      <figcaption class="quiet">{[its.title, its.caption].filter(Boolean).join(" · ")}</figcaption>
    </figure>
  );
};
