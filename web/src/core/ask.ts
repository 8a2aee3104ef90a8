/** Questions to a view: what is open, what is newest, who may what. Pure. */
import type {
  ArtworkView,
  AssociationView,
  Ballot,
  CommentView,
  GuestView,
  JobPlace,
  JobView,
  NoteView,
  RefinementView,
  Role,
  RoundView,
} from "../wire/messages";
import { isolated } from "./language";
import { remembered } from "./remembered";
import type { ById, View } from "./view";

const bySeq = (one: { seq: number }, other: { seq: number }) => one.seq - other.seq;

const sorted = remembered((things: ById<{ seq: number }>) => Object.values(things).sort(bySeq));

const inOrder = <T extends { seq: number }>(things: ById<T>) =>
  sorted(things) as readonly { seq: number }[] as readonly T[];

export const holds = (view: View, ...roles: Role[]) =>
  roles.some((role) => view.mine?.roles.includes(role) ?? false);

export const nameOf = (view: View, guest: string | null): string =>
  isolated(guest === null ? "" : (view.guest[guest]?.name ?? ""));

const persons = remembered((guests: ById<GuestView>) =>
  inOrder(guests).filter((guest) => guest.roles.some((role) => role !== "screen")),
);

/** The people, without the screens, in the order they came in. */
export const people = (view: View): readonly GuestView[] => persons(view.guest);

export const peopleOnline = (view: View): GuestView[] => {
  const here = new Set(view.online);
  return people(view).filter((guest) => here.has(guest.id));
};

/** Everybody who came and was not shown out, whether they are here just now or not. */
export const peopleCame = (view: View): GuestView[] => people(view).filter((guest) => !guest.removed);

const bySupport = remembered((associations: ById<AssociationView>) =>
  Object.values(associations).sort((one, other) => other.support - one.support || bySeq(one, other)),
);

/** The most supported first; of equals the oldest. */
export const associations = (view: View): readonly AssociationView[] => bySupport(view.association);

export const refinements = (view: View): readonly RefinementView[] => inOrder(view.refinement);

export interface Authors {
  /** Of a merged wording everybody whose words went into it. */
  readonly authors: readonly string[];
  /** Who joined the two of a merged wording. */
  readonly joinedBy: string | null;
}

/** Whose words these are. */
export const authorsOf = (view: View, refinement: RefinementView): Authors => ({
  authors: [...new Set(writersOf(view, refinement))],
  joinedBy: refinement.merged === null ? null : refinement.by,
});

function writersOf(view: View, { by, parent, merged }: RefinementView): string[] {
  if (merged === null) return by === null ? [] : [by];
  const both = [parent, merged].flatMap((id) => (id === null ? [] : (view.refinement[id] ?? [])));
  return both.flatMap((one) => writersOf(view, one));
}

export const openRefinements = (view: View): RefinementView[] =>
  refinements(view).filter((refinement) => refinement.status === "open");

export const workingPrompt = (view: View): RefinementView | null =>
  (view.session && view.refinement[view.session.head]) ?? null;

/** The round being voted in, or waiting for its tie to be broken. */
export function liveRound(view: View): RoundView | null {
  const latest = latestRound(view);
  return latest && latest.status !== "closed" ? latest : null;
}

export const latestRound = (view: View): RoundView | null =>
  (view.session?.round && view.round[view.session.round]) || null;

export const candidates = (view: View, round: RoundView): RefinementView[] =>
  round.refinements.flatMap((id) => view.refinement[id] ?? []);

export const votesFor = (round: RoundView, refinement: string): number =>
  round.tally.find((count) => count.refinement === refinement)?.votes ?? 0;

/** Whether the one that won was level with others, so that a person had to decide. */
export function tieBroken(round: RoundView): boolean {
  const won = round.tally.find((count) => round.winners.includes(count.refinement));
  if (round.status !== "closed" || !won) return false;
  return round.tally.some((count) => count !== won && count.out === null && count.votes === won.votes);
}

