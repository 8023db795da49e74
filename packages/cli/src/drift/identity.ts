import type { InventoryObject } from "../vendors/inventory-object.ts";
import { shortKind } from "./report.ts";
import type { StateResource } from "./state-resources.ts";

/** Properties that name a thing where the provider's id may have another form than the inventory's: joined as there. */
const forms: Readonly<Record<string, readonly [separator: string, ...properties: string[]]>> = {
  "github:Repository": [":", "name"],
  "github:RepositoryEnvironment": [":", "repository", "environment"],
  "github:ActionsEnvironmentSecret": [":", "repository", "environment", "secretName"],
  "github:ActionsEnvironmentVariable": [":", "repository", "environment", "variableName"],
  "github:ActionsSecret": [":", "repository", "secretName"],
  "github:ActionsVariable": [":", "repository", "variableName"],
  "github:IssueLabel": [":", "repository", "name"],
  "github:TeamMembership": [":", "teamId", "username"],
  "github:TeamRepository": [":", "teamId", "repository"],
  "github:RepositoryCollaborator": [":", "repository", "username"],
  "github:RepositoryRuleset": [":", "repository", "rulesetId"],
  "vercel:ProjectDomain": ["/", "projectId", "domain"],
  "vercel:EdgeConfigItem": ["/", "edgeConfigId", "key"],
  "vercel:ProjectRollingRelease": ["/", "projectId"],
  "pagerduty:TeamMembership": [":", "userId", "teamId"],
  "datadog:LogsIndex": [":", "name"],
  "datadog:LogsMetric": [":", "name"],
};

/** Properties that tell things of one container apart where only the vendor knows the id; the inventory's `alias` has this form. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  "vercel:EdgeConfigToken": ["edgeConfigId", "label"],
  "vercel:ProjectProtectionBypass": ["projectId", "note"],
  "vercel:ProjectEnvironmentVariable": ["projectId", "key", "targets"],
  "github:RepositoryRuleset": ["repository", "name"],
  "github:RepositoryEnvironmentDeploymentPolicy": ["repository", "environment", "branchPattern|tagPattern"],
};

/** One thing at a vendor with the resource that declares it. */
export interface Match {
  readonly object: InventoryObject;
  readonly resource: StateResource;
}

/**
 * Finds for each resource the thing that it stands for, each thing once: by the provider's id, then by the properties that name it,
 * then by what tells things of one container apart. So a second thing of the same name stays over.
 */
export function match(resources: readonly StateResource[], objects: readonly InventoryObject[]): readonly Match[] {
  const found = new Map<InventoryObject, StateResource>();
  const open = new Set(resources);
  for (const keyOf of [idKey, formKey, aliasKey]) {
    const index = new Map(
      objects.filter((each) => !found.has(each)).map((each) => [keyOf.object(each), each] as const),
    );
    for (const resource of open) {
      const key = keyOf.resource(resource);
      const object = key === undefined ? undefined : index.get(key);
      if (object === undefined || found.has(object)) continue;
      found.set(object, resource);
      open.delete(resource);
    }
  }
  return [...found].map(([object, resource]) => ({ object, resource }));
}

interface KeyOf {
  readonly object: (object: InventoryObject) => string;
  readonly resource: (resource: StateResource) => string | undefined;
}

const idKey: KeyOf = {
  object: ({ kind, id }) => key(kind, id),
  resource: ({ type, id }) => key(type, id),
};

const formKey: KeyOf = {
  object: idKey.object,
  resource: (resource) => {
    const [separator, ...properties] = forms[shortKind(resource.type)] ?? [];
    return separator === undefined ? undefined : joined(resource, properties, separator);
  },
};

const aliasKey: KeyOf = {
  object: ({ kind, id, alias }) => key(kind, alias ?? `id ${id}`),
  resource: (resource) => {
    const properties = aliases[shortKind(resource.type)];
    return properties === undefined ? undefined : joined(resource, properties, " ");
  },
};

function joined(resource: StateResource, properties: readonly string[], separator: string): string | undefined {
  const values = properties.map((each) => text(resource, each));
  return values.includes(undefined) ? undefined : key(resource.type, values.join(separator));
}

function text({ inputs, outputs }: StateResource, properties: string): string | undefined {
  const value = properties
    .split("|")
    .map((name) => outputs[name] ?? inputs[name])
    .find((each) => each !== undefined && each !== null && each !== "");
  if (Array.isArray(value)) return value.map(String).toSorted().join(",");
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Logins and names of GitHub are the same in capitals and small letters. */
function key(kind: string, id: string): string {
  return `${kind} ${kind.startsWith("github:") ? id.toLowerCase() : id}`;
}
