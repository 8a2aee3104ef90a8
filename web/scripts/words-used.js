// Which words are asked for: by all of src, and by each page with everything it imports, at once or later.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const src = join(dirname(fileURLToPath(import.meta.url)), "..", "src");

const app = join(src, "App.svelte");

const found = (text, pattern) => [...text.matchAll(pattern)].map((hit) => hit[1]);
const keysIn = (path) => found(readFileSync(path, "utf8"), /(?:\bm\.|import: ")([a-z]\w*)/g);

function modules(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "made" ? [] : modules(path);
    return /\.(svelte|ts)$/.test(entry.name) ? [path] : [];
  });
}

/** Our own module behind an import; what is written as `.js` or without an ending is TypeScript. */
function moduleAt(importer, specifier) {
  const path = join(dirname(importer), specifier);
  const spellings = [path, `${path}.ts`, path.replace(/\.js$/, ".ts")];
  return spellings.find((spelling) => /\.(svelte|ts)$/.test(spelling) && existsSync(spelling));
}

const importsOf = (path) =>
  found(
    readFileSync(path, "utf8"),
    /\b(?:(?:import|export)(?! type\b)[^;"]*?\bfrom|import|import\()\s*"(\.[^"]+)"/g,
  ).flatMap((specifier) => moduleAt(path, specifier) ?? []);

function reachedFrom(path, reached = new Set()) {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const next of importsOf(path)) reachedFrom(next, reached);
  return reached;
}

/** Every word that is asked for anywhere. */
export const usedWords = () => new Set(modules(src).flatMap(keysIn));

/** The words that are built into `App.svelte`, for when nothing more can be fetched. */
export const wordsOfApp = () => new Set(keysIn(app));

/**
 * The words of each page, by the page's name: `App.svelte` says which pages there are.
 * @returns {Record<string, Set<string>>}
 */
export function wordsByPage() {
  const pages = [...readFileSync(app, "utf8").matchAll(/(\w+): \(\) =>\s+import\(\s*"(\.[^"]+)"/g)];
  return Object.fromEntries(
    pages.map(([, page, entry]) => [page, new Set([...reachedFrom(join(src, entry))].flatMap(keysIn))]),
  );
}
