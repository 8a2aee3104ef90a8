/** Hands the editors' table down to its parts. */
import { createContext } from "svelte";
import type { Curation } from "../../state/curation.svelte";

export const [theTable, layTable] = createContext<Curation>();
