/** The name somebody used last in this browser, for the next evening. */
import { browserShelf } from "../wire/shelf";

const shelf = browserShelf();
const KEPT = "name";

export const lastName = () => shelf.get(KEPT) ?? "";
export const rememberName = (name: string) => shelf.set(KEPT, name.trim());
