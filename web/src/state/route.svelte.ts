/** Where this page is: four addresses, no more. */
export type Route = { page: "start" } | { page: "room" | "desk" | "wall"; code: string };

/** The place an address names; anything unknown is the start. */
export function routeOf(path: string): Route {
  const [, code, page] = /^\/p\/([A-Za-z0-9]+)(?:\/(desk|wall))?\/?$/.exec(path) ?? [];
  if (!code) return { page: "start" };
  return { page: page === "desk" || page === "wall" ? page : "room", code: code };
}

class Here {
  #route: Route = $state.raw(routeOf(location.pathname));

  constructor() {
    addEventListener("popstate", () => (this.#route = routeOf(location.pathname)));
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
