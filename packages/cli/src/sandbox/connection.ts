import { LaunchgateError, vendorIds, type VendorId } from "@launchgate/core";
import { z } from "zod";
import { ControlClient, type SandboxStatus } from "./control.ts";
import { sandboxPlaces } from "./places.ts";
import { readJsonFile } from "./private-file.ts";

const perVendor = <T extends z.ZodType>(value: T) =>
  z.strictObject(Object.fromEntries(vendorIds.map((vendor) => [vendor, value])) as Record<VendorId, T>);

const connectionSchema = z.strictObject({
  /** Form of this file. */
  version: z.literal(1),
  /** Process that serves the vendors. */
  pid: z.number().int().positive(),
  /** ISO 8601. */
  startedAt: z.iso.datetime(),
  /** Base URL of each vendor, without trailing slash; https works on the same port. */
  urls: perVendor(z.url()),
  /** Control interface (`/__sandbox/...`) and CONNECT proxy. */
  control: z.url(),
  /** Token of the control interface. */
  adminToken: z.string().min(1),
  /** By vendor and holder (person or machine role): bearer token, at Datadog the application key. */
  tokens: perVendor(z.record(z.string(), z.strictObject({ token: z.string(), apiKey: z.string().optional() }))),
  /** Certificate of the sandbox's own CA, for clients that go by https. */
  caFile: z.string().min(1),
  /** Ids of the organisation's accounts. */
  accounts: z.strictObject({ vercelTeam: z.string(), neonOrganization: z.string() }),
  /** Where real databases and servers listen on 127.0.0.1; absent where the sandbox was started without. */
  apps: z
    .strictObject({ trafficPort: z.number(), postgresPort: z.number().nullable(), noPostgres: z.string().nullable() })
    .optional(),
});

/** How to reach a running sandbox: what `.launchgate/sandbox/connection.json` (mode 0600) holds. */
export type SandboxConnection = z.infer<typeof connectionSchema>;

/** A connection that answered, with what it said. */
export interface LiveConnection {
  readonly connection: SandboxConnection;
  readonly status: SandboxStatus;
}

/** The connection file as it stands, whether or not the process still runs; undefined where there is none. */
export async function keptConnection(root: string): Promise<SandboxConnection | undefined> {
  const parsed = connectionSchema.safeParse(await readJsonFile(sandboxPlaces(root).connection));
  return parsed.success ? parsed.data : undefined;
}

/** The running sandbox of a team's folder: it was asked and answered; undefined where none does. */
export async function findConnection(root: string): Promise<LiveConnection | undefined> {
  const connection = await keptConnection(root);
  if (connection === undefined) return undefined;
  const status = await new ControlClient(connection).tryStatus();
  return status?.process === connection.pid ? { connection, status } : undefined;
}

/**
 * The running sandbox of a team's folder.
 *
 * @throws LaunchgateError `sandbox.not-running`
 */
export async function readConnection(root: string): Promise<SandboxConnection> {
  const found = await findConnection(root);
  if (found === undefined) throw notRunning();
  return found.connection;
}

/** No sandbox answers. */
export function notRunning(): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.not-running",
    message: "The sandbox of this folder does not run.",
    fix: "Run `launchgate sandbox start`; what was there before is there again.",
  });
}

/** Where applications and databases of a running sandbox listen. @throws LaunchgateError `sandbox.runs-without-apps` */
export function requireApps({ apps }: Pick<SandboxConnection, "apps">): NonNullable<SandboxConnection["apps"]> {
  if (apps !== undefined) return apps;
  throw new LaunchgateError({
    code: "sandbox.runs-without-apps",
    message: "The sandbox runs without databases and applications: nobody would answer.",
    fix: "Run `launchgate sandbox stop`, then `launchgate sandbox start --apps`: its state is kept.",
  });
}
