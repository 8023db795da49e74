import { vendorIds } from "@launchgate/core";
import type { UnattributedItem } from "./changes.ts";
import type { Match } from "./identity.ts";
import { shortKind, vendorOf, type UnseenValue } from "./report.ts";
import { riskOf } from "./risk.ts";
import type { StateResource } from "./state-resources.ts";

/** A value that its vendor takes and never gives back. */
interface WriteOnlyField {
  readonly kind: string;
  readonly field: string;
  /** Whether it is so for this resource. Default: always. */
  readonly when?: (resource: StateResource) => boolean;
  /** Why the moment of the thing's last change says nothing of the field either. */
  readonly timeless?: string;
}

const fields: readonly WriteOnlyField[] = [
  { kind: "github:ActionsEnvironmentSecret", field: "value" },
  { kind: "github:ActionsSecret", field: "value" },
  {
    kind: "github:RepositoryEnvironment",
    field: "preventSelfReview",
    when: ({ inputs }) => !hasReviewers(inputs),
    timeless: "GitHub tells of it only where there are reviewers",
  },
  { kind: "vercel:ProjectEnvironmentVariable", field: "value", when: ({ inputs }) => inputs["sensitive"] !== false },
  { kind: "datadog:SyntheticsGlobalVariable", field: "value", when: ({ inputs }) => inputs["secure"] === true },
  { kind: "datadog:ServiceObject", field: "serviceKey" },
  { kind: "datadog:Integration", field: "apiToken" },
];

function hasReviewers({ reviewers }: StateResource["inputs"]): boolean {
  return Array.isArray(reviewers) && reviewers.length > 0;
}

/** How far the clocks of vendor and this machine may be apart. */
export interface ClockDoubt {
  /** Milliseconds that the vendor's clock is ahead of the one that the state was written by: the sandbox's can be moved. */
  readonly ahead: number;
  /** Milliseconds of doubt: a vendor's change this close behind our own is taken for ours. */
  readonly doubt: number;
}

/** What write-only values come to. */
export interface WriteOnlyJudgement {
  readonly items: readonly UnattributedItem[];
  readonly unseen: readonly UnseenValue[];
}

/**
 * Values that cannot be compared: said so, and judged by time where the vendor tells when it last changed them. Changed after the state
 * was written: drift. (S2, L4)
 */
export function judgeWriteOnly(
  resources: readonly StateResource[],
  matches: readonly Match[],
  clocks: ClockDoubt,
): WriteOnlyJudgement {
  const objectOf = new Map(matches.map(({ object, resource }) => [resource, object] as const));
  const items: UnattributedItem[] = [];
  const unseen: UnseenValue[] = [];
  for (const resource of resources)
    for (const { field, timeless } of fieldsOf(resource)) {
      const object = objectOf.get(resource);
      const at = timeless === undefined ? object?.changedAt : undefined;
      const since = writtenAt(resource, clocks);
      const base = {
        vendor: vendorOf(resource.type, vendorIds) ?? "github",
        kind: resource.type,
        name: resource.name,
        urn: resource.urn,
        field,
      };
      if (at !== undefined && since !== undefined && Date.parse(at) > since)
        items.push({
          ...base,
          id: object?.id ?? resource.id,
          ...(object?.parent === undefined ? {} : { within: object.parent.id }),
          drift: "changed",
          ...riskOf(resource.type),
          declared: "[cannot be seen]",
          found: `[cannot be seen; changed ${at}]`,
        });
      else unseen.push({ ...base, standIn: timeless ?? standIn(at, since) });
    }
  return { items, unseen };
}

function fieldsOf(resource: StateResource): readonly WriteOnlyField[] {
  return fields.filter(
    ({ kind, field, when }) =>
      kind === shortKind(resource.type) && field in resource.inputs && (when?.(resource) ?? true),
  );
}

/** Latest moment, milliseconds, at which a change is our own: by the vendor's clock where the state has it, else by ours. */
function writtenAt({ outputs, modified }: StateResource, { ahead, doubt }: ClockDoubt): number | undefined {
  const kept = outputs["updatedAt"];
  if (typeof kept === "string" && !Number.isNaN(Date.parse(kept))) return Date.parse(kept);
  // A clock that was set back since, with a snapshot, says nothing about the time of the write.
  return modified === undefined ? undefined : Date.parse(modified) + Math.max(0, ahead) + doubt;
}

function standIn(at: string | undefined, since: number | undefined): string {
  if (at === undefined) return "the vendor does not say when it was changed";
  if (since === undefined) return "the state does not say when it was written";
  return `not changed at the vendor since ${at}`;
}
