import { planHas, vendorsOf, type Model, type Stack, type Stage, type StackModel } from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";
import { ReleaseEnvironment } from "../components/release-environment.ts";
import { registerReleasePlan } from "../components/release/release-plan.ts";
import { readSharedOutputs, type SharedOutputs } from "../components/shared-outputs.ts";
import { loadVendorKits, type VendorKits } from "../components/vendor-kits.ts";
import { makeProviders } from "./providers.ts";
import { Settings } from "./settings.ts";
import { datadogLinks, logDrain } from "./vendor-links.ts";

/** Outputs of a stack. */
export type StackOutputs = Record<string, unknown>;

/** What a part of the program works with. */
interface Context {
  readonly model: StackModel;
  readonly settings: Settings;
  readonly kits: VendorKits;
  readonly options: pulumi.ComponentResourceOptions;
  /** The present moment: planned work that recurs is declared from its next occurrence on. */
  readonly at: Date;
}

/**
 * The program: one typed model becomes the resources of one stack. The pulumi CLI, the Automation API, the offline plan
 * and the tests all call this function. `at` is the present moment; nothing in here reads a clock.
 */
export async function program(model: StackModel, at: Date): Promise<StackOutputs> {
  const settings = new Settings(model);
  const kits = await loadVendorKits(model.vendors, vendorsOf(model));
  const providers = await makeProviders(settings, model);
  const context: Context = { model, settings, kits, options: { providers }, at };
  await registerReleasePlan("release-plan", { model });
  return model.stack.kind === "shared" ? sharedProgram(context) : stageProgram(context, model.stack);
}

/** What stages share: repositories and teams, people and rotas, vendor-wide settings (house decision 2). */
function sharedProgram({ model, settings, kits, options }: Context): StackOutputs {
  const { organization, services, stages, stacks, release, onCall, vendors } = model;
  const common = { organization, services, stages, vendors, protect: true };
  const github =
    kits.github &&
    new kits.github.GitHubOrganization(
      "organization",
      { ...common, stacks, billingEmail: settings.secret("billingEmail") },
      options,
    );
  const vercel = kits.vercel && new kits.vercel.VercelTeamAccess("team-access", common, options);
  const pager =
    kits.pagerduty &&
    new kits.pagerduty.PagerDutyAccount(
      "on-call",
      { ...common, onCall, personal: (key) => settings.secret(key) },
      options,
    );
  if (kits.datadog)
    new kits.datadog.ObservabilityGlobals(
      "observability",
      { ...common, release, onCall, ...datadogLinks(model, settings) },
      options,
    );
  return {
    githubTeamIds: github?.teamIds ?? {},
    githubUserIds: github?.userIds ?? {},
    repositories: github?.repositories ?? {},
    vercelAccessGroupIds: vercel?.accessGroupIds ?? {},
    pagerDutyTeamIds: pager?.teamIds ?? {},
    escalationPolicyIds: pager?.escalationPolicyIds ?? {},
    businessServiceIds: pager?.businessServiceIds ?? {},
  };
}

/** One stage of every service of the stack. */
function stageProgram(
  { model, settings, kits, options, at }: Context,
  stack: Extract<Stack, { kind: "stage" }>,
): StackOutputs {
  const stage = model.stages[stack.stage];
  if (!stage) throw new pulumi.RunError(`stack "${model.stackName}" names the unknown stage "${stack.stage}"`);
  const shared = sharedOutputs(model, settings, kits);
  const environments = stack.services.map((serviceId) => {
    const service = model.services[serviceId];
    if (!service) throw new pulumi.RunError(`stack "${model.stackName}" names the unknown service "${serviceId}"`);
    const args = {
      model,
      serviceId,
      service,
      stageId: stack.stage,
      stage,
      kits,
      shared,
      secret: (key: string) => settings.secret(key),
      neonOrgId: settings.plain("neonOrganization"),
      ...logDrain(model, settings),
      protect: !stack.ephemeral && stage.database.protected,
      at,
    };
    return [serviceId, new ReleaseEnvironment(`${serviceId}-${stack.stage}`, args, options)] as const;
  });
  stageCosts({ model, kits, options }, stack, stage, environments[0]?.[1].ticketServiceName);
  return { urls: Object.fromEntries(environments.map(([id, environment]) => [id, environment.url])) };
}

/** Alerts on the stage's spending, once for all services; the tickets of the first service take them (O5). */
function stageCosts(
  { model, kits, options }: Pick<Context, "model" | "kits" | "options">,
  { stage: stageId, services: ids }: Extract<Stack, { kind: "stage" }>,
  stage: Stage,
  ticketServiceName: string | undefined,
): void {
  if (!kits.datadog || !stage.budget) return;
  const { organization, vendors } = model;
  const services = Object.fromEntries(
    ids.flatMap((id) => (model.services[id] ? [[id, model.services[id]] as const] : [])),
  );
  const tickets = ticketServiceName === undefined ? {} : { ticketServiceName };
  new kits.datadog.StageCosts(
    `${stageId}-costs`,
    { organization, services, stageId, stage, vendors, ...tickets },
    options,
  );
}

function sharedOutputs(model: Model, settings: Settings, kits: VendorKits): SharedOutputs {
  const reference = new pulumi.StackReference("shared", { name: settings.plain("sharedStack") });
  const when = (used: unknown, ids: readonly string[]): readonly string[] => (used ? ids : []);
  const { teams, people } = model.organization;
  return readSharedOutputs(reference, {
    githubTeamIds: when(kits.github, Object.keys(teams)),
    githubUserIds: when(kits.github, Object.keys(people)),
    repositories: when(kits.github, Object.keys(model.services)),
    vercelAccessGroupIds: when(kits.vercel && planHas(model.vendors, "vercel-access-groups"), Object.keys(teams)),
    pagerDutyTeamIds: when(kits.pagerduty, Object.keys(teams)),
    escalationPolicyIds: when(kits.pagerduty, Object.keys(model.onCall.escalations)),
    businessServiceIds: when(
      kits.pagerduty && planHas(model.vendors, "business-services"),
      Object.keys(model.onCall.businessServices),
    ),
  });
}
