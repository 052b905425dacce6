import { defineConfig, type Plugin } from "vite";

/** KaTeX's fonts as WOFF2 alone: every browser that the page is made for reads it. */
const onlyWoff2: Plugin = {
  name: "only-woff2",
  enforce: "pre",
  transform: (code, id) => (id.includes("katex.min.css") ? code.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g, "") : null),
};

export default defineConfig({
  plugins: [onlyWoff2],
  base: "./",
  build: {
    outDir: "../obj/client",
    emptyOutDir: true,
    assetsInlineLimit: 0, // fonts and pictures stay files: the page's policy allows no data in styles
    modulePreload: { polyfill: false },
    target: "es2023",
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
