/** Every word on screen, a function each. Read while rendering, it is read again when the language changes, and when a
 *  word has come that was not there yet. */
import { isolated } from "../core/language";
import { language, type Words } from "./language.svelte";

type Inputs = Record<string, unknown>;
type Say = (inputs?: Inputs) => string;

/** Names and prompts that run from right to left stay in their place in the sentence. */
const inPlace = (inputs: Inputs) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      name,
      typeof value === "string" ? isolated(value) : value,
    ]),
  );

/** A word by a name that comes over the wire; empty where there is none. */
export function named(key: string, inputs?: Inputs): string {
  const say = (language.words as unknown as Record<string, Say | undefined>)[key];
  if (!say) language.rest().catch(() => undefined);
  return say?.(inputs && inPlace(inputs)) ?? "";
}

export const m = new Proxy({} as Words, {
  get: (_, key: string) => (inputs?: Inputs) => named(key, inputs),
});
