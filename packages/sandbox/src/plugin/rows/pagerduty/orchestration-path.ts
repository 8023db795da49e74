import type { Properties } from "@launchgate/provider-kit";
import type { LiveObject, RowCall } from "../../row.ts";

/** How actions of one kind of path go over the wire. */
export interface ActionForm {
  readonly to: (actions: Properties) => Properties;
  readonly from: (actions: Properties) => Properties;
}

/** Sets of rules as they are sent; rules keep the ids of the live ones at their places, as the official provider's state has them. */
export function toSets(
  sets: readonly Properties[],
  live: readonly Properties[],
  form: ActionForm,
): readonly Properties[] {
  return sets.map((set) => {
    const there = rulesOf(live.find(({ id }) => id === set["id"]));
    return { id: set["id"], rules: rulesOf(set).map((rule, index) => toRule(rule, there[index]?.["id"], form)) };
  });
}

function toRule(rule: Properties, id: unknown, form: ActionForm): Properties {
  return {
    ...(id === undefined ? {} : { id }),
    label: rule["label"] ?? "",
    disabled: rule["disabled"] ?? false,
    conditions: rule["conditions"] ?? [],
    actions: form.to(rule["actions"] as Properties),
  };
}

/** Sets of rules as programs say them. */
export function fromSets(sets: readonly Properties[], form: ActionForm): readonly Properties[] {
  return sets.map((set) => ({
    id: set["id"],
    rules: rulesOf(set).map((rule) => ({
      id: rule["id"],
      label: rule["label"] ?? "",
      disabled: rule["disabled"] ?? false,
      conditions: rule["conditions"] ?? [],
      actions: form.from(rule["actions"] as Properties),
    })),
  }));
}

function rulesOf(set: Properties | undefined): readonly Properties[] {
  return (set?.["rules"] ?? []) as readonly Properties[];
}

/** What lies at a path now; undefined where its owner is gone. */
export async function livePath(path: string, { http }: RowCall): Promise<Properties | undefined> {
  const answer = await http.find(path);
  return answer === undefined ? undefined : ((answer as Properties)["orchestration_path"] as Properties);
}

/** Writes a path. Rules keep their ids where `before` has them. */
export async function writePath(
  path: string,
  owner: unknown,
  { sets, catchAll }: { readonly sets: readonly Properties[]; readonly catchAll: unknown },
  form: ActionForm,
  call: RowCall,
): Promise<void> {
  const before = await livePath(path, call);
  const { actions } = catchAll as { readonly actions: Properties };
  const orchestration_path = {
    parent: { id: owner },
    sets: toSets(sets, setsOf(before), form),
    catch_all: { actions: form.to(actions) },
  };
  await call.http.request("PUT", path, { orchestration_path });
}

/** Empties a path: that is how the official provider removes it. What is gone already is no error. */
export async function emptyPath(path: string, actions: Properties | null, call: RowCall): Promise<void> {
  if ((await livePath(path, call)) === undefined) return;
  const orchestration_path = { sets: [{ id: "start", rules: [] }], catch_all: { actions } };
  await call.http.request("PUT", path, { orchestration_path });
}

/** The properties that every path has. */
export function propertiesOfPath(
  live: Properties,
  form: ActionForm,
): { readonly sets: readonly Properties[]; readonly catchAll: LiveObject["properties"] } {
  const { actions } = (live["catch_all"] ?? {}) as { readonly actions?: Properties | null };
  return { sets: fromSets(setsOf(live), form), catchAll: { actions: form.from(actions ?? {}) } };
}

function setsOf(live: Properties | undefined): readonly Properties[] {
  return (live?.["sets"] ?? []) as readonly Properties[];
}

/** A text of the state, or where it has none what an import was given. */
export function textOf(value: unknown, given: string): string {
  return typeof value === "string" ? value : given;
}
