import path from "node:path";
import type { Environment } from "../engine/child-env.ts";
import { attachVariable } from "../engine/engine-env.ts";
import type { TargetId } from "../engine/engine-port.ts";
import type { SandboxConnection } from "./connection.ts";

/** Ways out of this machine; in small letters too, which many programs prefer. */
const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()]);

/** What the environment of a sandbox stack's engine is made from. */
export interface PracticeEnvArgs {
  /** Environment of this process. */
  readonly env: Environment;
  readonly target: TargetId;
  readonly connection: Pick<SandboxConnection, "control" | "caFile">;
  /** Value for {@link attachVariable}; empty where nothing is attached. */
  readonly attach: string;
  /** Used where PULUMI_CONFIG_PASSPHRASE is not set. */
  readonly passphrase: string;
  /** Folder of the team. */
  readonly root: string;
}

/**
 * The environment that the engine of a sandbox stack gets: every way out of this machine leads to the sandbox's proxy, which knows the
 * vendors' hosts and refuses all others; no plugin is downloaded. For official plugins also the sandbox's CA. Pure.
 */
export function practiceEnv({ env, target, connection, attach, passphrase, root }: PracticeEnvArgs): Environment {
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !proxies.includes(name)));
  const attached = [env[attachVariable] ?? "", attach].filter((each) => each !== "").join(",");
  return {
    ...rest,
    ...passphraseVariables(env, passphrase),
    HTTP_PROXY: connection.control,
    HTTPS_PROXY: connection.control,
    NO_PROXY: "127.0.0.1,localhost,::1",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    NEON_PULUMI_RECOVERY_DIR: env["NEON_PULUMI_RECOVERY_DIR"] ?? path.join(root, ".launchgate", "sandbox", "recovery"),
    ...(attached === "" ? {} : { [attachVariable]: attached }),
    ...(target === "sandbox-official"
      ? { SSL_CERT_FILE: connection.caFile, NODE_EXTRA_CA_CERTS: connection.caFile }
      : {}),
  };
}

/** The passphrase of a sandbox stack: the one that is set, else the generated one. */
export function passphraseVariables(env: Environment, passphrase: string): Environment {
  const given = env["PULUMI_CONFIG_PASSPHRASE"] !== undefined || (env["PULUMI_CONFIG_PASSPHRASE_FILE"] ?? "") !== "";
  return given ? {} : { PULUMI_CONFIG_PASSPHRASE: passphrase };
}
