import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

/** Imports point down: wire < core < state < words < parts; nobody looks up. */
const above = (...rooms) => ({
  "no-restricted-imports": ["error", { patterns: rooms.map((room) => ({ group: [`**/${room}/**`] })) }],
});

export default ts.config(
  { ignores: ["node_modules", "src/words/made", "src/wire/generated.ts", "project.inlang"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      // TypeScript itself knows every name; the rule does not know types such as `JsonValue`.
      "no-undef": "off",
      // There is no SvelteKit here whose `resolve` links could go through.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  { files: ["src/wire/**"], rules: above("core", "state", "parts", "words") },
  { files: ["src/core/**"], rules: above("state", "parts", "words") },
  { files: ["src/state/**"], rules: above("parts", "words") },
  { files: ["src/words/**"], rules: above("parts") },
);
