/** How a vote stands, in lines that can be drawn: every rule in one shape, a run-off in its steps. Pure. */
import type { RefinementView, RoundView } from "../wire/messages";
import { LIMITS } from "../wire/messages";
import { candidates } from "./ask";
import type { View } from "./view";

export interface TallyLine {
  readonly refinement: RefinementView;
  /** Ballots or, when scores are given, points; in a run-off those it had when it was last in. */
  readonly votes: number;
  /** Of all it could have got, 0 to 1. */
  readonly share: number;
  /** The step of a run-off in which it went out, from 1. */
  readonly out: number | null;
  readonly won: boolean;
}

export interface RunOffStep {
  readonly step: number;
  readonly out: readonly TallyLine[];
}

/** In the order of the question while people vote, so that nothing jumps; afterwards the best first. */
export function tallyLines(view: View, round: RoundView): TallyLine[] {
  const most = round.voters * (round.rule === "score" ? LIMITS.score[1] : 1);
  const lines = candidates(view, round).map((refinement) => {
    const count = round.tally.find((line) => line.refinement === refinement.id);
    const votes = count?.votes ?? 0;
    return {
      refinement,
      votes,
      share: most ? Math.min(1, votes / most) : 0,
      out: count?.out ?? null,
      won: round.status === "closed" && round.winners.includes(refinement.id),
    };
  });
  return round.status === "open" ? lines : lines.sort(better);
}

const lasted = (line: TallyLine) => line.out ?? Infinity;

/** The winner leads even where a tie was broken for it; then who stayed in longest, then who had most. */
function better(one: TallyLine, other: TallyLine): number {
  if (one.won !== other.won) return one.won ? -1 : 1;
  if (lasted(one) !== lasted(other)) return lasted(one) > lasted(other) ? -1 : 1;
  return other.votes - one.votes;
}

/** Who went out when, first step first; empty when the first step decided. */
export function runOffSteps(lines: readonly TallyLine[]): RunOffStep[] {
  const steps = [...new Set(lines.flatMap((line) => line.out ?? []))].sort((one, other) => one - other);
  return steps.map((step) => ({ step, out: lines.filter((line) => line.out === step) }));
}

export interface PassedOn {
  /** Whether the votes of those that went out found another wording they name: every one, none, or some. */
  readonly to: "all" | "none" | "some";
  /** Votes that stand with nobody any more. */
  readonly spent: number;
}

/** What became of the votes of those that went out. */
export function passedOn(round: RoundView, lines: readonly TallyLine[]): PassedOn {
  const sum = (some: readonly TallyLine[]) => some.reduce((votes, line) => votes + line.votes, 0);
  const spent = round.voters - sum(lines.filter((line) => line.out === null));
  const released = sum(lines.filter((line) => line.out !== null));
  return { to: spent <= 0 ? "all" : spent === released ? "none" : "some", spent };
}
