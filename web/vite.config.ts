import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const house = "http://127.0.0.1:8765";

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: "../party/app/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    rollupOptions: {
      // The write-up is read without the client, at an address that never changes.
      input: { index: "index.html", "write-up": "src/style/write-up.css" },
      output: {
        assetFileNames: ({ names }) =>
          names.includes("write-up.css") ? "write-up.css" : "assets/[name]-[hash][extname]",
      },
    },
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      "/api": house,
      "/art": house,
      "/write-up": house,
      "/ws": { target: house, ws: true },
    },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
