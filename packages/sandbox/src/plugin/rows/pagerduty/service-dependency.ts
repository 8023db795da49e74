import type { Failure, Properties } from "@launchgate/provider-kit";
import type { PluginRow, RowCall } from "../../row.ts";

interface Side {
  readonly id: string;
  readonly type: string;
}

const dependentTypes = [
  "business_service",
  "business_service_reference",
  "service",
  "service_dependency",
  "technical_service_reference",
] as const;

/** That one service stands on another. Every change replaces. */
export const serviceDependency: PluginRow = {
  type: "pagerduty:index/serviceDependency:ServiceDependency",
  source: "terraform-provider-pagerduty 3.32 resource_pagerduty_service_dependency.go",
  importId: "{supporting service}.{its type}.{id}",
  settings: {
    "dependency.supportingServices": { minItems: 1 },
    "dependency.supportingServices[].type": { values: ["business_service", "business_service_reference", "service"] },
    "dependency.dependentServices": { minItems: 1 },
    "dependency.dependentServices[].type": { values: dependentTypes },
  },
  check: sideProblems,
  async create(inputs, { http }) {
    const { supportingServices, dependentServices } = inputs["dependency"] as Readonly<Record<string, readonly Side[]>>;
    const one = { supporting_service: supportingServices?.[0], dependent_service: dependentServices?.[0] };
    const { body } = await http.request("POST", "/service_dependencies/associate", { relationships: [one] });
    return { id: String(relationsOf(body)[0]?.["id"]) };
  },
  async find(id, state, call) {
    const found = await look(id, state, call);
    if (found === undefined) return undefined;
    const dependency = {
      type: found["type"],
      supportingServices: [plainSide(found["supporting_service"])],
      dependentServices: [plainSide(found["dependent_service"])],
    };
    return { id: String(found["id"]), properties: { dependency } };
  },
  async remove(id, state, call) {
    const found = await look(id, state, call);
    if (found === undefined) return;
    const [below, above] = [plainSide(found["supporting_service"]), plainSide(found["dependent_service"])];
    const relationships = [{ supporting_service: below, dependent_service: above }];
    await call.http.request("POST", "/service_dependencies/disassociate", { relationships });
  },
};

/** Looks in the list of one of its ends: the dependent service, or what an import names. */
async function look(id: string, state: Properties, { http }: RowCall): Promise<Properties | undefined> {
  const [importedEnd = "", importedType = "", importedId = ""] = id.split(".");
  const declared = state["dependency"] as Readonly<Record<string, readonly Side[]>> | undefined;
  const end = declared?.["dependentServices"]?.[0] ?? { id: importedEnd, type: importedType };
  const plural = end.type.startsWith("business") ? "business_services" : "technical_services";
  const answer = await http.find(`/service_dependencies/${plural}/${encodeURIComponent(end.id)}`);
  return relationsOf(answer).find((each) => each["id"] === (declared ? id : importedId));
}

function relationsOf(body: unknown): readonly Properties[] {
  return ((body ?? {}) as { readonly relationships?: readonly Properties[] }).relationships ?? [];
}

function plainSide(side: unknown): Side {
  const { id, type } = side as Side;
  return { id, type: type.startsWith("business") ? "business_service" : "service" };
}

function sideProblems({ dependency }: Properties): readonly Failure[] {
  if (typeof dependency !== "object" || dependency === null) return [];
  return ["supportingServices", "dependentServices"].flatMap((key) => {
    const side = (dependency as Properties)[key];
    return Array.isArray(side) && side.length > 1
      ? [{ property: `dependency.${key}`, reason: "may have one member" }]
      : [];
  });
}
