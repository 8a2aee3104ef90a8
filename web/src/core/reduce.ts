/** (view, message) -> view. Pure: the time of hearing is handed in, unknown kinds of things are left aside. */
import type { Gauges, Kind, Thing, ToGuest } from "../wire/messages";
import { nothingYet, type View } from "./view";

type Shelved = Exclude<Kind, "session" | "prompt" | "story">;
const SHELVED: readonly Shelved[] = [
  "guest",
  "association",
  "refinement",
  "round",
  "job",
  "artwork",
  "note",
  "comment",
] as const;

const isShelved = (kind: string): kind is Shelved => (SHELVED as readonly string[]).includes(kind);

/** The view after a message heard at `heard_ms` on our own clock. */
export function reduce(view: View, message: ToGuest, heard_ms: number): View {
  switch (message.kind) {
    case "Welcome": {
      const before = message.resumed ? view : nothingYet(message.code);
      const skew_ms = message.now_ms - heard_ms;
      return apply({ ...before, code: message.code, mine: message.mine, skew_ms }, message.things);
    }
    case "Facts":
      return apply(view, message.things);
    case "Gauges":
      return gauge(apply(view, message.things), message, heard_ms);
    case "Private":
      return { ...view, mine: message.mine };
    case "Done":
    case "Declined":
      return view;
  }
}

function gauge(view: View, message: Gauges, heard_ms: number): View {
  return {
    ...view,
    skew_ms: message.now_ms - heard_ms,
    online: message.online ?? view.online,
    places: message.places ?? view.places,
    studio: message.studio ?? view.studio,
    radar: message.radar ?? view.radar,
  };
}

/** Every kind that is touched is copied once, however many things of it arrive. */
function apply(view: View, things: readonly Thing[]): View {
  if (things.length === 0) return view;
  const next: { -readonly [key in keyof View]: View[key] } = { ...view };
  const copied = new Set<Shelved>();
  const shelf = (kind: Shelved): Record<string, Thing> => {
    if (!copied.has(kind)) {
      copied.add(kind);
      next[kind] = { ...next[kind] } as never;
    }
    return next[kind] as Record<string, Thing>;
  };
  for (const thing of things) {
    if (thing.kind === "session") next.session = thing;
    else if (thing.kind === "prompt") next.prompt = thing;
    else if (thing.kind === "story") next.story = thing;
    else if (thing.kind === "gone") {
      if (isShelved(thing.of)) Reflect.deleteProperty(shelf(thing.of), thing.id);
    } else if (isShelved(thing.kind)) shelf(thing.kind)[thing.id] = thing;
  }
  return next;
}
