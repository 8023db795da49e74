import type { Entity, Sandbox } from "@launchgate/sandbox";
import type { StateResource } from "../../packages/cli/src/drift/state-resources.ts";
import { shortKind } from "../../packages/cli/src/drift/report.ts";

type Path = readonly (string | number)[];

/** A declared scalar that was changed at the vendor. */
export interface Mutation {
  readonly urn: string;
  readonly kind: string;
  /** Path in the declared inputs, `a.b[0].c`. */
  readonly field: string;
}

/** What {@link mutateAll} did. */
export interface MutationReport {
  readonly done: readonly Mutation[];
  /** Kind and field (without list positions) of declared scalars that nothing in the vendor's rows stands for. */
  readonly unreached: readonly string[];
}

/** Fields that the vendor keeps under another name, as {@link nameOf} writes it. */
const wireNames: Readonly<Record<string, string>> = {
  "vercel:FirewallConfig enabled": "firewallenabled",
  "vercel:Project customerSuccessCodeVisibility": "customersupportcodevisibility",
  "vercel:Project automaticallyExposeSystemEnvironmentVariables": "autoexposesystemenv",
};

/** How many resources of a kind are changed: fields that only some of them declare are met too. */
const perKind = 4;

/**
 * Changes every declared scalar of every kind in the vendors' rows, behind their interfaces: for each resource the row that stands for it
 * is looked up by id, names and values; in it the field of the same name with the same value is changed. Names that ids are made of and
 * references to other things stay: changed, they would be another thing.
 */
export function mutateAll(sandbox: Sandbox, resources: readonly StateResource[]): MutationReport {
  const rows = allRows(sandbox);
  const ids = new Set(resources.map(({ id }) => id));
  const done: Mutation[] = [];
  const unreached = new Set<string>();
  const used = new Map<string, number>();
  const changed = new Map<string, Entity>();
  const places = new Map<string, Set<string>>();
  const takenOf = (key = ""): Set<string> => {
    const taken = places.get(key) ?? new Set<string>();
    places.set(key, taken);
    return taken;
  };
  for (const resource of resources) {
    const count = used.get(resource.type) ?? 0;
    if (count >= perKind) continue;
    used.set(resource.type, count + 1);
    const row = rowOf(resource, rows);
    // One row may stand for several resources: a project for its crons, its retention and itself.
    const data = row && (structuredClone((changed.get(row.key) ?? row).data) as Record<string, unknown>);
    const taken = takenOf(row?.key);
    for (const path of leaves(resource.inputs)) {
      const value = at(resource.inputs, path);
      if (isIdentity(resource, value, ids)) continue;
      const name = wireNames[`${shortKind(resource.type)} ${text(path)}`] ?? nameOf(path);
      const place = data === undefined ? undefined : placeOf(data, name, value, taken);
      if (data === undefined || place === undefined) {
        unreached.add(`${shortKind(resource.type)} ${text(path).replaceAll(/\[\d+\]/g, "")}`);
        continue;
      }
      taken.add(text(place));
      set(data, place, otherThan(at(data, place)));
      done.push({ urn: resource.urn, kind: resource.type, field: text(path) });
    }
    if (row !== undefined && data !== undefined) changed.set(row.key, { ...row, data });
  }
  sandbox.world.store.transact(() => {
    for (const row of changed.values()) sandbox.world.store.put(row);
  });
  return { done, unreached: [...unreached].toSorted() };
}

function allRows({ world }: Sandbox): readonly Entity[] {
  const listed = world.store.database.prepare("SELECT body FROM rows").all();
  return listed.map(({ body }) => JSON.parse(String(body)) as Entity);
}

