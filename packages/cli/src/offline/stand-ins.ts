import { createHash } from "node:crypto";

/** Types whose id is a number: a stand-in must survive `Number(id)`. */
const numericIdTypes = new Set([
  "github:index/team:Team",
  "datadog:index/monitor:Monitor",
  "datadog:index/syntheticsTest:SyntheticsTest",
]);

/** Outputs that the vendor computes and the program reads. `secret` ones are wrapped, so that they are masked (S2). */
const computedOutputs: Readonly<Record<string, Readonly<Record<string, "plain" | "secret" | "number">>>> = {
  "github:index/team:Team": { slug: "plain", nodeId: "plain" },
  "github:index/repository:Repository": { nodeId: "plain", repoId: "number", fullName: "plain" },
  "vercel:index/project:Project": { teamId: "plain" },
  "vercel:index/edgeConfigToken:EdgeConfigToken": { token: "secret", connectionString: "secret" },
  "vercel:index/projectProtectionBypass:ProjectProtectionBypass": { secret: "secret" },
  "neon:index:Project": {
    defaultBranchId: "plain",
    defaultEndpointId: "plain",
    databaseHost: "plain",
    connectionUri: "secret",
    connectionUriPooler: "secret",
  },
  "neon:index:Endpoint": { host: "plain" },
  "neon:index:Role": { password: "secret" },
  "pagerduty:index/serviceIntegration:ServiceIntegration": { integrationKey: "secret" },
  "datadog:index/dashboardJson:DashboardJson": { url: "plain" },
  "random:index/randomPassword:RandomPassword": { result: "secret" },
  "random:index/randomString:RandomString": { result: "plain" },
};

/** Ids and computed outputs of resources that do not exist yet, recognisable and stable, for the offline plan. */
export class StandIns {
  readonly #numbers = new Map<number, string>();

  /** Id of a resource: text that says so, or a number that {@link readable} turns back into that text. */
  id(type: string, name: string): string {
    const label = `<${shortType(type)} ${name}: id>`;
    return numericIdTypes.has(type) ? String(this.number(label)) : label;
  }

  /** Computed outputs of a resource, by its type. */
  outputs(type: string, name: string, secretOf: (value: unknown) => unknown): Record<string, unknown> {
    const entries = Object.entries(computedOutputs[type] ?? {}).map(([key, kind]): [string, unknown] => {
      const label = `<${shortType(type)} ${name}: ${key}>`;
      if (kind === "number") return [key, this.number(label)];
      return [key, kind === "secret" ? secretOf(label) : label];
    });
    return Object.fromEntries(entries);
  }

  /** A number that stands for `label`: the same for the same label, never the same for two. */
  number(label: string): number {
    let candidate = 9_000_000_000 + (createHash("sha256").update(label).digest().readUInt32BE(0) % 900_000_000);
    while (this.#numbers.has(candidate) && this.#numbers.get(candidate) !== label) candidate += 1;
    this.#numbers.set(candidate, label);
    return candidate;
  }

  /** `value` with every stand-in number replaced by its label, at any depth. */
  readable(value: unknown): unknown {
    if (typeof value === "number") return this.#numbers.get(value) ?? value;
    if (typeof value === "string") return this.#readableText(value);
    if (Array.isArray(value)) return value.map((each) => this.readable(each));
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.readable(each)]));
    }
    return value;
  }

  #readableText(text: string): string {
    return text.replace(/9\d{9}/g, (digits) => this.#numbers.get(Number(digits)) ?? digits);
  }
}

/** `github:Team` for `github:index/team:Team`. */
export function shortType(type: string): string {
  const [packageName, , className] = type.split(":");
  return `${packageName ?? ""}:${className ?? ""}`;
}
