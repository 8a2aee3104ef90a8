/** Why something was refused, or went wrong: words for an occasion, found by the names that travel on the wire. */
import type { Params, Setback, Why } from "../../wire/messages";
import { m, named } from "../../words/messages.js";

const snake = (name: string) => name.replace(/\B[A-Z]/g, "_$&").toLowerCase();

// A newer house may say what this page has no words for: told in general, better than not at all.
/** Why the house did not do it. */
export function refusal(reason: Why, { field, ...params }: Params) {
  const what = field === undefined ? "" : named(`field_${field}`) || m.field_other();
  return named(`why_${snake(reason)}`, { ...params, field: what }) || m.why_other();
}

/** Why there is no picture. */
export const mishap = (setback: Setback | null | undefined) =>
  setback ? named(`mishap_${snake(setback.mishap)}`, { what: setback.what ?? "" }) || m.mishap_other() : "";
