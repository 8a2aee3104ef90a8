// Fails when a word is missing in a language, is used nowhere, is asked for but not there or by no page, speaks of
// other inputs than the base language, or leaves out one of its language's plurals; and when a name of the wire has no
// words.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { usedWords, wordsByPage, wordsOfApp } from "./words-used.js";
import { BASE, locales } from "./words.js";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const complaints = [];
const complain = (locale, key, what) => complaints.push(`messages/${locale}.json, ${key}: ${what}`);

const json = (...path) => JSON.parse(readFileSync(join(web, ...path), "utf8"));
const found = (text, pattern) => [...text.matchAll(pattern)].map((hit) => hit[1]);

/** A message in its parts: what is said, what it is told, and what it works out for itself. */
function parts(message) {
  if (typeof message === "string") return { said: [message], inputs: [], locals: [], plurals: [], arms: [] };
  const [{ declarations, match }] = message;
  const declared = declarations.join("\n");
  return {
    said: Object.values(match),
    inputs: found(declared, /^input (\w+)/gm),
    locals: found(declared, /^local (\w+)/gm),
    plurals: found(declared, /^local (\w+) = \w+: plural$/gm),
    arms: Object.keys(match).flatMap((arm) => arm.split(/,\s*/)),
  };
}

/** The inputs a message shows or decides by. */
function inputs(message) {
  const { said, inputs, locals } = parts(message);
  const shown = said.flatMap((text) => found(text, /\{(\w+)\}/g)).filter((name) => !locals.includes(name));
  return [...new Set([...shown, ...inputs])].sort().join(", ");
}

function checkPlurals(locale, key, message) {
  const { plurals, arms } = parts(message);
  const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  for (const local of plurals) {
    if (arms.includes(`${local}=*`)) continue;
    const missing = needed.filter((category) => !arms.includes(`${local}=${category}`));
    if (missing.length) complain(locale, key, `no words for the plural ${missing.join(", ")}`);
  }
}

function checkLanguage(locale, told, base) {
  for (const key of Object.keys(base)) if (!(key in told)) complain(locale, key, "missing");
  for (const [key, message] of Object.entries(told)) {
    if (!(key in base)) complain(locale, key, `not in ${BASE}.json`);
    else if (inputs(message) !== inputs(base[key]))
      complain(locale, key, `speaks of (${inputs(message)}), ${BASE} of (${inputs(base[key])})`);
    if (parts(message).said.some((text) => text.trim() === "")) complain(locale, key, "empty");
    checkPlurals(locale, key, message);
  }
}

function checkUse(base) {
  const used = usedWords();
  const said = [wordsOfApp(), ...Object.values(wordsByPage())];
  for (const key of used) {
    if (!(key in base)) complain(BASE, key, "asked for, but not there");
    if (!said.some((words) => words.has(key))) complain(BASE, key, "asked for where no page comes by");
  }
  for (const key of Object.keys(base)) if (!used.has(key)) complain(BASE, key, "used nowhere");
}

/** What can be told where the wire's own name has no words, or there is no wire. */
const BESIDE = ["why_other", "why_unreachable", "mishap_other"];

/** Every refusal, problem, mishap and close of the wire can be told to a person, and no other. */
function checkWire(base) {
  const schema = json("..", "party", "wire", "schema.json");
  const snake = (name) => name.replace(/\B(?=[A-Z][a-z]|(?<=[a-z])[A-Z])/g, "_").toLowerCase();
  const keys = [
    ...Object.keys({ ...schema["x-refusals"], ...schema["x-problems"] }).map((name) => `why_${snake(name)}`),
    ...schema.$defs.Mishap.enum.map((name) => `mishap_${snake(name)}`),
    ...Object.keys(schema["x-closes"]).map((name) => `close_${name.toLowerCase()}`),
  ];
  for (const key of keys) if (!(key in base)) complain(BASE, key, "no words for a name of the wire");
  const told = new Set([...keys, ...BESIDE]);
  for (const key of Object.keys(base))
    if (/^(why|mishap)_/.test(key) && !told.has(key)) complain(BASE, key, "no such name on the wire");
}

const base = json("messages", `${BASE}.json`);
checkUse(base);
checkWire(base);
for (const locale of locales()) checkLanguage(locale, json("messages", `${locale}.json`), base);

if (complaints.length) {
  console.error(complaints.join("\n"));
  process.exit(1);
}
