import { exitCodes, LaunchgateError, type Model } from "@launchgate/core";
import { z } from "zod";
import { ensureArtifactRetention, readArtifactRetention } from "../acts/artifact-retention.ts";
import { openGitHubRequestClient, type GitHubRequestClient } from "../acts/github-request-client.ts";
import type { Action } from "../command.ts";
import { styled } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { withProgress } from "../progress.ts";
import { openModel } from "../project.ts";
import { textTable } from "../table.ts";

const retentionOptions = commonOptions.extend({ apply: z.boolean().default(false), endpoint: z.url().optional() });

/** One repository: what it keeps and what its compliance class demands. */
interface RetentionRow {
  readonly repository: string;
  readonly wantedDays: number;
  readonly foundDays: number;
  readonly changed: boolean;
}

/** `launchgate retention`: days for which GitHub keeps artifacts and logs; exit 4 where they differ and are not applied (P5). */
export const retention: Action = async (given, host) => {
  const options = readOptions(retentionOptions, given);
  const model = await openModel(host.cwd, { overlay: options.overlay, at: options.at ?? host.now() });
  const client = await openGitHubRequestClient({
    token: tokenFrom(process.env),
    ...(options.endpoint ? { baseUrl: options.endpoint } : {}),
  });
  const work = Promise.all(wanted(model).map((each) => judge(model, each, client, options.apply)));
  const rows = await withProgress(host, "Reading retention from GitHub", work);
  const right = rows.every(({ wantedDays, foundDays }) => wantedDays === foundDays);
  const body = rows.map(({ repository, wantedDays, foundDays, changed }) => {
    const state = changed ? "set now" : wantedDays === foundDays ? "as wanted" : styled(host, "red", "differs");
    return [repository, String(wantedDays), String(foundDays), state];
  });
  const table = textTable(["repository", "wanted days", "found days", ""], body, host);
  const hint = right ? "" : "\nFix: launchgate retention --apply";
  return {
    exitCode: right ? exitCodes.done : exitCodes.blocked,
    data: { repositories: rows },
    text: `${table}${hint}`,
  };
};

function wanted(model: Model): { repository: string; days: number }[] {
  const { complianceClasses, rulesRepository } = model.organization;
  const services = Object.values(model.services).map(({ repository, complianceClass }) => ({
    name: repository.name,
    complianceClass,
  }));
  return [...services, rulesRepository].map(({ name, complianceClass }) => ({
    repository: name,
    days: complianceClasses[complianceClass]?.artifactRetentionDays ?? 0,
  }));
}

async function judge(
  model: Model,
  { repository, days }: { repository: string; days: number },
  client: GitHubRequestClient,
  apply: boolean,
): Promise<RetentionRow> {
  const target = { owner: model.organization.githubOwner, repository, client };
  if (!apply) {
    const found = await readArtifactRetention(target);
    return { repository, wantedDays: days, foundDays: found.days, changed: false };
  }
  const { after, changed } = await ensureArtifactRetention({ ...target, days });
  return { repository, wantedDays: days, foundDays: after.days, changed };
}

function tokenFrom(env: NodeJS.ProcessEnv): string {
  const token = env["GITHUB_TOKEN"] ?? "";
  if (token !== "") return token;
  throw new LaunchgateError({
    code: "github.token-missing",
    message: "GITHUB_TOKEN is not set: retention is read and set through GitHub's REST interface.",
    fix: "Export GITHUB_TOKEN with the repository permission Administration (read, for --apply also write).",
  });
}
