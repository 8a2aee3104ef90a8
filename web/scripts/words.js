// Compiles messages/*.json into src/words/made with paraglide, when they changed, and deals the words out to the pages
// that say them: made/room/ru.js. The list of languages is the list of files: adding a language is adding one
// file. Nothing is fetched: the message plugin comes from node_modules.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compile } from "@inlang/paraglide-js";
import { wordsByPage } from "./words-used.js";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const project = join(web, "project.inlang");
const outdir = join(web, "src", "words", "made");
const stamp = join(outdir, ".made-from");
export const BASE = "en";

export function locales() {
  const found = readdirSync(join(web, "messages"))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
  return [BASE, ...found.filter((name) => name !== BASE).sort()];
}

function sources() {
  const hash = createHash("sha256");
  const files = locales().map((locale) => `messages/${locale}.json`);
  for (const file of [...files, "scripts/words.js", "package-lock.json"]) {
    hash.update(file).update(readFileSync(join(web, file)));
  }
  return hash.digest("hex");
}

async function compileWords() {
  mkdirSync(project, { recursive: true });
  const settings = {
    baseLocale: BASE,
    locales: locales(),
    modules: ["./node_modules/@inlang/plugin-message-format/dist/index.js"],
    "plugin.inlang.messageFormat": { pathPattern: "./messages/{locale}.json" },
  };
  writeFileSync(join(project, "settings.json"), JSON.stringify(settings, null, 2) + "\n");
  await compile({
    project,
    outdir,
    outputStructure: "locale-modules",
    strategy: ["baseLocale"],
    emitReadme: false,
  });
}

/** What compiled words lean on. */
const HEAD = 'import * as registry from "../registry.js";\n\n';

/** A compiled language, every word by its name; none where it is not translated yet. */
function pieces(locale) {
  const text = readFileSync(join(outdir, "messages", `${locale}.js`), "utf8");
  return new Map(
    [...text.matchAll(/^export const (\w+) = (.*?);?\s*(?=^export |$(?![^]))/gms)].map(([, name, say]) => [
      name,
      say,
    ]),
  );
}

/**
 * A page fetches the words it can say and no others; one that is not translated yet is the base language's. They are
 * one object: exports would be named twice, and that much more to fetch.
 */
function dealOut() {
  const base = pieces(BASE);
  for (const locale of locales()) {
    const words = pieces(locale);
    for (const [page, wanted] of Object.entries(wordsByPage())) {
      const file = join(outdir, page, `${locale}.js`);
      const said = [...base].filter(([name]) => wanted.has(name));
      const lines = said.map(([name, say]) => `  ${name}: ${words.get(name) ?? say},\n`);
      const text = `${HEAD}export default {\n${lines.join("")}};\n`;
      mkdirSync(dirname(file), { recursive: true });
      if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = sources();
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    await compileWords();
    writeFileSync(stamp, wanted);
  }
  dealOut();
  process.exit(0); // the SDK leaves timers that would hold the process for 30 seconds
}
