import { exitCodes, type ExitCode } from "@launchgate/core";
import { LaunchgateError } from "@launchgate/core";

/** What is known when an operation failed. */
export interface FaultSite {
  readonly stack: string;
  /** Everything that the engine said, masked, without colour codes. */
  readonly said: string;
  /** Error diagnostics with the name of their resource, masked; the most telling ones. */
  readonly errors: readonly string[];
  readonly cause?: unknown;
}

/** A text of the engine and what it means for a person. */
export interface FaultRow {
  /** Stable id of the error. */
  readonly code: string;
  readonly pattern: RegExp;
  readonly message: (found: RegExpExecArray, site: FaultSite) => string;
  readonly fix: (found: RegExpExecArray, site: FaultSite) => string;
  /** Default 2: the fault is in what was given. */
  readonly exitCode?: ExitCode;
}

const restore = (stack: string): string =>
  `\`launchgate state kept --stack ${stack}\` lists the kept states; \`launchgate state import --stack ${stack} --file <newest>\` puts one back`;

/**
 * Texts of the engine, most telling first. Each row is tested against what the pinned engine really prints (test/e2e), because
 * these texts are no interface of it.
 */
export const engineFaults: readonly FaultRow[] = [
  {
    code: "engine.passphrase-wrong",
    pattern: /incorrect passphrase/,
    message: (_, { stack }) => `The passphrase does not open stack "${stack}".`,
    fix: () => "Set PULUMI_CONFIG_PASSPHRASE to the passphrase that the stack was made with. Nothing was changed.",
  },
  {
    code: "engine.passphrase-missing",
    pattern: /passphrase must be set with PULUMI_CONFIG_PASSPHRASE/,
    message: (_, { stack }) => `The secrets of stack "${stack}" are locked by a passphrase, and none is set.`,
    fix: () => "Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it.",
  },
  {
    code: "engine.locked",
    pattern: /currently locked by \d+ lock[\s\S]*?created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/,
    message: ([, user, host, pid, at], { stack }) =>
      `Stack "${stack}" is locked by an operation that ${user ?? ""} began on ${host ?? ""} at ${at ?? ""} (process ${pid ?? ""}).`,
    fix: (_, { stack }) =>
      `Wait for it to end. If that process is gone: \`launchgate state unlock --stack ${stack}\`, then run this again.`,
    exitCode: exitCodes.blocked,
  },
  {
    code: "engine.locked",
    pattern: /Another update is currently in progress/,
    message: (_, { stack }) => `Stack "${stack}" is locked: another operation runs.`,
    fix: (_, { stack }) =>
      `Wait for it to end. If it is gone: \`launchgate state unlock --stack ${stack}\`, then run this again.`,
    exitCode: exitCodes.blocked,
  },
  {
    code: "engine.state-unreadable",
    pattern: /failed to load checkpoint|could not deserialize deployment|snapshot integrity|invalid checkpoint/,
    message: (_, { stack }) => `The state of stack "${stack}" is damaged: it was only half written, or edited.`,
    fix: (_, { stack }) => `Nothing was changed. Put a kept state back: ${restore(stack)}.`,
  },
  {
    code: "engine.backend-unreachable",
    pattern: /unable to open (?:state directory|bucket) "?([^":]+:\/\/[^"]*|[^"]+)"?: ?([^\n]*)/,
    message: ([, place, reason]) => `The backend ${place ?? ""} cannot be opened: ${reason ?? ""}.`,
    fix: () => "Correct PULUMI_BACKEND_URL; the folder or bucket must exist and be readable for this user.",
  },
  {
    code: "engine.backend-login",
    pattern: /PULUMI_ACCESS_TOKEN must be set|invalid access token|problem logging in/,
    message: () => "The backend asks for a login.",
    fix: () => "Set PULUMI_ACCESS_TOKEN, or PULUMI_BACKEND_URL to a folder (file://...) or bucket.",
  },
  {
    code: "engine.shared-stack-missing",
    pattern:
      /(?:unknown stack|no stack named|stack reference)[ '"]+(?:[\w-]+\/)*(\w[\w-]*)['"]?[^\n]*(?:not found|not exist|does not|unknown|found)|unknown stack "?([\w/-]+)"?/,
    message: ([, first, second]) => `The stack "${first ?? second ?? ""}", whose outputs are read, does not exist.`,
    fix: ([, first, second]) =>
      `Bring it up first: launchgate up --stack ${(first ?? second ?? "shared").split("/").at(-1) ?? ""}`,
  },
  {
    code: "engine.plan-changed",
    pattern: /violates plan: ([^\n]*)|^expected resource operations for .*::(.+) but none were seen/,
    message: ([, what, missing]) =>
      `The run would have differed from its preview: ${what ?? `${missing ?? "a resource"} is no longer declared`}.`,
    fix: () => "Run it again: the preview is made anew. What was done before the difference is in the state.",
    exitCode: exitCodes.blocked,
  },
  {
    code: "engine.protected",
    pattern: /resource "?([^"\n]+)"? cannot be deleted|because it is protected/,
    message: ([, urn]) => `A protected resource would be deleted${urn ? `: ${urn}` : ""}.`,
    fix: () => "Protected resources hold data. Take `protect` away in stacks/ by review first, if it is meant.",
    exitCode: exitCodes.blocked,
  },
  {
    code: "engine.plugin-missing",
    pattern:
      /(?:no resource plugin|could not load plugin for|failed to load plugin|plugin) '?(?:pulumi-resource-)?([a-z][\w-]*?)(?:-v[\d.]+)?'? (?:found|not found|provider)|no resource plugin '(?:pulumi-resource-)([a-z]+)/,
    message: ([, first, second]) =>
      `The provider plugin "${first ?? second ?? ""}" is not installed and could not be loaded.`,
    fix: ([, first, second]) =>
      `Let the engine reach the internet, or install it: pulumi plugin install resource ${first ?? second ?? "<name>"}.`,
  },
  {
    code: "engine.plugin-unreachable",
    pattern: /plugin \[([\w-]+)\] did not begin responding/,
    message: ([, name]) => `The provider "${name ?? ""}" does not answer: it does not run, or not there.`,
    fix: ([, name]) =>
      `If PULUMI_DEBUG_PROVIDERS names it, start it or unset the variable; else run \`pulumi-resource-${name ?? ""}\` by hand to see why it does not start.`,
    exitCode: exitCodes.toolFault,
  },
  {
    code: "engine.plugin-crashed",
    pattern:
      /(?:error reading from server|transport is closing|connection refused|connection reset by peer|server closed the stream|plugin.{0,80}exited|rpc error: code = Unavailable)/,
    message: (_, site) =>
      `A provider plugin ended in the middle of its work${site.errors[0] ? `: ${site.errors[0]}` : ""}.`,
    fix: ({}, { stack }) =>
      `What was done is in the state. Run it again; \`launchgate refresh --stack ${stack}\` first, if a resource is in doubt.`,
    exitCode: exitCodes.toolFault,
  },
  {
    code: "engine.cancelled",
    pattern: /update cancell?ed|operation cancell?ed|cancell?ing/i,
    message: (_, { stack }) => `Stopped on request: stack "${stack}" is as far as it came, its lock is released.`,
    fix: () => "Run it again to finish.",
    exitCode: exitCodes.declined,
  },
];

