import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { VendorId } from "@launchgate/core";
import { startSandbox, type Sandbox } from "@launchgate/sandbox";
import type { VendorConnections } from "../../../../packages/cli/src/vendors/connections.ts";
import { seed } from "../../../../packages/sandbox/test/helpers/seed.ts";
import { callVendor } from "../../../helpers/vendor-call.ts";

/** The five vendors of the practice ground with the connections of the product and a way to act there by hand. */
export class VendorWorld {
  readonly sandbox: Sandbox;
  readonly connections: Required<VendorConnections>;
  readonly #folder: string;

  private constructor(sandbox: Sandbox, folder: string) {
    this.sandbox = sandbox;
    this.#folder = folder;
    const { urls, tokens } = sandbox;
    const token = (vendor: VendorId): string => tokens[vendor]["pulumi"]?.token ?? "";
    this.connections = {
      github: { token: token("github"), organization: "motion-mavericks", baseUrl: urls.github },
      vercel: { token: token("vercel"), team: "motion-mavericks", baseUrl: urls.vercel },
      neon: { token: token("neon"), organization: "org-motion-mavericks", baseUrl: `${urls.neon}/api/v2` },
      pagerduty: { token: token("pagerduty"), baseUrl: urls.pagerduty },
      datadog: { apiKey: tokens.datadog["pulumi"]?.apiKey ?? "", appKey: token("datadog"), baseUrl: urls.datadog },
    };
  }

  static async open(): Promise<VendorWorld> {
    const folder = await mkdtemp(path.join(tmpdir(), "launchgate-inventory-"));
    return new VendorWorld(await startSandbox({ folder, seed }), folder);
  }

  /** One call of a vendor as a person or machine would make it by hand. */
  send<T>(vendor: VendorId, line: string, body?: object, holder?: string): Promise<T> {
    return callVendor<T>(this.sandbox, vendor, line, body, holder);
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    await rm(this.#folder, { recursive: true });
  }
}
