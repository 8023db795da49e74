import type { Properties } from "@launchgate/provider-kit";
import { expect } from "vitest";
import type { Act, PracticeEngine } from "./practice-engine.ts";

/** How one resource type is put through its life. */
export interface Lifecycle {
  readonly type: string;
  /** Complete, valid inputs. */
  readonly inputs: Properties;
  /**
   * Changed values, one input after the other, each from `inputs`: by input the new value and what happens. `undefined` takes the
   * input away. Several values: a list of {@link Change}.
   */
  readonly changes: Readonly<Record<string, Change | readonly Change[]>>;
  /** Inputs of the type that are not changed here, with the reason. */
  readonly unchanged?: Readonly<Record<string, string>>;
  /** Id for the import. Default: the id in the state. `false`: the official provider has no import. */
  readonly importId?: ((state: Properties, id: string) => string) | false;
  /** Inputs that an import cannot know: write-only ones and those that steer the provider. */
  readonly notImported?: readonly string[];
}

/** One change. */
export interface Change {
  readonly to: unknown;
  /** Default `update`. */
  readonly act?: Act;
  /** Other inputs that must change with it. */
  readonly with?: Properties;
}

/**
 * Creates, compares, refreshes, changes every input and back, imports, deletes: after each act a second `up` does nothing and a
 * refresh finds nothing changed. Every input of the type must be changed or be listed with the reason why not.
 */
export async function liveThrough(
  engine: PracticeEngine,
  life: Lifecycle,
  name = `subject of ${life.type}`,
): Promise<void> {
  const { type, inputs, changes } = life;
  const spec = engine.provider.specOf(type);
  const named = new Set([...Object.keys(changes), ...Object.keys(life.unchanged ?? {})]);
  expect(Object.keys(spec.inputs).filter((key) => !named.has(key))).toEqual([]);

  const settled = async (what: string, declared: Properties): Promise<void> => {
    expect([what, await engine.up(type, name, declared)]).toEqual([what, "same"]);
    expect([what, await engine.refresh(name)]).toEqual([what, []]);
    expect([what, await engine.up(type, name, declared)]).toEqual([what, "same"]);
  };

  expect(await engine.up(type, name, inputs)).toBe("create");
  await settled("created", inputs);
  await imported(engine, life, name);
  for (const [key, given] of Object.entries(changes)) {
    for (const change of Array.isArray(given) ? (given as readonly Change[]) : [given as Change]) {
      const declared: Properties = { ...inputs, ...change.with, [key]: change.to };
      const what = `${key} -> ${change.to === undefined ? "nothing" : JSON.stringify(change.to)}`;
      expect([what, await engine.up(type, name, declared)]).toEqual([what, change.act ?? "update"]);
      await settled(what, declared);
      expect([`${what} and back`, await engine.up(type, name, inputs)]).toEqual([
        `${what} and back`,
        change.act ?? "update",
      ]);
      await settled(`${what} and back`, inputs);
    }
  }
  if (!lasting.has(life.type)) await comesBack(engine, life, name);
  await engine.down(name);
}

/** Settings that are there once: a deletion puts them back, and never takes them away. */
const lasting: ReadonlySet<string> = new Set([
  "datadog:index/logsIndexOrder:LogsIndexOrder",
  "datadog:pagerduty/integration:Integration",
  "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel",
  "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate",
  "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions",
  "github:index/branchDefault:BranchDefault",
  "github:index/organizationSettings:OrganizationSettings",
  "github:index/repositoryDependabotSecurityUpdates:RepositoryDependabotSecurityUpdates",
  "github:index/repositoryVulnerabilityAlerts:RepositoryVulnerabilityAlerts",
  "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions",
  "pagerduty:index/eventOrchestrationRouter:EventOrchestrationRouter",
  "pagerduty:index/eventOrchestrationService:EventOrchestrationService",
  "vercel:index/firewallConfig:FirewallConfig",
  "vercel:index/projectCrons:ProjectCrons",
  "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention",
]);

/**
 * Classes of defects that the truth check at GitHub names, for every vendor (truth/defect-classes.ts): `gone-makes-an-error`,
 * `late-or-lasting`. What somebody deleted at the vendor leaves the state, is made again, and deleting what is gone is no error.
 */
async function comesBack(engine: PracticeEngine, { type, inputs }: Lifecycle, name: string): Promise<void> {
  await engine.removeAtVendor(name);
  await engine.removeAtVendor(name);
  expect([name, await engine.refresh(name)]).toEqual([name, "gone"]);
  expect([name, await engine.up(type, name, inputs)]).toEqual([name, "create"]);
  expect([name, await engine.refresh(name)]).toEqual([name, []]);
}

async function imported(engine: PracticeEngine, life: Lifecycle, name: string): Promise<void> {
  if (life.importId === false) return;
  const { id, inputs, state } = engine.recorded(name);
  const given = life.importId?.(state, id) ?? id;
  const found = await engine.import(life.type, `${name}-imported`, given);
  expect(found?.id).toBe(id);
  const left = Object.keys(inputs).filter((key) => !(life.notImported ?? []).includes(key));
  const meant = Object.fromEntries(left.map((key) => [key, inputs[key]]));
  expect(found?.inputs).toMatchObject(meaningful(meant) as Properties);
}

/** Without what says nothing: an import leaves defaults out. */
function meaningful(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const says = (each: unknown): boolean =>
    each !== false && each !== 0 && each !== "" && each !== null && each !== undefined;
  const entries = Object.entries(value).filter(([, each]) => says(each) && !(Array.isArray(each) && each.length === 0));
  return Object.fromEntries(entries.map(([key, each]) => [key, meaningful(each)]));
}
