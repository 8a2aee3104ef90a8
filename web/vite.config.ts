import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const house = "http://127.0.0.1:8765";

/** What is fetched together: many small files pack worse, and each waits for the one that names it. */
const together = [
  // Svelte, but for what only moves things or watches the screen.
  {
    name: "base",
    priority: 3,
    test: /node_modules\/(svelte|esm-env|clsx)\/(?!src\/(animate|motion|reactivity))|src\/(words\/language|core\/language|wire\/shelf|state\/route)/,
  },
  // What the start page and the room share.
  {
    name: "house",
    priority: 2,
    test: /src\/(wire\/http|words\/messages|state\/(draft|name|evenings|catalogue))|parts\/shared\/(words|Language|Canvas)|parts\/door\/NameField/,
  },
  // What a guest needs from the door to a vote.
  { name: "room", priority: 1, test: /parts\/(room\/(Room|Gather|Refine|Vote|Scores)\w*|door\/\w+)\.svelte/ },
];

/** The page of a party names what it is going to need, so that nothing waits for the first script to ask. */
const partyPage: Plugin = {
  name: "party-page",
  enforce: "post",
  generateBundle(_, bundle) {
    const page = bundle["index.html"];
    if (page?.type !== "asset") return;
    const early = Object.values(bundle).flatMap((part) =>
      part.type === "chunk" && ["house", "room"].includes(part.name)
        ? [
            `<link rel="modulepreload" crossorigin href="/${part.fileName}">`,
            ...[...(part.viteMetadata?.importedCss ?? [])].map(
              (sheet) => `<link rel="stylesheet" crossorigin href="/${sheet}">`,
            ),
          ]
        : [],
    );
    const source = String(page.source).replace("</head>", `${early.join("\n")}\n</head>`);
    this.emitFile({ type: "asset", fileName: "party.html", source });
  },
};

export default defineConfig({
  plugins: [svelte(), partyPage],
  build: {
    outDir: "../party/app/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    rollupOptions: {
      // The write-up is read without the client, at an address that never changes.
      input: { index: "index.html", "write-up": "src/style/write-up.css" },
      output: {
        codeSplitting: { groups: together },
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
