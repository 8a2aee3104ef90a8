/** The key of an invite link: taken out of the address bar at once, kept until the guest is in. */
import { tabShelf } from "../wire/shelf";

const shelf = tabShelf();

/** The key this tab came with, if any; the address no longer shows it afterwards. */
export function takeInvite(code: string): string | null {
  const asked = new URLSearchParams(location.search).get("invite");
  if (asked !== null) {
    shelf.set(`invite:${code}`, asked);
    history.replaceState(null, "", location.pathname);
  }
  return asked ?? shelf.get(`invite:${code}`);
}

export const forgetInvite = (code: string) => shelf.set(`invite:${code}`, null);
