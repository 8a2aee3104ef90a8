// Writes src/wire/generated.ts from ../party/wire/schema.json; with --check only says whether it is stale.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(web, "..", "party", "wire", "schema.json");
const target = join(web, "src", "wire", "generated.ts");

const HEAD = "// Generated from party/wire/schema.json by `npm run types`. Do not edit.\n";

/** Tags are told by `const` alone; the OpenAPI word would only be noise to the type writer. */
function withoutDiscriminators(node) {
  if (Array.isArray(node)) return node.map(withoutDiscriminators);
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== "discriminator" && key !== "default")
      .map(([key, value]) => [key, withoutDiscriminators(value)]),
  );
}

async function types(schema) {
  const { $defs } = withoutDiscriminators(schema);
  const titled = Object.fromEntries(
    Object.entries($defs).map(([name, shape]) => [name, { ...shape, title: name }]),
  );
  return compile({ $defs: titled, type: "object", title: "Unused" }, "Unused", {
    additionalProperties: false,
    bannerComment: "",
    unreachableDefinitions: true,
    format: true,
    style: { printWidth: 110 },
  });
}

const constant = (name, value) => `export const ${name} = ${JSON.stringify(value, null, 2)} as const;\n`;

async function rendered() {
  const schema = JSON.parse(readFileSync(source, "utf8"));
  const shapes = (await types(schema))
    .replace(/export interface Unused \{\}\n/, "")
    .replace(
      / \*\n \* This (interface|type) was referenced by `Unused`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/g,
      "",
    )
    .replace(
      /\/\*\*\n \* This (interface|type) was referenced by `Unused`'s JSON-Schema\n \* via the `definition` "\w+"\.\n \*\/\n/g,
      "",
    );
  return [
    HEAD,
    constant("PROTOCOL", schema["x-protocol"]),
    constant("MAX_FRAME_BYTES", schema["x-max-frame-bytes"]),
    constant("LIMITS", schema["x-limits"]),
    constant("REFUSALS", schema["x-refusals"]),
    constant("PROBLEMS", schema["x-problems"]),
    constant("CLOSES", schema["x-closes"]),
    shapes,
  ].join("\n");
}

const fresh = await rendered();
if (!process.argv.includes("--check")) {
  writeFileSync(target, fresh);
} else if (!existsSync(target) || readFileSync(target, "utf8") !== fresh) {
  console.error("web/src/wire/generated.ts is stale: run `npm run types`.");
  process.exit(1);
}
