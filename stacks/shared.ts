import type { ModelInput } from "@launchgate/core";

/** What all stages share: repositories, teams, people, rotas, vendor-wide settings (house decision 2). */
export const shared = { kind: "shared" } satisfies ModelInput["stacks"][string];
