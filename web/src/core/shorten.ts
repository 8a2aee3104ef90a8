/** Long wordings told by what changes in them. Pure. */
import type { Span } from "../wire/messages";

const CUT = "…";

/** The same change with at most `around` characters of what stayed on each side of it; at `most` characters it ends. */
export function shortened(spans: readonly Span[], around: number, most = Infinity): Span[] {
  const cut = spans.map((span, index) =>
    span.change === "same"
      ? { ...span, text: middleOut([...span.text], index > 0, index < spans.length - 1, around) }
      : span,
  );
  return ended(cut, most);
}

/** The wording as it is now: what it leaves out is not told. */
export const kept = (spans: readonly Span[]): Span[] => spans.filter((span) => span.change !== "removed");

const letters = (spans: readonly Span[]) =>
  spans.flatMap((span) => span.text.match(/[\p{L}\p{N}]/gu) ?? []).length;

/** Whether less than half of the letters that were there stayed. */
export function mostlyNew(spans: readonly Span[]): boolean {
  const stayed = letters(spans.filter((span) => span.change === "same"));
  return stayed < letters(spans.filter((span) => span.change === "removed"));
}

/** The same change, with the spaces at its edges outside of what is marked, and a space where one word stands for another. */
export function tidied(spans: readonly Span[]): Span[] {
  return spans.flatMap((span, index) => {
    if (span.change === "same") return [span];
    const text = span.text.trim();
    const start = span.text.slice(0, span.text.length - span.text.trimStart().length);
    const end = text && span.text.slice(span.text.trimEnd().length);
    const meets = span.change === "removed" && spans[index + 1]?.change === "added" && !end;
    return [
      { change: "same", text: start },
      { change: span.change, text },
      { change: "same", text: end || (meets && text ? " " : "") },
    ].filter((part) => part.text) as Span[];
  });
}

/** What stayed, without the part that is far from any change. */
function middleOut(text: readonly string[], after: boolean, before: boolean, around: number): string {
  const told = (after ? around : 0) + (before ? around : 0);
  if (text.length <= told + CUT.length || told === 0) return text.join("");
  const start = after ? atWord(text.slice(0, around).join(""), /\s+\S*$/) : "";
  const end = before ? atWord(text.slice(-around).join(""), /^\S*\s+/) : "";
  return `${start}${CUT}${end}`;
}

/** Without the word that was cut through, unless nothing else is left (Chinese knows no spaces). */
const atWord = (text: string, broken: RegExp) =>
  text.replace(broken, "").trim() ? text.replace(broken, "") : text;

function ended(spans: readonly Span[], most: number): Span[] {
  const told: Span[] = [];
  let left = most;
  for (const span of spans) {
    const text = [...span.text];
    if (text.length > left) return [...told, { ...span, text: text.slice(0, left).join("").trimEnd() + CUT }];
    told.push(span);
    left -= text.length;
  }
  return told;
}
