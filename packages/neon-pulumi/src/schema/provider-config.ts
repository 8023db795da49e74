import type { ConfigSpec } from "@launchgate/provider-kit";

/** Settings of the provider; also settable as stack configuration `neon:<name>`. */
export const providerConfig: Readonly<Record<string, ConfigSpec>> = {
  apiKey: {
    type: { kind: "string", minLength: 1 },
    secret: true,
    environment: "NEON_API_KEY",
    doc: "API key. Default: environment variable `NEON_API_KEY`. Required for every call of Neon.",
  },
  baseUrl: {
    type: { kind: "string", minLength: 1 },
    environment: "NEON_API_BASE_URL",
    default: "https://console.neon.tech/api/v2",
    doc: "Base address of the API, `http` or `https`. Default: environment variable `NEON_API_BASE_URL`, else Neon's own.",
  },
  requestTimeoutSeconds: {
    type: { kind: "number", min: 0.1, max: 600 },
    default: 30,
    doc: "Seconds until one HTTP request is given up, 0.1 to 600. Default 30.",
  },
  operationTimeoutSeconds: {
    type: { kind: "number", min: 1, max: 86_400 },
    default: 900,
    doc: "Seconds that one resource operation may take with all its waits and retries, 1 to 86400. Default 900. `customTimeouts` of a resource go first.",
  },
  pollIntervalMilliseconds: {
    type: { kind: "integer", min: 1, max: 60_000 },
    default: 250,
    doc: "First pause between two looks at a running operation or two tries, in milliseconds, 1 to 60000; it grows to 20 times that. Default 250.",
  },
  userAgentSuffix: {
    type: { kind: "string", minLength: 1, maxLength: 200 },
    doc: "Text added to the user agent `neon-pulumi/<version>`. Default: none.",
  },
  recoveryWindowSeconds: {
    type: { kind: "integer", min: 0, max: 604_800 },
    default: 86_400,
    doc: "How long after an interrupted creation its object may be taken over by the next run, in seconds, 0 to 604800. Default 86400 (1 day); 0 never takes over. See docs/interrupted-creation.md.",
  },
  recoveryDirectory: {
    type: { kind: "string", minLength: 1 },
    environment: "NEON_PULUMI_RECOVERY_DIR",
    doc: "Folder for the notes of creations under way. Default: environment variable `NEON_PULUMI_RECOVERY_DIR`, else `neon-pulumi` below `PULUMI_HOME` or `~/.pulumi`. It holds no secrets.",
  },
};
