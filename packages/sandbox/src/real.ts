import { wordsOf } from "./error-text.ts";
import type { Sandbox } from "./sandbox-types.ts";
import { reachHostsBy } from "./vendors/datadog/synthetics/reach.ts";
import { startNeonPostgres } from "./vendors/neon/postgres/index.ts";
import { startDeployments, type Deployments } from "./vendors/vercel/traffic/index.ts";

/** What is put behind the vendors of a sandbox: real databases, real servers. */
export interface Real {
  /** Port on 127.0.0.1 of all databases; absent where there are none. */
  readonly postgresPort?: number;
  /** Why there are no databases, one line; absent where there are. */
  readonly noPostgres?: string;
  /** Port on 127.0.0.1 where requests are taken by the host that they name: `web-prod.vercel.app`. */
  readonly trafficPort: number;
  readonly deployments: Deployments;
  /** Ends databases and servers; close it before the sandbox. */
  close(): Promise<void>;
}

/**
 * Puts real Postgres behind Neon and real servers behind Vercel, with metrics to Datadog. Nothing runs until somebody connects or asks
 * for a page. `databases`: a folder that root's Postgres user can pass through to. (D1, T1, B4)
 *
 * @throws LaunchgateError `sandbox.port-in-use`
 */
export async function startReal(sandbox: Sandbox, databases: string): Promise<Real> {
  const { world, urls, tokens } = sandbox;
  const postgres = await startNeonPostgres({ world, folder: databases }).catch((error: unknown) => ({
    reason: wordsOf(error),
  }));
  const datadog = { url: urls.datadog, apiKey: tokens.datadog["pulumi"]?.apiKey ?? "" };
  const deployments = await startDeployments({ world, datadog });
  // Synthetic tests reach the applications by the host names that they are declared with.
  reachHostsBy(world, () => ({ port: deployments.port }));
  sandbox.extendControl({
    "GET /__sandbox/traffic": async (_args, _given, query) => {
      const project = query.get("project") ?? "";
      await deployments.report();
      return { url: await deployments.urlOf(project), versions: deployments.figures(project) };
    },
  });
  const close = async (): Promise<void> => {
    await deployments.close();
    if (!("reason" in postgres)) await postgres.close();
  };
  const found = "reason" in postgres ? { noPostgres: postgres.reason } : { postgresPort: postgres.port };
  return { ...found, trafficPort: deployments.port, deployments, close };
}
