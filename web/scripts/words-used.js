// Which words are asked for: by all of src, and by each page with everything it imports, at once or later. A phone is
// sent the words of the room in two parts: what is shown by itself, and what is said on an occasion.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const src = join(dirname(fileURLToPath(import.meta.url)), "..", "src");

const app = join(src, "App.svelte");

/** What the room fetches without being asked to. */
const AT_ONCE = /\/(door\/Door|room\/(Gather|Refine|Look|Vote|Rank|Propose)|shared\/Proposals)\.svelte$/;
/** What is imported at once, and seldom says anything. */
const SELDOM = /\/shared\/refusals\.ts$/;

const found = (text, pattern) => [...text.matchAll(pattern)].map((hit) => hit[1]);

const words = Object.keys(JSON.parse(readFileSync(join(src, "..", "messages", "en.json"), "utf8")));

/** The words a module asks for: by name, or all that begin as it says, by a name of the wire. */
function keysIn(path) {
  const text = readFileSync(path, "utf8");
  const begun = found(text, /\bnamed\(`(\w+)\$\{/g);
  const byName = found(text, /(?:\bm\.|import: ")([a-z]\w*)/g);
  return [...byName, ...words.filter((word) => begun.some((start) => word.startsWith(start)))];
}

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

const imports = (path, pattern) =>
  found(readFileSync(path, "utf8"), pattern).flatMap((specifier) => moduleAt(path, specifier) ?? []);

const importedAtOnce = (path) =>
  imports(path, /\b(?:(?:import|export)(?! type\b)[^;"]*?\bfrom|import)\s*"(\.[^"]+)"/g);

const importedLater = (path) => imports(path, /\bimport\(\s*"(\.[^"]+)"/g);

const everything = (path) => [...importedAtOnce(path), ...importedLater(path)];

const shownByItself = (path) => [
  ...importedAtOnce(path).filter((next) => !SELDOM.test(next)),
  ...importedLater(path).filter((next) => AT_ONCE.test(next)),
];

function reachedFrom(path, following, reached = new Set()) {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const next of following(path)) reachedFrom(next, following, reached);
  return reached;
}

const wordsFrom = (path, following) => new Set([...reachedFrom(path, following)].flatMap(keysIn));

/** Every word that is asked for anywhere. */
export const usedWords = () => new Set(modules(src).flatMap(keysIn));

/** The words that are built into `App.svelte`, for when nothing more can be fetched. */
export const wordsOfApp = () => new Set(keysIn(app));

/**
 * The words of each page, by the page's name: `App.svelte` says which pages there are. What the room says on an
 * occasion is "room-later".
 * @returns {Record<string, Set<string>>}
 */
export function wordsByPage() {
  const pages = [...readFileSync(app, "utf8").matchAll(/(\w+): \(\) =>\s+import\(\s*"(\.[^"]+)"/g)];
  return Object.fromEntries(
    pages.flatMap(([, page, entry]) => {
      const all = wordsFrom(join(src, entry), everything);
      if (page !== "room") return [[page, all]];
      const first = wordsFrom(join(src, entry), shownByItself);
      return [
        [page, first],
        [`${page}-later`, new Set([...all].filter((word) => !first.has(word)))],
      ];
    }),
  );
}
