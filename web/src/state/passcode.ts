/** The passcode of a party opened here: the house keeps only its digest, so this browser is the one that can tell it. */
import { browserShelf } from "../wire/shelf";

const shelf = browserShelf();
const keyOf = (code: string) => `passcode:${code}`;

/** Keeps it for whoever asks the host at the door; an empty one lets go of what was kept. */
export const rememberPasscode = (code: string, text: string) => shelf.set(keyOf(code), text);

/** `null`: this party has none, or it was set in another browser. */
export const rememberedPasscode = (code: string) => shelf.get(keyOf(code));
