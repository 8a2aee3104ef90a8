/** My ballot while a round is open: shown at once, sent at once, the house's word in the end. */
import { myChoices } from "../core/ask";
import type { RoundView } from "../wire/messages";
import type { Party } from "./party.svelte";

const SETTLE_MS = 500;

export class Voting {
  /** What was tapped and is not confirmed yet, so that quick taps add up. */
  #tapped: readonly string[] | null = $state.raw(null);
  #sent = 0;
  #party: Party;
  #round: () => RoundView;

  constructor(party: Party, round: () => RoundView) {
    this.#party = party;
    this.#round = round;
  }

  get choices(): readonly string[] {
    return this.#tapped ?? myChoices(this.#party.view, this.#round()) ?? [];
  }

  /** Whether the house has my ballot. */
  get counted() {
    return myChoices(this.#party.view, this.#round()) !== null;
  }

  async toggle(refinement: string) {
    const before = this.choices;
    const choices = before.includes(refinement)
      ? before.filter((choice) => choice !== refinement)
      : [...before, refinement];
    this.#tapped = choices;
    const mine = ++this.#sent;
    const answer = await this.#party.do({
      kind: "CastBallot",
      round: this.#round().id,
      ballot: { rule: "approval", choices },
    });
    const forget = () => {
      if (mine === this.#sent) this.#tapped = null;
    };
    // The private word that brings the counted ballot may come a moment after the yes.
    if (answer.done) setTimeout(forget, SETTLE_MS);
    else forget();
  }
}
