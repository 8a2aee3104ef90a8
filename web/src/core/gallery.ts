/** Questions of the gallery: which address shows what, and which phrases of a recipe weigh more or less. Pure. */
import type { TextRecipe } from "../wire/messages";

/** What the gallery shows: evenings around a theme, with certain words in them; one of them opened. */
export interface Looking {
  readonly theme: string;
  readonly query: string;
  readonly evening: string;
}

/** What an address asks to see. */
export function lookingAt(path: string, search: string): Looking {
  const asked = new URLSearchParams(search);
  const [, evening = ""] = /^\/gallery\/([A-Za-z0-9]+)\/?$/.exec(path) ?? [];
  return { theme: asked.get("theme") ?? "", query: asked.get("q") ?? "", evening };
}

/** The address that shows it. */
export function addressOf({ theme, query, evening }: Looking): string {
  const asked = asking({ theme, query });
  return `/gallery${evening ? `/${encodeURIComponent(evening)}` : ""}${asked ? `?${asked}` : ""}`;
}

/** The question to the house. */
export function asking({ theme, query }: Pick<Looking, "theme" | "query">, before?: string): string {
  const asked = new URLSearchParams();
  if (theme) asked.set("theme", theme);
  if (query.trim()) asked.set("q", query.trim());
  if (before) asked.set("before", before);
  return asked.toString();
}

/** The phrases the room gave more weight, and those it gave less, the strongest first. */
export function pushes({ prompt, weights }: Pick<TextRecipe, "prompt" | "weights">) {
  const letters = [...prompt];
  const told = [...weights]
    .sort((one, other) => Math.abs(Math.log(other.weight)) - Math.abs(Math.log(one.weight)))
    .map(({ start, end, weight }) => ({ phrase: letters.slice(start, end).join(""), weight }))
    .filter(({ phrase }) => phrase.trim());
  const phrases = (wanted: (weight: number) => boolean) =>
    told.filter(({ weight }) => wanted(weight)).map(({ phrase }) => phrase);
  return { up: phrases((weight) => weight > 1), down: phrases((weight) => weight < 1) };
}
