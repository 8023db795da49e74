import type { Answer, Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import { vercelTeamId } from "../team-id.ts";
import { accountOf } from "./accounts.ts";

/** Frameworks of the provider's list that projects here may name; a part of Vercel's own [unverified as a whole]. */
const frameworks = [
  "nextjs",
  "remix",
  "react-router",
  "astro",
  "sveltekit",
  "nuxtjs",
  "vite",
  "express",
  "hono",
  "nestjs",
];

/** Regions where functions run. Source: Vercel docs, "Regions". */
const regions =
  "arn1 bom1 cdg1 cle1 cpt1 dub1 dxb1 fra1 gru1 hkg1 hnd1 iad1 icn1 kix1 lhr1 pdx1 sfo1 sin1 syd1 yul1".split(" ");

/** Who am I, and the two lists that the provider asks before it accepts a project (facts/endpoints.md 1.2). */
export const serviceRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/user",
    scope: "read",
    statuses: [200],
    source: "/v2/user of @vercel/sdk 1.28.35; client/user.go of the provider",
    run: user,
  },
  {
    method: "GET",
    template: "/verify-endpoint",
    scope: "read",
    statuses: [200],
    source: "client/log_drain.go of the provider",
    run: ({ world }) => ({ status: 200, body: { verificationCode: vercelTeamId(world.seed).slice(5) } }),
  },
  {
    method: "GET",
    template: "/",
    host: "api-frameworks.zeit.sh",
    scope: "public",
    statuses: [200],
    source: "vercel/validator_framework.go of the provider",
    run: () => ({ status: 200, body: frameworks.map((slug) => ({ slug })) }),
  },
  {
    method: "GET",
    template: "/",
    host: "dcs.vercel-infra.com",
    scope: "public",
    statuses: [200],
    source: "vercel/validator_serverless_function_region.go of the provider",
    run: () => ({
      status: 200,
      body: Object.fromEntries(regions.map((each) => [each, { caps: ["V2_DEPLOYMENT_CREATE"] }])),
    }),
  },
];

function user({ world, holder }: Call): Answer {
  const account = accountOf(holder.id, world.seed);
  const about = { ...account, avatar: null, defaultTeamId: vercelTeamId(world.seed), limited: true };
  return { status: 200, body: { user: about } };
}
