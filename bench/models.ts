import {
  mergeOverlay,
  selectStack,
  valueOrThrow,
  resolveModel,
  vendorFeatures,
  vendorIds,
  type Dictionary,
  type StackModel,
  type VendorId,
} from "@launchgate/core";
import { openProject, type Project } from "../packages/cli/src/project.ts";

/** Moment as of which every measured model is judged. */
export const at = new Date("2026-11-21T10:00:00Z");

/** Services as the model writes them. */
type Services = Record<string, { repository: Dictionary; vercel: Dictionary } & Dictionary>;

/** The production stack of the reference organisation with `count` services like its web service. */
export async function modelWithServices(count: number): Promise<{ project: Project; model: StackModel }> {
  const project = await openProject(process.cwd());
  const written = structuredClone(project.written) as Dictionary & { services: Services; stacks: Dictionary };
  const web = written.services["web"];
  if (!web) throw new Error("The reference organisation has no service web.");
  const ids = Array.from({ length: count }, (_, index) => `svc-${String(index + 1).padStart(3, "0")}`);
  const services = Object.fromEntries(ids.map((id) => [id, serviceLike(web, id)]));
  const stacks = {
    ...written.stacks,
    prod: { kind: "stage", stage: "prod", services: ["web", "bridge-api", ...ids].slice(0, count) },
  };
  const all = { ...written.services, ...services };
  const input = { ...written, services: Object.fromEntries(Object.entries(all).slice(0, Math.max(2, count))), stacks };
  return { project, model: selectStack(valueOrThrow(resolveModel(input, { at })), "prod") };
}

function serviceLike(web: Services[string], id: string): Services[string] {
  return {
    ...structuredClone(web),
    title: `Service ${id}`,
    repository: { ...web.repository, name: id },
    vercel: { ...web.vercel, host: id },
  };
}

/** The production stack with only the vendors of `used`; what the others would do is stood in for by a gate. */
export async function modelWithVendors(used: readonly VendorId[]): Promise<{ project: Project; model: StackModel }> {
  const project = await openProject(process.cwd());
  const unused = vendorIds.filter((vendor) => !used.includes(vendor));
  const vendors = Object.fromEntries(unused.map((vendor) => [vendor, withoutPlan(vendor)]));
  // Variables of the applications come from Neon and PagerDuty too.
  const plain = {
    vercel: { environment: { DATABASE_URL: null, DATABASE_URL_DIRECT: null, PAGERDUTY_ROUTING_KEY: null } },
  };
  const services = { web: plain, "bridge-api": plain };
  const input = mergeOverlay(project.written, { vendors, services });
  return { project, model: selectStack(valueOrThrow(resolveModel(input, { at })), "prod") };
}

function withoutPlan(vendor: VendorId): Dictionary {
  const features = Object.entries(vendorFeatures).filter(([, feature]) => feature.vendor === vendor);
  const gate = { gate: "Stood in for while it is measured.", owner: "platform" };
  return { plan: "none", compensations: features.map(([feature]) => ({ feature, ...gate })) };
}
