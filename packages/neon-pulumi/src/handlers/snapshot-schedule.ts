import type { BackupScheduleItem } from "@neondatabase/api-client";
import type { Properties } from "@launchgate/provider-kit";
import { idParts, maybe, optionalText, text } from "./handler.ts";
import type { Context, Handler, Live } from "./handler.ts";

const form = "<project id>/<branch id>";

function placeOf(id: string): [projectId: string, branchId: string] {
  const [projectId = "", branchId = ""] = idParts(id, 2, form);
  return [projectId, branchId];
}

function toNeon(item: Properties): BackupScheduleItem {
  const { retentionSeconds, ...rest } = item;
  return {
    ...rest,
    ...(retentionSeconds !== undefined && { retention_seconds: retentionSeconds }),
  } as BackupScheduleItem;
}

function fromNeon({ retention_seconds, ...rest }: BackupScheduleItem): Properties {
  const given = Object.entries({ ...rest, retentionSeconds: retention_seconds });
  return Object.fromEntries(given.filter(([, value]: [string, unknown]) => value !== undefined && value !== null));
}

async function write(id: string, schedule: readonly Properties[], context: Context): Promise<void> {
  const [projectId, branchId] = placeOf(id);
  await context.api.call({
    task: context.task,
    what: `set the snapshot schedule of branch ${branchId}`,
    repeatable: true,
    send: (client) => client.setSnapshotSchedule(projectId, branchId, { schedule: schedule.map(toNeon) }),
  });
}

async function find(id: string, _state: Properties, context: Context): Promise<Live | undefined> {
  const [projectId, branchId] = placeOf(id);
  const answer = await maybe(context, {
    what: `read the snapshot schedule of branch ${branchId}`,
    send: (client) => client.getSnapshotSchedule(projectId, branchId),
  });
  if (answer === undefined) return undefined;
  return { id, inputs: { projectId, branchId, schedule: answer.schedule.map(fromNeon) }, outputs: {} };
}

/** Snapshot schedules. Writing one is repeatable, so a creation needs no recovery. */
export const snapshotScheduleHandler: Handler = {
  projectOf: (inputs, id) => optionalText(inputs, "projectId") ?? id?.split("/")[0],
  async create(inputs, context) {
    const id = `${text(inputs, "projectId")}/${text(inputs, "branchId")}`;
    await write(id, inputs["schedule"] as readonly Properties[], context);
    return { id };
  },
  settle: () => Promise.resolve(),
  find,
  async apply(live, wanted, context) {
    await write(live.id, wanted["schedule"] as readonly Properties[], context);
    return undefined;
  },
  async delete(id, _state, context) {
    const [projectId, branchId] = placeOf(id);
    await maybe(context, {
      what: `empty the snapshot schedule of branch ${branchId}`,
      send: (client) => client.setSnapshotSchedule(projectId, branchId, { schedule: [] }),
    });
  },
};
