/**
 * Fields whose value commands own (house decision 3): Pulumi gives them their first value and never sets them back, in any
 * stage. A stage that changes from `on-merge` to `gated`, or back, therefore needs the command that owns the field as well.
 * Components put them into `ignoreChanges`; drift, lock and rollback compare them with the ledger instead of the plan.
 */
export interface ActOwnedField {
  /** Pulumi type. */
  readonly type: string;
  /** Property path as `ignoreChanges` writes it. */
  readonly path: string;
  /** What changes it. */
  readonly act: string;
  /** Why the program must not. */
  readonly why: string;
}

/** The one table of such fields. */
export const actOwnedFields: readonly ActOwnedField[] = [
  {
    type: "vercel:index/edgeConfigItem:EdgeConfigItem",
    path: "value",
    act: "flip a kill switch or the write freeze (B9, B3)",
    why: "a switch that was flipped in an incident stays flipped through the next update",
  },
  {
    type: "vercel:index/edgeConfigItem:EdgeConfigItem",
    path: "valueJson",
    act: "flip a kill switch or the write freeze (B9, B3)",
    why: "a switch that was flipped in an incident stays flipped through the next update",
  },
  {
    type: "vercel:index/project:Project",
    path: "autoAssignCustomDomains",
    act: "promote, roll back (T1, B1)",
    why: "Vercel turns it off on rollback and on again on promotion, in gated and ungated stages alike; an update that set it back would hand the domains to the version that was rolled back",
  },
];

/** Paths to give to `ignoreChanges` of a resource of `type`. */
export function actOwnedPaths(type: string): string[] {
  return actOwnedFields.filter((field) => field.type === type).map((field) => field.path);
}
