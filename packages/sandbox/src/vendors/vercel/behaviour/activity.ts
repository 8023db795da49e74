import { isDeepStrictEqual } from "node:util";
import type { Call } from "../../../http/message.ts";
import type { Change } from "../../../resource-table/change.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { projectEvents, rowEvents } from "./event-words.ts";

/** One entry of the team's activity. */
export interface EventData extends Data {
  readonly text: string;
  readonly type?: string;
  /** Id of who did it among the holders of tokens. */
  readonly holder: string;
  readonly projectId?: string;
}

/** What happened to what. */
export interface Happening {
  /** Kind in words of rows, for example `environment-variable`. */
  readonly kind: string;
  readonly act: "created" | "updated" | "removed";
  /** Name of the thing. */
  readonly name: string;
  /** Field of it that was changed. */
  readonly field?: string;
  readonly project?: Entity | undefined;
}

const verbs = { created: "created", updated: "updated", removed: "removed" } as const;

/** Keeps who did what and when, so that drift can be attributed (L4). The wording of texts is [unverified]. */
export function tell(call: Call, { kind, act, name, field, project }: Happening): void {
  const { world, now, holder } = call;
  const type = kind === "project" && field !== undefined ? projectEvents[field] : rowEvents[`${kind}.${act}`];
  const within = project === undefined || kind === "project" ? "" : ` of project **${String(project.data["name"])}**`;
  const what = field === undefined ? kind.replaceAll("-", " ") : `${field} of the ${kind.replaceAll("-", " ")}`;
  world.store.add<EventData>("vercel.event", {
    at: now,
    data: {
      text: `**${holder.id}** ${verbs[act]} ${what} **${name}**${within}`,
      holder: holder.id,
      ...(type === undefined ? {} : { type }),
      ...(project === undefined ? {} : { projectId: String(project.data["id"]) }),
    },
  });
}

/** Listens to the table's routes: a project's change is one entry a field. */
export function onChange({ row, act, entity, before }: Change, call: Call): void {
  const project = row.name === "project" ? entity : projectAbove(entity, call);
  const name = nameOf(entity);
  if (row.name !== "project" || act !== "updated" || before === undefined) {
    tell(call, { kind: row.name, act, name, project });
    return;
  }
  for (const field of changedFields(before.data, entity.data))
    tell(call, { kind: "project", act, name, field, project });
}

/** Names of fields that differ. */
export function changedFields(before: Data, after: Data): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isDeepStrictEqual(before[name], after[name]));
}

function projectAbove({ parent }: Entity, { world }: Call): Entity | undefined {
  return parent?.startsWith("vercel.project:") ? world.store.get(parent) : undefined;
}

/** What people call a thing. */
function nameOf({ data }: Entity): string {
  const found = [
    data["name"],
    data["key"],
    data["slug"],
    data["label"],
    data["url"],
    data["username"],
    data["projectId"],
    data["id"],
  ];
  return found.find((each) => typeof each === "string") ?? "";
}
