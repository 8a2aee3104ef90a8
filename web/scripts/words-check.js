// Fails when a message is missing in a language, is used nowhere, or speaks of other inputs than the base language.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BASE, locales } from "./words.js";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const complaints = [];

const read = (locale) => JSON.parse(readFileSync(join(web, "messages", `${locale}.json`), "utf8"));
const inputs = (message) =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}|input \w+/g) ?? [])]
    .map((found) => found.replace(/input |[{}]/g, ""))
    .sort()
    .join(" ");

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "words" ? [] : sources(path);
    return /\.(svelte|ts)$/.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}

const base = read(BASE);
const used = new Set(
  sources(join(web, "src")).flatMap((text) =>
    [...text.matchAll(/\bm\.([a-z][a-z0-9_]*)/g)].map((hit) => hit[1]),
  ),
);

for (const key of used) if (!(key in base)) complaints.push(`${key}: used, but missing in ${BASE}`);
for (const key of Object.keys(base)) if (!used.has(key)) complaints.push(`${key}: used nowhere`);
for (const locale of locales().slice(1)) {
  const told = read(locale);
  for (const key of Object.keys(base)) {
    if (!(key in told)) complaints.push(`${key}: missing in ${locale}`);
    else if (inputs(told[key]).replace(/\bn\b/, "") !== inputs(base[key]).replace(/\bn\b/, ""))
      complaints.push(`${key}: other inputs in ${locale} than in ${BASE}`);
  }
  for (const key of Object.keys(told)) if (!(key in base)) complaints.push(`${key}: only in ${locale}`);
}

if (complaints.length) {
  console.error(complaints.join("\n"));
  process.exit(1);
}
