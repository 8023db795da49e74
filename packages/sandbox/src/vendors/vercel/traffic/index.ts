import { join } from "node:path";
import type { World } from "../../../world/world.ts";
import type { Deployments } from "./deployments.ts";
import type { ReporterTarget } from "./reporter.ts";

export type { Deployments } from "./deployments.ts";
export type { VersionFigures } from "./figures.ts";

/** What real servers are put behind. */
export interface DeploymentArgs {
  /** World of a running sandbox. */
  readonly world: World;
  /** Port on 127.0.0.1 for all host names. Default: that of the last time, at first any. */
  readonly port?: number;
  /** Modules of further applications by name, or of others than the reference ones. */
  readonly applications?: Readonly<Record<string, string>>;
  /** Where request metrics and those of the applications go. Default: nowhere. */
  readonly datadog?: ReporterTarget;
  /** Most servers that run at a time. Default 8. */
  readonly mostRunning?: number;
  /** Real milliseconds after which an idle server sleeps. Default one minute. */
  readonly idleMilliseconds?: number;
  /** Sandbox milliseconds until a changed value of an edge config reaches servers. Default 2000; Vercel says up to 10 s. */
  readonly edgeDelayMilliseconds?: number;
  /** Told of defects. Default: written to stderr. */
  readonly onDefect?: (message: string) => void;
}

const portName = "vercel.traffic-port";
const apps = join(import.meta.dirname, "../../../../apps");

/** The reference applications: docs/application-contract.md. */
const reference = { web: join(apps, "web/application.ts"), "bridge-api": join(apps, "bridge-api/application.ts") };

/**
 * Puts real servers behind the Vercel of a sandbox; close it before the sandbox. Nothing runs until somebody asks for a page. Loaded
 * only when called: other sandboxes carry none of it.
 *
 * @throws LaunchgateError `sandbox.port-in-use`
 */
export async function startDeployments(args: DeploymentArgs): Promise<Deployments> {
  const { Deployments } = await import("./deployments.ts");
  const { world, applications, datadog, mostRunning = 8, idleMilliseconds = 60_000 } = args;
  const onDefect = args.onDefect ?? ((message: string) => void process.stderr.write(`sandbox: ${message}\n`));
  const bounds = { mostRunning, idleMilliseconds, edgeDelayMilliseconds: args.edgeDelayMilliseconds ?? 2_000 };
  const known = args.port ?? (world.store.kept(portName) as number | undefined) ?? 0;
  const all = { world, datadog, onDefect, ...bounds, applications: { ...reference, ...applications } };
  const opened = await Deployments.open(all, known);
  world.store.transact(() => world.store.keep(portName, opened.port));
  return opened;
}
