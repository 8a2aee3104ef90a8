/** What curators change in a write-up, as values before and after: the commands that set them, undo and redo. Pure. */
import type { Command, StoryPlace } from "../wire/messages";
import type { View } from "./view";

export interface PictureWords {
  readonly caption: string;
  readonly alt: string;
}

export interface Licenses {
  readonly license: string;
  readonly model_license: string;
}

/** One thing somebody did at the editors' table. `touch`: changes of one sitting in one field are one step. */
export type Change =
  | { readonly of: "pictures"; readonly before: readonly string[]; readonly after: readonly string[] }
  | Setting<"words", PictureWords, { readonly artwork: string }>
  | Setting<"paragraph", string, { readonly place: StoryPlace; readonly refinement: string | null }>
  | Setting<"title", string>
  | Setting<"licenses", Licenses>;

type Setting<Of extends string, Value, Where = unknown> = Where & {
  readonly of: Of;
  readonly before: Value;
  readonly after: Value;
  readonly touch?: number;
};

/** What was done, newest last, and what was taken back, next to be done again last. */
export interface Steps {
  readonly past: readonly Change[];
  readonly future: readonly Change[];
}

export const NO_STEPS: Steps = { past: [], future: [] };
const MOST = 200;

/** After a change; what had been taken back is forgotten. */
export function did({ past }: Steps, change: Change): Steps {
  const last = past.at(-1);
  const joined = last && joins(last, change);
  return { past: [...(joined ? past.slice(0, -1) : past), joined ?? change].slice(-MOST), future: [] };
}

export const tookBack = ({ past, future }: Steps): Steps =>
  past.length ? { past: past.slice(0, -1), future: [...future, ...past.slice(-1)] } : { past, future };

export const didAgain = ({ past, future }: Steps): Steps =>
  future.length ? { past: [...past, ...future.slice(-1)], future: future.slice(0, -1) } : { past, future };

/** The other way round. */
export const reversed = (change: Change): Change =>
  ({ ...change, before: change.after, after: change.before }) as Change;

/** The commands that lead from what the party says now to what a change leaves. */
export function leading(view: View, change: Change): Command[] {
  switch (change.of) {
    case "pictures":
      return arranging(view.session?.chosen ?? [], change.after);
    case "words":
      return [{ kind: "CaptionArtwork", artwork: change.artwork, ...change.after }];
    case "paragraph":
      return [
        { kind: "WriteParagraph", place: change.place, refinement: change.refinement, text: change.after },
      ];
    case "title":
      return [{ kind: "TitleStory", title: change.after }];
    case "licenses":
      return [{ kind: "LicenseStory", ...change.after }];
  }
}

/** From one list of chosen pictures to another: some go, some come last, then all find their places. */
export function arranging(from: readonly string[], to: readonly string[]): Command[] {
  const kept = from.filter((artwork) => to.includes(artwork));
  const added = to.filter((artwork) => !from.includes(artwork));
  const stands = [...kept, ...added];
  return [
    ...from
      .filter((artwork) => !to.includes(artwork))
      .map((artwork): Command => ({ kind: "ChooseArtwork", artwork, chosen: false })),
    ...added.map((artwork): Command => ({ kind: "ChooseArtwork", artwork, chosen: true })),
    ...(stands.some((artwork, place) => artwork !== to[place])
      ? [{ kind: "OrderChosen", artworks: [...to] } satisfies Command]
      : []),
  ];
}

/** Both as one, where they belong to one sitting in one field. */
function joins(earlier: Change, later: Change): Change | null {
  if (earlier.of === "pictures" || later.of === "pictures") return null;
  if (earlier.touch === undefined || earlier.touch !== later.touch || earlier.of !== later.of) return null;
  return { ...later, before: earlier.before } as Change;
}
