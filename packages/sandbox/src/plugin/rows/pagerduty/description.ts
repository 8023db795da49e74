/** What the Pulumi provider writes where a program describes nothing. Source: schema of plugin 4.34.0, `default`. */
export const managedByPulumi = { default: "Managed by Pulumi" } as const;

/** Paths of a plain object of PagerDuty. */
export function addressesOf(plural: string): {
  readonly createBy: string;
  readonly readBy: string;
  readonly updateBy: string;
  readonly removeBy: string;
} {
  const one = `/${plural}/{id}`;
  return { createBy: `POST /${plural}`, readBy: `GET ${one}`, updateBy: `PUT ${one}`, removeBy: `DELETE ${one}` };
}
