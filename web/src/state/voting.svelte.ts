/** My ballot while a round is open: shown at once, sent at once, the house's word in the end. */
import { myBallot } from "../core/ask";
import type { Ballot, RoundView } from "../wire/messages";
import type { Party } from "./party.svelte";

const SETTLE_MS = 500;

export class Voting {
  /** What was tapped and is not confirmed yet, so that quick taps add up. */
  #tapped: Ballot | null = $state.raw(null);
  #sent = 0;
  #party: Party;
  #round: () => RoundView;

  constructor(party: Party, round: () => RoundView) {
    this.#party = party;
    this.#round = round;
  }

  /** Whether the house has my ballot. */
  get counted() {
    return myBallot(this.#party.view, this.#round()) !== null;
  }

  /** What I approve of, or my ranking, best first. */
  get choices(): readonly string[] {
    const ballot = this.#ballot;
    return ballot === null || ballot.rule === "score" ? [] : ballot.choices;
  }

  /** My score for one wording, `null` before I gave one. */
  scoreOf(refinement: string): number | null {
    const ballot = this.#ballot;
    if (ballot?.rule !== "score") return null;
    return ballot.scores.find((line) => line.refinement === refinement)?.score ?? null;
  }

  toggle(refinement: string) {
    const before = this.choices;
    const choices = before.includes(refinement)
      ? before.filter((choice) => choice !== refinement)
      : [...before, refinement];
    return this.#cast({ rule: "approval", choices });
  }

  /** The whole ranking, best first; who is left out is wanted least. */
  rank(choices: readonly string[]) {
    return this.#cast({ rule: "ranked", choices: [...choices] });
  }

  score(refinement: string, score: number) {
    const ballot = this.#ballot;
    const others = ballot?.rule === "score" ? ballot.scores : [];
    const scores = [...others.filter((line) => line.refinement !== refinement), { refinement, score }];
    return this.#cast({ rule: "score", scores });
  }

  get #ballot(): Ballot | null {
    return this.#tapped ?? myBallot(this.#party.view, this.#round());
  }

  async #cast(ballot: Ballot) {
    this.#tapped = ballot;
    const mine = ++this.#sent;
    const answer = await this.#party.do({ kind: "CastBallot", round: this.#round().id, ballot });
    const forget = () => {
      if (mine === this.#sent) this.#tapped = null;
    };
    // The private word that brings the counted ballot may come a moment after the yes.
    if (answer.done) setTimeout(forget, SETTLE_MS);
    else forget();
  }
}
