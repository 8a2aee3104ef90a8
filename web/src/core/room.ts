/** Questions of the room: where the evening is, what is new for me, and an idea out of nowhere. Pure. */
import type { Catalogue, CommentView, Phase, Role } from "../wire/messages";
import { liveRound } from "./ask";
import { tooLong } from "./length";
import { says, withPhrase } from "./phrases";
import type { View } from "./view";

export type Tab = "gather" | "refine" | "look";

const BY_PHASE: Record<Phase, Tab> = {
  lobby: "gather",
  gather: "gather",
  refine: "refine",
  curate: "look",
  closed: "look",
};

/** The id of the round that is being voted in. */
export function openRound(view: View): string | null {
  const round = liveRound(view);
  return round?.status === "open" ? round.id : null;
}

/** Where the evening asks people to be. */
export const callingTab = (view: View): Tab =>
  openRound(view) ? "refine" : BY_PHASE[view.session?.phase ?? "lobby"];

/** Whether anything can be done at all: not while the party rests, and not when it is over. */
export const isRunning = (view: View): boolean =>
  view.session !== null && view.session.paused_ms === null && view.session.phase !== "closed";

/** What others said to me after `seq`, newest first. */
export function mentionsSince(view: View, seq: number): CommentView[] {
  const me = view.mine?.guest;
  return Object.values(view.comment)
    .filter((said) => said.seq > seq && said.by !== me && said.mentions.some((one) => one.guest === me))
    .sort((one, other) => other.seq - one.seq);
}

/** Whether I said anything after `seq`: an idea, a wording or a comment. */
export const spokeSince = (view: View, seq: number): boolean =>
  [view.association, view.refinement, view.comment].some((things) =>
    Object.values<{ seq: number; by: string | null }>(things).some(
      (said) => said.seq > seq && said.by !== null && said.by === view.mine?.guest,
    ),
  );

/** Roles that came since those that are known; nobody is told of the role everybody has. */
export const rolesSince = (now: readonly Role[], known: readonly Role[]): Role[] =>
  now.filter((role) => role !== "participant" && role !== "screen" && !known.includes(role));

const draw = <T>(all: readonly T[], random: () => number): T | undefined =>
  all[Math.floor(random() * all.length)];

interface Box {
  readonly associations: readonly string[];
  readonly catalogue: Catalogue | null;
}

/** The prompt with something of the room's and something of the catalogue's, neither of which stands in it yet. */
export function surprised(prompt: string, box: Box, limit: number, random: () => number): string {
  const { catalogue } = box;
  const shelves = catalogue
    ? [
        catalogue.styles,
        catalogue.techniques,
        catalogue.artists,
        catalogue.periods,
        catalogue.moods,
        catalogue.modifiers,
      ]
    : [];
  const shelf = draw(shelves, random) ?? [];
  let text = prompt;
  for (const ideas of [box.associations, shelf.map((chip) => chip.adds)]) {
    const fresh = ideas.filter((idea) => !says(text, idea) && tooLong(withPhrase(text, idea), limit) === 0);
    const idea = draw(fresh, random);
    if (idea !== undefined) text = withPhrase(text, idea);
  }
  return text;
}

/** A list with one of its members some places further on. */
export function moved<T>(all: readonly T[], index: number, by: number): T[] {
  const next = [...all];
  next.splice(index + by, 0, ...next.splice(index, 1));
  return next;
}
