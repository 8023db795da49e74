import { delimiter, dirname } from "node:path";
import { childEnv, readEnv, type Environment } from "./child-env.ts";

/** What decides which variables the engine gets. */
export interface EngineEnvironment {
  /** Environment of this process. */
  readonly env: Environment;
  /** Address of the backend, such as `file:///...`, `s3://...`, `https://api.pulumi.com`. */
  readonly backendUrl: string;
  /** `secretsprovider` of the stack file, such as `awskms://...`. Default: passphrase. */
  readonly secretsProvider?: string | undefined;
  /** Folders that come first on PATH. */
  readonly tools: readonly string[];
}

/** Names providers that run already and are to be attached, `name:port,...`; refused for stacks bound to live. */
export const attachVariable = "PULUMI_DEBUG_PROVIDERS";

/**
 * Always passed on: what unlocks the stack, a folder that our own provider writes its notes to, whether plugins may be downloaded, and
 * attached providers. No vendor token is among them.
 */
const passed = [
  "PULUMI_CONFIG_PASSPHRASE",
  "PULUMI_CONFIG_PASSPHRASE_FILE",
  "NEON_PULUMI_RECOVERY_DIR",
  "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
  attachVariable,
];

/** Which variables reach the service that holds states or keys, by the scheme of its address. */
const byScheme: Readonly<Record<string, readonly string[]>> = {
  s3: ["AWS_"],
  awskms: ["AWS_"],
  azblob: ["AZURE_"],
  azurekeyvault: ["AZURE_"],
  gs: ["GOOGLE_", "CLOUDSDK_"],
  gcpkms: ["GOOGLE_", "CLOUDSDK_"],
  hashivault: ["VAULT_"],
  https: ["PULUMI_ACCESS_TOKEN"],
  http: ["PULUMI_ACCESS_TOKEN"],
};

/**
 * The whole environment of the engine and of the plugins that it starts: an allow-list. Vendor tokens come from the stack's
 * configuration and nowhere else, so that no variable of the shell turns a stack to another account (house, two ways to run).
 */
export function engineEnv(request: EngineEnvironment): Record<string, string> {
  const prefixes = [request.backendUrl, request.secretsProvider ?? ""].flatMap((url) => byScheme[schemeOf(url)] ?? []);
  const wanted = Object.entries(request.env).filter(
    ([name, value]) => value !== undefined && (passed.includes(name) || prefixes.some((each) => name.startsWith(each))),
  );
  // The engine starts our plugins by their first line, `env node`: they must meet the Node that runs this program.
  const folders = [...request.tools, dirname(process.execPath), readEnv(request.env, "PATH") ?? ""];
  return childEnv(request.env, {
    ...(Object.fromEntries(wanted) as Record<string, string>),
    PATH: folders.filter((each) => each !== "").join(delimiter),
    PULUMI_BACKEND_URL: request.backendUrl,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Without it the engine knows no `--plan`.
    PULUMI_EXPERIMENTAL: "true",
  });
}

function schemeOf(url: string): string {
  return /^([a-z0-9]+):\/\//i.exec(url)?.[1]?.toLowerCase() ?? "";
}