/** The row that has most in common with a resource; it must at least carry the last part of its id, or all but one of its names. */
function rowOf(resource: StateResource, rows: readonly Entity[]): Entity | undefined {
  const vendor = resource.type.split(":")[0] ?? "";
  const own = rows.filter(
    ({ key }) => key.startsWith(`${vendor}.`) && !/audit|event|operation|membership-role/.test(key),
  );
  const byKey = new Map(own.map((row) => [row.key, row] as const));
  const wanted = leaves(resource.inputs).map((path) => [nameOf(path), String(at(resource.inputs, path))] as const);
  const last = resource.id.split(/[:/]/).at(-1) ?? "";
  let best: { readonly row: Entity; readonly score: number } | undefined;
  for (const row of own) {
    const texts = new Set(leaves(row.data).map((path) => `${nameOf(path)}=${String(at(row.data, path))}`));
    const above = new Set(
      ancestors(row, byKey).flatMap((each) => leaves(each.data).map((path) => String(at(each.data, path)))),
    );
    const named = wanted.filter(([name, value]) => texts.has(`${name}=${value}`)).length;
    const within = wanted.filter(([, value]) => value.length > 2 && above.has(value)).length;
    const isIt = ["id", "publicid", "name", "key", "login"].some((name) => texts.has(`${name}=${last}`));
    // Its own id before all; what its container has in common with it only tells equals apart.
    const score = (isIt ? 100 : 0) + named * 4 + Math.min(within, 3);
    if (score > (best?.score ?? 4)) best = { row, score };
  }
  return best?.row;
}

function ancestors(row: Entity, byKey: ReadonlyMap<string, Entity>): readonly Entity[] {
  const above = row.parent === null ? undefined : byKey.get(row.parent);
  return above === undefined ? [] : [above, ...ancestors(above, byKey)];
}

function placeOf(data: unknown, name: string, value: unknown, taken: ReadonlySet<string>): Path | undefined {
  const same = leaves(data).filter((each) => String(at(data, each)) === String(value) && !taken.has(text(each)));
  return same.find((each) => nameOf(each) === name);
}

function isIdentity({ id, inputs }: StateResource, value: unknown, ids: ReadonlySet<string>): boolean {
  const word = String(value);
  const secret = typeof value === "string" && /^[a-f\d]{32,}$|^v1:/.test(value);
  return secret || ids.has(word) || id === word || id.split(/[:/]/).includes(word) || word === inputs["repository"];
}

/** Another value that the vendor's own reading does not stumble over. */
function otherThan(value: unknown): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  const word = String(value);
  if (/^\d+$/.test(word)) return String(Number(word) + 1);
  if (/^(?:Europe|America|Asia|Etc)\//.test(word)) return word === "Europe/Paris" ? "Europe/Madrid" : "Europe/Paris";
  if (/^\d{4}-\d{2}-\d{2}T/.test(word)) return word.replace(/^\d{4}/, (year) => String(Number(year) + 1));
  if (/^\d{2}:\d{2}:\d{2}$/.test(word)) return word === "07:00:00" ? "08:00:00" : "07:00:00";
  return choices.find((each) => each.includes(word))?.find((each) => each !== word) ?? `${word}x`;
}

/** Words of which vendors only know these. */
const choices: readonly (readonly string[])[] = [
  ["active", "disabled", "evaluate"],
  ["read", "write"],
  ["high", "low"],
  ["member", "maintainer"],
  ["manager", "responder", "observer"],
  ["user", "limited_user", "admin"],
  ["private", "internal", "public"],
  ["live", "paused"],
  ["metric", "monitor"],
  ["7d", "30d", "90d"],
  ["pull", "push", "admin", "maintain", "triage"],
  ["published", "draft"],
  ["enabled", "disabled"],
];

function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return value === null || value === undefined ? [] : [path];
  // A sealed value of the state.
  if ("4dabf18193072939515e22adb298388d" in value) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    leaves(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((found, step) => (found as Record<string | number, unknown> | undefined)?.[step], value);
}

function set(value: unknown, path: Path, leaf: unknown): void {
  const holder = at(value, path.slice(0, -1)) as Record<string | number, unknown>;
  holder[path.at(-1) ?? ""] = leaf;
}

function text(path: Path): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${String(step)}]` : `${index === 0 ? "" : "."}${step}`))
    .join("");
}

/** Last name of a path, without case and underscores; of a list of plain values its own name, singular. */
function nameOf(path: Path): string {
  const name = path.findLast((step): step is string => typeof step === "string") ?? "";
  return name.replaceAll("_", "").toLowerCase().replace(/s$/, "");
}
