/** What waits for somebody at the desk, and what stands still. Pure. */
import type {
  ArtworkView,
  AssociationView,
  CommentView,
  GuestView,
  JobView,
  NoteView,
  RefinementView,
  Role,
} from "../wire/messages";
import { heldThings, holds, latestRound, openRefinements, people, peopleCame } from "./ask";
import type { View } from "./view";

export type Need = "wishes" | "held" | "tie" | "voting" | "offers";

export interface Needed {
  readonly need: Need;
  readonly count: number;
}

export interface Wish {
  readonly guest: GuestView;
  readonly role: Role;
}

/** Anything people said or made that can be taken off the screens; a name, too, is something somebody wrote. */
export type Said = GuestView | AssociationView | RefinementView | CommentView | NoteView | ArtworkView;

export type Landing = "invite" | "evening" | "prompt" | "expert" | "curate";

/** The page of the desk that this person begins with: nobody refines anything before somebody has come in. */
export function landing(view: View): Landing {
  const phase = view.session?.phase;
  if (phase === "curate" || phase === "closed") return "curate";
  if (holds(view, "moderator")) {
    if (phase === "lobby" && peopleCame(view).length < 2) return "invite";
    if (phase === "gather") return "evening";
  }
  return holds(view, "moderator", "prompt_master") ? "prompt" : "expert";
}

/** Who asks for which role, in the order they came in. Only the moderator is told. */
export const wishes = (view: View): Wish[] =>
  people(view).flatMap((guest) => guest.asks.map((role) => ({ guest, role })));

/** What this person should look at, the most pressing first; who cannot act on a thing is not bothered by it. */
export function needs(view: View): Needed[] {
  const moderates = holds(view, "moderator");
  const masters = holds(view, "prompt_master");
  const round = latestRound(view);
  const running = stillness(view) === null && (moderates || masters);
  const found: Needed[] = [
    { need: "tie", count: running && round?.status === "tied" ? round.winners.length : 0 },
    { need: "held", count: moderates ? heldThings(view).length : 0 },
    { need: "wishes", count: moderates ? wishes(view).length : 0 },
    { need: "voting", count: running && round?.status === "open" ? 1 : 0 },
    {
      need: "offers",
      count: running && (!round || round.status === "closed") ? openRefinements(view).length : 0,
    },
  ];
  return found.filter(({ count }) => count > 0);
}

/** The job that failed last, if no other has been painted since. */
export function lastFailure(view: View): JobView | null {
  const ended = Object.values(view.job).filter((job) => job.status === "done" || job.status === "failed");
  const last = ended.sort((one, other) => other.seq - one.seq)[0];
  return last?.status === "failed" ? last : null;
}

/** Everything said and made, newest first. The prompt master's first words are where it all began and stay; of the
 * names only those that are not on the screens, for the others are found among the people. */
export const everythingSaid = (view: View): Said[] =>
  [
    ...people(view).filter((guest) => guest.screening !== "shown" && !guest.removed),
    ...Object.values(view.association),
    ...Object.values(view.refinement).filter((refinement) => refinement.parent !== null),
    ...Object.values(view.comment),
    ...Object.values(view.note),
    ...Object.values(view.artwork),
  ].sort((one, other) => other.seq - one.seq);

/** What a thing says; of a picture, the words it was painted from. */
export function saying(view: View, thing: Said): string {
  if (thing.kind === "guest") return thing.name;
  if (thing.kind === "artwork") return view.refinement[thing.refinement]?.text ?? thing.recipe.prompt;
  return thing.text;
}

/** Who said it; a picture is by the one whose wording it shows, a name by nobody but itself. */
export function saidBy(view: View, thing: Said): string | null {
  if (thing.kind === "guest") return null;
  return thing.kind === "artwork" ? (view.refinement[thing.refinement]?.by ?? null) : thing.by;
}

/** Why nothing new can be done just now, `null` when it can. */
export function stillness(view: View): "closed" | "paused" | null {
  if (view.session?.phase === "closed") return "closed";
  return view.session?.paused_ms != null ? "paused" : null;
}
