import FindMyWay, { type HTTPMethod } from "find-my-way";
import type { Answer, Call, Method } from "./message.ts";

/** A path template with its method and what answers it. */
export interface Route {
  readonly method: Method;
  /** `/repos/{owner}/{repo}`; `{path+}` at the end takes the rest of the path. */
  readonly template: string;
  /** Host that this route is limited to; absent: every host of the vendor. */
  readonly host?: string;
  /** Scope that the token needs; `null`: any token; `"public"`: none at all. */
  readonly scope: string | null;
  /** Path parameters whose values are secrets: never logged. */
  readonly secretParams?: readonly string[];
  /** Statuses that it can answer when all is well, for the list of routes. */
  readonly statuses: readonly number[];
  /** Where it is known from, or `[unverified]`. */
  readonly source: string;
  /** Template in the vendor's published schema where it has another name for this route. */
  readonly documentedAs?: string;
  /** Answers within one transaction; everything is undone when it throws. */
  run?(call: Call): Answer;
  /** Answers in its own time and opens its own transactions (real databases, timers). */
  runAsync?(call: Call): Promise<Answer>;
}

/** A route and the values of its parameters. */
export interface RouteMatch {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request. */
export class Router {
  readonly #finder = FindMyWay({ ignoreTrailingSlash: true, maxParamLength: 2000 });
  readonly routes: readonly Route[];

  constructor(routes: readonly Route[]) {
    this.routes = routes;
    for (const route of routes) this.#add(route);
  }

  /** The route of a method and path, or nothing. */
  find(method: string, path: string, host: string): RouteMatch | undefined {
    const found = this.#finder.find(method as HTTPMethod, path, { host }) ?? undefined;
    const target = found?.store as { route: Route; names: readonly string[] } | null | undefined;
    if (!found || !target) return undefined;
    const { route, names } = target;
    const params = names.map((name) => [name, found.params[name] ?? found.params["*"] ?? ""] as const);
    return { route, params: Object.fromEntries(params) };
  }

  #add(route: Route): void {
    const names = [...route.template.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] as string);
    const path = route.template.replaceAll(/\{\w+\+\}/g, "*").replaceAll(/\{(\w+)\}/g, ":$1");
    const options = route.host === undefined ? {} : { constraints: { host: route.host } };
    this.#finder.on(route.method, path, options, () => undefined, { route, names });
  }
}