/** What no row knows: the engine's own first words, at most three lines. */
function unknownFault({ said, errors, stack, cause }: FaultSite): LaunchgateError {
  const lines = errors.length > 0 ? errors : said.split("\n").filter((line) => line.startsWith("error:"));
  const told = lines.map((line) => firstOf(line.replace(/^error: /, ""))).slice(0, 3);
  return new LaunchgateError({
    code: "engine.failed",
    message: `The operation on stack "${stack}" failed: ${told.join("; ") || "the engine gave no reason"}.`,
    fix: "Mend what is named and run it again: what was done is in the state, nothing is done twice.",
    source: "tool",
    cause,
  });
}

function firstOf(text: string): string {
  const line = text.split("\n").find((each) => each.trim() !== "") ?? "";
  return line.trim().replace(/\.$/, "").slice(0, 400);
}

/** Where a row looks: errors of resources; what the engine said as a whole only where there is none, since it repeats everything. */
function textsOf({ said, errors }: FaultSite): readonly string[] {
  return errors.length > 0 ? errors : [said];
}

/** The error that people see for a failed operation. */
export function engineFault(site: FaultSite): LaunchgateError {
  for (const [row, text] of engineFaults.flatMap((each) => textsOf(site).map((text) => [each, text] as const))) {
    const found = row.pattern.exec(text);
    if (!found) continue;
    return new LaunchgateError({
      code: row.code,
      message: row.message(found, site),
      fix: row.fix(found, site),
      ...(row.exitCode === undefined ? {} : { exitCode: row.exitCode }),
      ...(row.exitCode === exitCodes.toolFault ? { source: "tool" as const } : {}),
      cause: site.cause,
    });
  }
  return unknownFault(site);
}
