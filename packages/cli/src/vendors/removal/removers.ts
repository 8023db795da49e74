import { LaunchgateError, type VendorId } from "@launchgate/core";
import { z } from "zod";
import type { CallerOptions } from "../caller.ts";
import type { VendorConnections } from "../connections.ts";
import { openDatadog, type DatadogSdk } from "../datadog-client.ts";
import { openGitHub } from "../github-client.ts";
import { openNeon, type NeonClient } from "../neon-client.ts";
import { openPagerDuty } from "../pagerduty-client.ts";
import { openVercel, type VercelClient } from "../vercel-client.ts";

/** What answers to removals are: nobody reads them. */
const any = z.unknown();

/** Ways to remove at each vendor; each opens its SDK when it is first used. */
export class Removers {
  readonly #connections: VendorConnections;
  readonly #options: CallerOptions;

  constructor(connections: VendorConnections, options: CallerOptions) {
    this.#connections = connections;
    this.#options = options;
  }

  /** `DELETE` of a path template at GitHub. */
  async github(what: string, path: string, parameters: Readonly<Record<string, string | number>>): Promise<void> {
    const client = await openGitHub(connected("github", this.#connections.github), this.#options);
    await client.call(`remove ${what}`, `DELETE ${path}`, parameters, any);
  }

  /** One mutation of GitHub's GraphQL interface. */
  async githubGraph(what: string, mutation: string, variables: Readonly<Record<string, string>>): Promise<void> {
    const client = await openGitHub(connected("github", this.#connections.github), this.#options);
    await client.graphql(`remove ${what}`, mutation, variables, any);
  }

  /** One call of Vercel's SDK. */
  async vercel(what: string, run: Run<VercelClient["call"]>): Promise<void> {
    await this.vercelRead(what, any, run);
  }

  /** One call of Vercel's SDK whose answer the removal needs. */
  async vercelRead<T>(what: string, answer: z.ZodType<T>, run: Run<VercelClient["call"]>): Promise<T> {
    const client = await openVercel(connected("vercel", this.#connections.vercel), this.#options);
    return client.call(`remove ${what}`, answer, run);
  }

  /** Names the team in a call of {@link vercel}. */
  get vercelTeam(): { readonly teamId?: string; readonly slug?: string } {
    const { team } = connected("vercel", this.#connections.vercel);
    return team.startsWith("team_") ? { teamId: team } : { slug: team };
  }

  /** One call of Neon's SDK. */
  async neon(what: string, run: Run<NeonClient["call"]>): Promise<void> {
    const client = await openNeon(connected("neon", this.#connections.neon), this.#options);
    await client.call(`remove ${what}`, any, run);
  }

  /** `DELETE` of a path at PagerDuty. */
  async pagerduty(what: string, path: string): Promise<void> {
    const client = await openPagerDuty(connected("pagerduty", this.#connections.pagerduty), this.#options);
    await client.call(`remove ${what}`, "delete", path, any);
  }

  /** One call of Datadog's SDK. */
  async datadog(what: string, run: (sdk: DatadogSdk) => Promise<unknown>): Promise<void> {
    const client = await openDatadog(connected("datadog", this.#connections.datadog), this.#options);
    await client.call(`remove ${what}`, any, run);
  }
}

type Run<T extends (what: string, answer: never, run: never) => unknown> = Parameters<T>[2];

function connected<T>(vendor: VendorId, connection: T | undefined): T {
  if (connection !== undefined) return connection;
  throw new LaunchgateError({
    code: "vendor.not-connected",
    message: `The stack uses nothing of ${vendor}, so nothing can be removed there.`,
    fix: "Name a stack that uses it.",
    source: "tool",
  });
}