/** Tallies are kept from everybody while such a round is open. */
export const talliesShown = (round: RoundView): boolean => !(round.tallies_hidden && round.status === "open");

/** How I voted in this round, `null` before I have. */
export const myBallot = (view: View, round: RoundView): Ballot | null =>
  view.mine?.round === round.id ? view.mine.ballot : null;

const newestFirst = remembered((artworks: ById<ArtworkView>) => [...inOrder(artworks)].reverse());
const shown = remembered((artworks: ById<ArtworkView>) =>
  newestFirst(artworks).filter((artwork) => artwork.screening === "shown"),
);

/** Pictures everybody may see, newest first. Who screens knows the held and hidden ones too. */
export const shownArtworks = (view: View): readonly ArtworkView[] => shown(view.artwork);

export const allArtworks = (view: View): readonly ArtworkView[] => newestFirst(view.artwork);

export const chosenArtworks = (view: View): ArtworkView[] =>
  (view.session?.chosen ?? []).flatMap((id) => view.artwork[id] ?? []);

export const waitingJobs = (view: View): JobView[] =>
  inOrder(view.job).filter((job) => job.status === "waiting");

export const placeOf = (view: View, job: string): JobPlace | null =>
  view.places.find((place) => place.job === job) ?? null;

/** The job on the easel now. */
export function paintedNow(view: View): JobPlace | null {
  return view.places.find((place) => place.place === 0 && view.job[place.job]?.status === "waiting") ?? null;
}

/** My own job that is nearest to the easel. */
export function myPlace(view: View): JobPlace | null {
  const mine = waitingJobs(view).filter((job) => job.guest === view.mine?.guest);
  const places = mine.flatMap((job) => placeOf(view, job.id) ?? []);
  return places.sort((one, other) => one.place - other.place)[0] ?? null;
}

export const notesOn = (view: View, on: { artwork?: string; refinement?: string }): NoteView[] =>
  inOrder(view.note).filter(
    (note) =>
      (on.artwork !== undefined && note.artwork === on.artwork) ||
      (on.refinement !== undefined && note.refinement === on.refinement),
  );

/** The time on the house's clock, which stands still while the party rests. */
const houseNow = (view: View, now_ms: number): number => view.session?.paused_ms ?? now_ms + view.skew_ms;

/** Seconds until a moment on the house's clock; below 0 once it is over. */
export const secondsUntil = (ends_ms: number, view: View, now_ms: number): number =>
  Math.ceil((ends_ms - houseNow(view, now_ms)) / 1000);

/** Seconds until the deadline of a round, never below 0. */
export const secondsLeft = (round: RoundView, view: View, now_ms: number): number =>
  Math.max(0, secondsUntil(round.deadline_ms, view, now_ms));

/** What the expert said of the evening as a whole, newest first. */
export const eveningNotes = (view: View): NoteView[] =>
  inOrder(view.note)
    .filter((note) => note.artwork === null && note.refinement === null)
    .reverse();

/** What was said of one picture or one wording, oldest first. */
export const commentsOn = (view: View, on: { artwork?: string; refinement?: string }): CommentView[] =>
  inOrder(view.comment).filter(
    (comment) =>
      (on.artwork !== undefined && comment.artwork === on.artwork) ||
      (on.refinement !== undefined && comment.refinement === on.refinement),
  );

/** Everything that waits for the moderator, names included, oldest first. */
export const heldThings = (view: View): Held[] =>
  [
    ...people(view).filter((guest) => !guest.removed),
    ...Object.values(view.association),
    ...Object.values(view.refinement),
    ...Object.values(view.comment),
    ...Object.values(view.artwork),
  ]
    .filter((thing) => thing.screening === "held")
    .sort(bySeq);

export type Held = GuestView | AssociationView | RefinementView | CommentView | ArtworkView;

/** Seconds as a clock shows them: 4:05, or 1:04:05 from an hour on. */
export function clockOf(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
