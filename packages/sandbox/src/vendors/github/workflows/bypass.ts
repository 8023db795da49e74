import { z } from "zod";
import { writeAct } from "../behaviour/audit-log.ts";
import { refused } from "../control-refusal.ts";
import { isOwner } from "../rules/actors.ts";
import type { RepositoryData, UserData } from "../types.ts";
import type { World } from "../../../world/world.ts";
import { environmentOfJob, note, release } from "./life.ts";
import { jobsOf, runsOf, type JobData } from "./workflow-rows.ts";

const input = z.strictObject({ repository: z.string(), run: z.int(), environment: z.string(), by: z.string() });

/**
 * An owner starts a job in spite of its environment's rules. GitHub has a button for it and no address, so it is in the control
 * interface. @throws LaunchgateError for who is no owner, an environment that forbids it, or a run that does not wait there
 */
export function bypassRules(world: World, given: unknown): { readonly started: string } {
  const { repository, run: id, environment: name, by } = input.parse(given);
  const repo = world.store.all<RepositoryData>("github.repository").find(({ data }) => data.name === repository);
  const run = repo && runsOf(world, repo).find(({ data }) => data.id === id);
  const actor = world.store.all<UserData>("github.user").find(({ data }) => data.login === by);
  const waiting = run && jobsOf(world, run).find((job) => environmentOfJob(world, run, job)?.data.name === name);
  if (!run || !waiting)
    throw refused(`No job of run ${String(id)} waits at "${name}".`, "Name a run that waits, and its environment.");
  if (!actor || !isOwner(world, by))
    throw refused(`"${by}" does not own the organisation.`, "Name the login of an owner.");
  if (environmentOfJob(world, run, waiting)?.data.can_admins_bypass !== true)
    throw refused(`"${name}" lets nobody pass over its rules.`, "Have a reviewer approve, or set can_admins_bypass.");
  const now = world.clock.now();
  world.store.transact(() => {
    writeAct(world, now, actor, "workflows.bypass_protection_rules", {
      repo: repository,
      environment_name: name,
      run: id,
    });
    note(world, run, now, "deployment.bypass", `goes on at ${name}: ${by} passed over its rules`);
    release(
      world,
      run,
      world.store.alter<JobData>(waiting, now, { hold: { since: now, until: now, approved: true, apps: [] } }),
      now,
    );
  });
  return { started: waiting.data.script.name };
}
