/** Hands the party down to the parts of a page. */
import { createContext } from "svelte";
import type { Party } from "./party.svelte";

export const [theParty, giveParty] = createContext<Party>();
