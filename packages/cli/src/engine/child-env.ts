/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const EXACT = new Set(
  [
    ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TEMP", "TMP", "LANG", "TZ", "CC", "CXX", "NETRC"],
    ...["NODE_EXTRA_CA_CERTS", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "PULUMI_HOME"],
    ...[
      "SYSTEMROOT",
      "SYSTEMDRIVE",
      "COMSPEC",
      "PATHEXT",
      "USERPROFILE",
      "APPDATA",
      "LOCALAPPDATA",
      "PROGRAMDATA",
      "WINDIR",
    ],
  ].map((name) => name.toUpperCase()),
);
const PREFIXES = ["GO", "CGO_", "GIT_", "LC_", "XDG_", "SSL_CERT_"];
/** Set for another target, these would give a binary that cannot run here. */
const DROPPED = new Set(["GOOS", "GOARCH"]);

function isPassedOn(name: string): boolean {
  const upper = name.toUpperCase();
  if (DROPPED.has(upper)) return false;
  return EXACT.has(upper) || PREFIXES.some((prefix) => upper.startsWith(prefix) && !upper.includes("TOKEN"));
}

/**
 * The environment that installers, compilers and version probes get: where things are and how the network is reached. Vendor tokens,
 * passphrases and the like stay out, because foreign code has no use for them.
 */
export function childEnv(env: Environment, extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && isPassedOn(name)) passed[name] = value;
  }
  return { ...passed, ...extra };
}

/** Value of an environment variable whatever its case: Windows says `Path`. */
export function readEnv(env: Environment, name: string): string | undefined {
  if (env[name] !== undefined) return env[name];
  if (process.platform !== "win32") return undefined;
  return Object.entries(env).find(([key]) => key.toUpperCase() === name)?.[1];
}
