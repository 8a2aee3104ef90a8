/** Where this page is: five addresses, no more. */
export type Route = { page: "start" | "gallery" } | { page: "room" | "desk" | "wall"; code: string };

/** The place an address names; anything unknown is the start. */
export function routeOf(path: string): Route {
  if (/^\/gallery(\/[A-Za-z0-9]+)?\/?$/.test(path)) return { page: "gallery" };
  const [, code, page] = /^\/p\/([A-Za-z0-9]+)(?:\/(desk|wall))?\/?$/.exec(path) ?? [];
  if (!code) return { page: "start" };
  return { page: page === "desk" || page === "wall" ? page : "room", code: code };
}

class Here {
  #route: Route = $state.raw(routeOf(location.pathname));

  constructor() {
    addEventListener("popstate", () => this.#arrive());
  }

  /** A place that is left for itself, as the gallery is for one of its evenings, stays as it is. */
  #arrive() {
    const next = routeOf(location.pathname);
    if (next.page !== "gallery" || this.#route.page !== "gallery") this.#route = next;
  }

  get route() {
    return this.#route;
  }

  go(path: string) {
    history.pushState(null, "", path);
    this.#route = routeOf(location.pathname);
    scrollTo(0, 0);
  }
}

export const here = new Here();
