/** Every word on screen: `m.key()`. Read while rendering, it is read again when the language changes. */
import { language, type Words } from "./language.svelte";

type Say = (inputs?: object) => string;

export const m = new Proxy({} as Words, {
  get: (_, key: string) => (inputs?: object) =>
    (language.words as unknown as Record<string, Say>)[key]?.(inputs) ?? key,
});
