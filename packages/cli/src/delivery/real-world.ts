import { LaunchgateError } from "@launchgate/core";
import { openForMending, type RunSite } from "../engine/flows/run-site.ts";
import { openExisting } from "../engine/target-binding.ts";
import { keptConnection } from "../sandbox/connection.ts";
import { judgeStage } from "../smoke/judge-stage.ts";
import { subjectsOf } from "../smoke/places.ts";
import { connectionsOf } from "../vendors/connections.ts";
import { openGitHub, type GitHubClient } from "../vendors/github-client.ts";
import { GateReads } from "./gate-reads.ts";
import { askGate, followRun, type GateVerdict } from "./gate.ts";
import { pageService } from "./page.ts";
import { personOfToken } from "./person.ts";
import type { DeliveryWorld } from "./world.ts";

/** What decides how a delivery reaches vendors. */
export interface RealWorldArgs {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that are waited for reviewers. */
  readonly patience: number;
  readonly say: (text: string) => void;
}

type Reach = Pick<DeliveryWorld, "inJob" | "gate" | "elsewhere" | "judge" | "page" | "who">;

/** A delivery's ways to the vendors and services of a stack, by the connections of the stack's own settings. */
export function realWorld({ env, patience, say }: RealWorldArgs): Reach {
  const job = jobOf(env);
  const polls = ({ openedFor, signal }: RunSite) => ({
    patience: job === undefined ? patience : 0,
    apart: openedFor === "live" ? 10_000 : 1_000,
    signal,
  });
  return {
    inJob: job !== undefined,
    gate: async (site, environment, { run, onRun }) => {
      const reads = await gateReads(site, env);
      if (reads === undefined) return withoutGitHub(environment);
      return askGate(reads, { ...polls(site), model: site.model, environment, run: job ?? run, say, onRun });
    },
    elsewhere: async (site, run) => {
      if (job !== undefined || site.openedFor !== "live") return undefined;
      const reads = await gateReads(site, env);
      return reads && { succeeded: await followRun(reads, run, polls(site)) };
    },
    judge: async ({ model, engine, openedFor, root, signal, now }) => {
      const stack = await openExisting(engine, model.stackName);
      return judgeStage({ model, subjects: await subjectsOf(model, stack, openedFor, root), signal, now, say });
    },
    page: async ({ model, engine }, request) => {
      const stack = await openExisting(engine, model.stackName);
      const { pagerduty } = connectionsOf(model, await stack.settings());
      return pageService(request, await stack.exportState({ plain: true }), pagerduty);
    },
    who: async (site) => {
      const client = await gitHub(site, env);
      if (client === undefined) throw withoutIdentity();
      return personOfToken(client, site.model);
    },
  };
}

/** The run whose job this process is. A claim: what it is worth, GitHub says. */
function jobOf(env: RealWorldArgs["env"]): number | undefined {
  const id = Number(env["GITHUB_ACTIONS"] === "true" ? (env["GITHUB_RUN_ID"] ?? "") : "");
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

async function gateReads(site: RunSite, env: RealWorldArgs["env"]): Promise<GateReads | undefined> {
  const client = await gitHub(site, env);
  return client && new GateReads(client, site.model.organization.rulesRepository.name);
}

/** GitHub as the caller: by `GITHUB_TOKEN`, else by the stack's own token. */
async function gitHub(site: RunSite, env: RealWorldArgs["env"]): Promise<GitHubClient | undefined> {
  const { stack } = await openForMending(site);
  const { github } = connectionsOf(site.model, await stack.settings());
  if (github === undefined) return undefined;
  const token = await ownToken(site, env["GITHUB_TOKEN"] ?? "");
  return openGitHub({ ...github, ...(token === undefined ? {} : { token }) });
}

/** A token of the real GitHub is not sent to a practice ground: there only its own ones count. */
async function ownToken({ openedFor, root }: RunSite, given: string): Promise<string | undefined> {
  if (given === "") return undefined;
  if (openedFor === "live") return given;
  const known = Object.values((await keptConnection(root))?.tokens.github ?? {}).map(({ token }) => token);
  return known.includes(given) ? given : undefined;
}

function withoutGitHub(environment: string): GateVerdict {
  return { state: "refused", text: `The gate stays closed: without GitHub nobody can approve "${environment}".` };
}

function withoutIdentity(): LaunchgateError {
  return new LaunchgateError({
    code: "deploy.nobody",
    message: "The model uses no GitHub, so nobody can be told by a token.",
    fix: "Have the changes reviewed instead. Nothing was changed.",
  });
}
