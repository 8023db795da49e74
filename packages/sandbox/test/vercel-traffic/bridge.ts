import { startDeployments, type Deployments } from "../../src/vendors/vercel/traffic/index.ts";
import { newProject as newDatabase, type Place, type PostgresHandle } from "../neon-postgres/postgres.ts";
import { send } from "../vercel/client.ts";
import { deploy, newProject } from "../vercel/releases.ts";
import { ask, type Got } from "./traffic-ask.ts";

/** Production of `bridge-api` with all that it needs: database, switches, queue, video, metrics. */
export class Bridge {
  readonly traffic: Deployments;
  /** Its database. */
  readonly database: Place;
  /** Ids of its project and of its edge config at Vercel. */
  readonly project: string;
  readonly store: string;

  private constructor(traffic: Deployments, database: Place, project: string, store: string) {
    this.traffic = traffic;
    this.database = database;
    this.project = project;
    this.store = store;
  }

  /** Makes it and releases version 1.0.0. */
  static async start(handle: PostgresHandle): Promise<Bridge> {
    const { sandbox } = handle;
    const datadog = { url: sandbox.urls.datadog, apiKey: sandbox.tokens.datadog["pulumi"]?.apiKey ?? "" };
    const traffic = await startDeployments({ world: sandbox.world, datadog });
    const database = await newDatabase(handle, "bridge");
    const project = await newProject(sandbox, "bridge-api-prod", 50, 100);
    const store = String((await send(sandbox, "POST /v1/edge-config", { slug: "bridge", items: {} })).body["id"]);
    const { token } = (await send(sandbox, `POST /v1/edge-config/${store}/token`, { label: "server" })).body;
    const variables = {
      STAGE: "prod",
      DATABASE_URL: database.uri,
      EDGE_CONFIG: `https://edge-config.vercel.com/${store}?token=${String(token)}`,
      WORKSPACE_TOKEN: "pilot",
    };
    for (const [key, value] of Object.entries(variables)) {
      const variable = { key, value, type: "sensitive", target: ["production"] };
      await send(sandbox, `POST /v10/projects/${project}/env`, variable);
    }
    await deploy(sandbox, project, { version: "1.0.0", application: "bridge-api" });
    return new Bridge(traffic, database, project, store);
  }

  /** Connection URI of its database. */
  get uri(): string {
    return this.database.uri;
  }

  /** Asks it as a visitor. */
  ask(path: string, init?: Parameters<typeof ask>[3]): Promise<Got> {
    return ask(this, "bridge-api-prod.localhost", path, init);
  }

  /** Orders one clip. */
  order(clientId: string, authorization = "Bearer pilot"): Promise<Got> {
    const body = { clientId, item: "clip", quantity: 1 };
    return this.ask("/v1/orders", { method: "POST", headers: { authorization }, body });
  }

  /** Ends its servers. */
  close(): Promise<void> {
    return this.traffic.close();
  }
}
