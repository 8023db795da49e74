import { setTimeout as wait } from "node:timers/promises";
import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { NeonClient } from "../vendors/neon-client.ts";

/** A pull request whose database is meant. */
export interface PreviewPlace {
  readonly neon: NeonClient;
  /** Id of the Neon project: that of staging. */
  readonly project: string;
  /** Number of the pull request. */
  readonly pull: number;
  /** Passes the time between two looks at an operation. Default a second; another one only in tests. */
  readonly pause?: () => Promise<unknown>;
}

/** The database that is wanted. */
export interface PreviewRequest {
  readonly database: string;
  readonly role: string;
  /** Milliseconds from now until the branch removes itself. */
  readonly lifetime: number;
  readonly now: Date;
}

/** Name of the branch that previews are made from; components/neon/preview-base.ts declares it: a schema without data. */
export const previewBase = "preview-base";
/** Name of the branch of a pull request. */
export const previewBranch = (pull: number): string => `preview/pull-${String(pull)}`;

const branchSchema = z.object({ id: z.string(), name: z.string() });
const operationsSchema = z.object({ operations: z.array(z.object({ id: z.string() })) });
const operationSchema = z.object({ operation: z.object({ status: z.string() }) });
const mostLooks = 120;
const aSecond = (): Promise<unknown> => wait(1_000);

/**
 * Makes the branch of a pull request, or prolongs the one that is there, with a password that opens it alone, and returns its
 * address (P2). Running it again is harmless (P9).
 *
 * @throws LaunchgateError `preview.no-base`, `preview.operation-failed`; `vendor.*` for a refusal of Neon
 */
export async function bringPreview(place: PreviewPlace, request: PreviewRequest): Promise<string> {
  const { neon, project, pull } = place;
  const { database, role, lifetime, now } = request;
  const branches = await branchesOf(place);
  const base = branches.find(({ name }) => name === previewBase);
  if (base === undefined) throw noBase(project);
  const expires = new Date(now.getTime() + lifetime).toISOString().replace(/\.\d+Z$/, "Z");
  const there = branches.find(({ name }) => name === previewBranch(pull));
  const id = there ? await prolong(place, there.id, expires) : await create(place, base.id, expires);
  await act(place, "give the preview a password of its own", (api) =>
    api.resetProjectBranchRolePassword(project, id, role),
  );
  const answer = z.object({ uri: z.string() });
  const query = { projectId: project, branch_id: id, database_name: database, role_name: role };
  return (await neon.call("read the address of the preview", answer, (api) => api.getConnectionUri(query))).uri;
}

/** Removes the branch of a pull request. Returns whether there was one. */
export async function removePreview(place: PreviewPlace): Promise<boolean> {
  const found = (await branchesOf(place)).find(({ name }) => name === previewBranch(place.pull));
  if (found === undefined) return false;
  await act(place, "remove the preview", (api) =>
    api.deleteProjectBranch({ projectId: place.project, branchId: found.id }),
  );
  return true;
}

async function branchesOf({ neon, project }: PreviewPlace): Promise<z.infer<typeof branchSchema>[]> {
  const answer = z.object({ branches: z.array(branchSchema) });
  return (await neon.call("list branches", answer, (api) => api.listProjectBranches({ projectId: project }))).branches;
}

async function create(place: PreviewPlace, parent: string, expires: string): Promise<string> {
  const { neon, project, pull } = place;
  const answer = operationsSchema.extend({ branch: branchSchema });
  const branch = { name: previewBranch(pull), parent_id: parent, expires_at: expires };
  const body = { branch, endpoints: [{ type: "read_write" as never }] };
  const made = await neon.call("make the preview", answer, (api) => api.createProjectBranch(project, body));
  await finished(place, made.operations);
  return made.branch.id;
}

async function prolong(place: PreviewPlace, id: string, expires: string): Promise<string> {
  await act(place, "prolong the preview", (api) =>
    api.updateProjectBranch(place.project, id, { branch: { expires_at: expires } }),
  );
  return id;
}

/** One act, and until Neon has finished it: the project takes no other meanwhile. */
async function act(place: PreviewPlace, what: string, run: Parameters<NeonClient["call"]>[2]): Promise<void> {
  const { operations } = await place.neon.call(what, operationsSchema, run);
  await finished(place, operations);
}

async function finished(place: PreviewPlace, operations: readonly { readonly id: string }[]): Promise<void> {
  for (const { id } of operations) {
    for (let look = 1; !(await isFinished(place, id)); look += 1) {
      if (look === mostLooks) throw operationFailed("is not finished after two minutes");
      await (place.pause ?? aSecond)();
    }
  }
}

async function isFinished({ neon, project }: PreviewPlace, id: string): Promise<boolean> {
  const what = "read an operation";
  const { operation } = await neon.call(what, operationSchema, (api) => api.getProjectOperation(project, id));
  if (["failed", "error", "cancelled", "skipped"].includes(operation.status)) throw operationFailed(operation.status);
  return operation.status === "finished";
}

function noBase(project: string): LaunchgateError {
  return new LaunchgateError({
    code: "preview.no-base",
    message: `The Neon project ${project} has no branch "${previewBase}": there is nothing to make a preview from.`,
    fix: "Give the stage `database.previewBranches` and bring its stack up; check the project's id.",
  });
}

function operationFailed(how: string): LaunchgateError {
  return new LaunchgateError({
    code: "preview.operation-failed",
    message: `An operation of Neon on the preview ended: ${how}.`,
    fix: "Look at the project's operations, then run the command again: it goes on where it was.",
    source: "tool",
  });
}
