import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { VendorId } from "@launchgate/core";
import { parse } from "yaml";
import type { Exchange, Sandbox } from "../../src/index.ts";
import { OpenApi } from "./open-api.ts";

/** Where the vendors' specifications lie: beside the repository, and in Neon's own package. */
const folder = join(import.meta.dirname, "../../../../../shared/specs/openapi");

const files: Readonly<Record<VendorId, readonly string[]>> = {
  github: ["github.json"],
  vercel: ["vercel.json"],
  neon: [],
  pagerduty: ["pagerduty.json"],
  datadog: ["datadog-v1.json", "datadog-v2.json"],
};

const loaded = new Map<VendorId, readonly OpenApi[]>();

function specifications(vendor: VendorId): readonly OpenApi[] {
  const known = loaded.get(vendor);
  if (known) return known;
  const made =
    vendor === "neon"
      ? [neon()]
      : files[vendor]
          .map((name) => join(folder, name))
          .filter(existsSync)
          .map(read);
  loaded.set(vendor, made);
  return made;
}

function read(file: string): OpenApi {
  // Vercel's file is older than Node.js 24 there (@vercel/sdk 1.28.35 knows it); other words are the vendors' own.
  // PagerDuty's contradicts itself: no value is both "acknowledge_log_entry" (LogEntry) and "acknowledgement_log_entry".
  const text = readFileSync(file, "utf8")
    .replaceAll(/\[(\s*)"22\.x",/g, '[$1"24.x","22.x",')
    .replaceAll('"acknowledgement_log_entry"', '"acknowledge_log_entry"');
  return new OpenApi(JSON.parse(text));
}

function neon(): OpenApi {
  const main = createRequire(import.meta.url).resolve("@neondatabase/api-client");
  const file = [dirname(main), join(dirname(main), "..")]
    .map((each) => join(each, "public-v2-for-users.gen.yaml"))
    .find(existsSync);
  return new OpenApi(file === undefined ? { paths: {} } : parse(readFileSync(file, "utf8")));
}

/** Validates every answer of a sandbox against the vendor's published schema of its route, status by status. */
export class ContractCheck {
  readonly #violations: string[] = [];
  readonly #unvalidated = new Map<string, string>();
  readonly #routes = new Set<string>();
  #validated = 0;

  constructor(sandbox: Sandbox) {
    sandbox.observe((exchange) => this.#judge(exchange));
  }

  /** Answers that break their schema. */
  violations(): readonly string[] {
    return this.#violations;
  }

  /** Number of answers that were compared with a schema. */
  get validated(): number {
    return this.#validated;
  }

  /** What was compared with a schema: `neon POST /projects 201`. */
  get routes(): ReadonlySet<string> {
    return this.#routes;
  }

  /** What no published schema speaks of, and why. */
  get unvalidated(): ReadonlyMap<string, string> {
    return this.#unvalidated;
  }

  /** Whether there are specifications to compare with. */
  get hasSpecifications(): boolean {
    return existsSync(folder);
  }

  /** Prints which routes no published schema speaks of, and why nothing was validated where specifications lack. */
  printUnvalidated(): void {
    if (!existsSync(folder)) process.stdout.write(`contract: not validated: no specifications in ${folder}\n`);
    const lines = [...this.#unvalidated].map(([route, why]) => `  ${route}: ${why}`);
    if (lines.length > 0)
      process.stdout.write(`contract: ${String(this.#validated)} answers validated, not:\n${lines.join("\n")}\n`);
  }

  #judge(exchange: Exchange): void {
    const { vendor, method, route, status, documentedAs, answer } = exchange;
    if (route === null || status === 304 || exchange.fault !== undefined) return;
    const name = `${vendor} ${method} ${route} ${String(status)}`;
    const template = documentedAs ?? route;
    const results = specifications(vendor).map((api) => api.judge({ method, template, status, text: answer }));
    const found = results.find((result) => result.kind !== "unknown") ?? results[0];
    if (found?.kind === "broken") this.#violations.push(`${name}: ${found.problems.join("; ")}`);
    else if (found?.kind === "valid") {
      this.#validated += 1;
      this.#routes.add(name);
    } else this.#unvalidated.set(name, found?.why ?? "no specification");
  }
}
