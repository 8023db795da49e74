import type { VendorId } from "@launchgate/core";
import { beforeAll, expect, it } from "vitest";
import type { Sandbox } from "../../../src/index.ts";
import { withSandbox } from "../../helpers/sandbox.ts";

/** Routes that drills, promotion and rollback need of one vendor. Source: facts/endpoints.md section 5. */
export interface Routes {
  readonly vendor: VendorId;
  /** `POST /projects 201`: method, template of the sandbox, status. */
  readonly published: readonly string[];
  /** Those that no published specification speaks of, with why. */
  readonly unpublished?: Readonly<Record<string, RegExp>>;
}

/** Lets the official client drive all routes, then proves of each that it was asked for and that its answer is valid by the vendor's schema. */
export function proveRoutes(
  { vendor, published, unpublished = {} }: Routes,
  drive: (sandbox: Sandbox) => Promise<void>,
): void {
  const handle = withSandbox();
  beforeAll(() => drive(handle.sandbox));

  it.each(published)("%s is valid by its schema", (route) => {
    const { routes, unvalidated, hasSpecifications } = handle.contract;
    const name = `${vendor} ${route}`;
    // Without the specifications beside the repository only that it was asked for can be told; Neon's come with its client.
    if (hasSpecifications || vendor === "neon") expect([...routes]).toContain(name);
    else expect([...routes, ...unvalidated.keys()]).toContain(name);
  });

  const left = Object.entries(unpublished);
  if (left.length === 0) return;
  it.each(left)("%s is asked for, and has no schema: %s", (route, why) => {
    const reason = handle.contract.unvalidated.get(`${vendor} ${route}`);
    expect(reason).toMatch(handle.contract.hasSpecifications ? why : /./);
  });
}
