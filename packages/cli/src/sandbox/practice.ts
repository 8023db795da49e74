import { existsSync } from "node:fs";
import { LaunchgateError, vendorsOf, type StackModel } from "@launchgate/core";
import type { Backend } from "../engine/backend.ts";
import type { Environment } from "../engine/child-env.ts";
import type { TargetId } from "../engine/engine-port.ts";
import type { ExtraSetting } from "../engine/work-folder.ts";
import { findConnection, type LiveConnection } from "./connection.ts";
import { requireRunning } from "./lifecycle.ts";
import { passphraseVariables, practiceEnv } from "./practice-env.ts";
import { ownLoopbackVendors, practiceSettings } from "./practice-settings.ts";
import { sandboxPlaces } from "./places.ts";
import { sandboxSecrets, type SandboxSecrets } from "./secrets.ts";

/** What serves provider types to the engine while a command runs: see `@launchgate/sandbox/plugin`. */
export interface AttachedPlugin {
  /** Value for `PULUMI_DEBUG_PROVIDERS`. */
  readonly attach: string;
  close(): Promise<void>;
}

/** What the engine of one command is opened with, for a practice target. */
export interface PracticeGround {
  /** Settings on top of the stack file; none where the file names its own loopback vendors. */
  readonly settings: readonly ExtraSetting[];
  readonly env: Environment;
  /** Practice target whose own work folder is used; undefined where the stack file is used as it stands. */
  readonly practice: TargetId | undefined;
  /** Id of the sandbox's world; undefined where the stack file names its own vendors, or no vendor is asked. */
  readonly world: string | undefined;
  /** Ends the plugin. */
  close(): Promise<void>;
}

/** A practice target, before the model is known. */
export interface Practice {
  /** The sandbox's clock: freeze and planned work are judged by it. */
  readonly now: () => Date;
  /** Opens the ground for a stack. @throws LaunchgateError `sandbox.not-running` */
  open(model: StackModel, written: Readonly<Record<string, string>>): Promise<PracticeGround>;
}

/** What a practice target is opened with. */
export interface PracticeRequest {
  readonly root: string;
  readonly backend: Backend;
  readonly target: TargetId;
  readonly env: Environment;
  /** Real time. */
  readonly now: () => Date;
  /** False for commands that only look at the state: they need no running sandbox. */
  readonly vendors: boolean;
  /** Starts the plugin over these addresses; another one only in tests. */
  readonly startPlugin?: (urls: LiveConnection["connection"]["urls"]) => Promise<AttachedPlugin>;
}

/**
 * Prepares a stack's practice target. Its state stays on this machine, as its vendors do.
 *
 * @throws LaunchgateError `sandbox.remote-backend`
 */
export async function openPractice(request: PracticeRequest): Promise<Practice> {
  if (request.backend.folder === undefined) throw remoteBackend(request.backend.url);
  const live = request.vendors ? await findConnection(request.root) : undefined;
  return {
    now: live === undefined ? request.now : clockOf(live),
    open: (model, written) => openGround(request, live, model, written),
  };
}

async function openGround(
  request: PracticeRequest,
  live: LiveConnection | undefined,
  model: StackModel,
  written: Readonly<Record<string, string>>,
): Promise<PracticeGround> {
  const { root, target, env } = request;
  const close = (): Promise<void> => Promise.resolve();
  if (practisesAlone(root, model, written, live))
    return { settings: [], env, practice: undefined, world: undefined, close };
  const secrets = await sandboxSecrets(root);
  if (!request.vendors) {
    const opened = { ...env, ...passphraseVariables(env, secrets.passphrase) };
    return { settings: [], env: opened, practice: target, world: undefined, close };
  }
  return openSandboxGround(request, live ?? (await requireRunning(root)), secrets, model, written);
}

/** The stack file points every vendor of the stack at loopback by itself; a stack of no vendor does where there is no sandbox. */
function practisesAlone(
  root: string,
  model: StackModel,
  written: Readonly<Record<string, string>>,
  live: LiveConnection | undefined,
): boolean {
  const vendors = vendorsOf(model);
  const own = ownLoopbackVendors(written);
  if (vendors.length === 0) return live === undefined && !existsSync(sandboxPlaces(root).secrets);
  return vendors.every((vendor) => own.includes(vendor));
}

async function openSandboxGround(
  { root, target, env, startPlugin = startOwnPlugin }: PracticeRequest,
  { connection, status }: LiveConnection,
  secrets: SandboxSecrets,
  model: StackModel,
  written: Readonly<Record<string, string>>,
): Promise<PracticeGround> {
  const needsPlugin = target === "sandbox" && vendorsOf(model).some((vendor) => vendor !== "neon");
  const plugin = needsPlugin ? await startPlugin(connection.urls) : undefined;
  const attach = plugin?.attach ?? "";
  return {
    settings: practiceSettings({ model, connection, secrets, written }),
    env: practiceEnv({ env, target, connection, attach, passphrase: secrets.passphrase, root }),
    practice: target,
    world: status.world,
    close: async () => plugin?.close(),
  };
}

async function startOwnPlugin(urls: LiveConnection["connection"]["urls"]): Promise<AttachedPlugin> {
  const { startPluginHost } = await import("@launchgate/sandbox/plugin");
  return startPluginHost({ urls });
}

/** The sandbox's clock: goes on with real time, or stands. */
export function clockOf({ status }: LiveConnection): () => Date {
  const { mode, now, offset } = status.clock;
  return mode === "paused" ? () => new Date(now) : () => new Date(Date.now() + offset);
}

function remoteBackend(url: string): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.remote-backend",
    message: `A sandbox stack is kept on this machine, and the backend is ${url}.`,
    fix: "Unset PULUMI_BACKEND_URL for it, or set it to a folder: file:///absolute/path.",
  });
}
