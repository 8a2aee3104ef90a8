/** Small texts kept across reloads of this tab. Private modes and full disks make it forget, never fail. */
export interface Shelf {
  get(key: string): string | null;
  set(key: string, value: string | null): void;
}

/** The tab's own session storage, or nothing at all where it is blocked. */
export function tabShelf(): Shelf {
  return {
    get(key) {
      try {
        return sessionStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        if (value === null || value === "") sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, value);
      } catch {
        // Blocked or full: what was typed lives as long as the page.
      }
    },
  };
}
