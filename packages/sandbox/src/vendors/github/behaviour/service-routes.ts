import type { Route } from "../../../http/router.ts";

/** Routes about the service itself. */
export const serviceRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/rate_limit",
    scope: null,
    statuses: [200],
    source: "github.json /rate_limit; the numbers of a token stand in the headers of every answer",
    run({ now }) {
      const core = { limit: 5000, used: 0, remaining: 5000, reset: Math.ceil(now / 1000) + 3600 };
      const search = { limit: 30, used: 0, remaining: 30, reset: core.reset };
      return { status: 200, body: { resources: { core, search, graphql: core }, rate: core } };
    },
  },
];
