import { defineConfig } from "vite";

export default defineConfig({
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
