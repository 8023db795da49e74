import { exitCodes, LaunchgateError, ModelError, type ExitCode, type Problem } from "@launchgate/core";
import { Command, CommanderError, Option } from "commander";
import type { CommandSpec, GivenOptions } from "./command.ts";
import { commands } from "./commands.ts";
import { styled, terminalHost, type Host } from "./host.ts";
import { problemData, problemList } from "./plan/problem-list.ts";
import { versionText } from "./versions.ts";

/** Runs one command line and returns the exit code. The only place that catches and prints errors. */
export async function main(argv: readonly string[], host: Host = terminalHost()): Promise<ExitCode> {
  const json = argv.includes("--json");
  let exitCode: ExitCode = exitCodes.done;
  // With --json a usage error is told as JSON below, not as commander's text.
  const program = buildProgram(json ? { ...host, err: () => undefined } : host, async (spec, options) => {
    const action = await spec.load();
    const result = await action(options, host);
    host.out(`${json ? JSON.stringify(result.data, null, 2) : result.text}\n`);
    exitCode = result.exitCode;
  });
  if (argv.length === 1 && argv[0] === "--version") {
    host.out(`${await versionText()}\n`);
    return exitCodes.done;
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, host, json, argv.includes("--debug"));
  }
}

/** What the groups of commands are about. */
const groups: Readonly<Record<string, string>> = {
  engine: "Find, download or build the pulumi engine.",
  state: "The kept and the present state of a stack.",
  stack: "Throw-away stacks, for drills.",
  sandbox: "The five vendors on this machine, to practise with.",
  policy: "The release rules.",
  pr: "A pull request: its plan, its review, its comment.",
  pipelines: "Workflows of this repository and of the services', and what their jobs call.",
  clock: "The one clock of the sandbox's vendors.",
  fault: "Bad days of the sandbox's vendors.",
  freeze: "The freeze calendar.",
  slo: "Service level objectives.",
  oncall: "Rotas and escalations.",
};

type Run = (spec: CommandSpec, options: GivenOptions) => Promise<void>;

function buildProgram(host: Host, run: Run): Command {
  const program = configured(new Command("launchgate"), host)
    .enablePositionalOptions()
    .description(
      "Release operations as code: who may release, what is measured, who is paged, how traffic moves, how it is undone.",
    )
    .showHelpAfterError("Run `launchgate --help` to see every command.")
    .addOption(new Option("--version", "print the versions of the packages"));
  for (const spec of commands) addCommand(program, spec, host, run);
  return program;
}

function addCommand(program: Command, spec: CommandSpec, host: Host, run: Run): void {
  const words = spec.name.split(" ");
  const leafName = words.at(-1) ?? spec.name;
  const parent = words.slice(0, -1).reduce((above, word) => group(above, word, host), program);
  const leaf = configured(parent.command(leafName), host).description(spec.summary);
  leaf.showHelpAfterError(`Run \`launchgate ${spec.name} --help\` to see its options.`);
  for (const each of spec.options) {
    const option = new Option(each.flags, each.description);
    if (each.default !== undefined) option.default(each.default);
    if (each.required) option.makeOptionMandatory();
    if (each.repeatable) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
    leaf.addOption(option);
  }
  leaf.addHelpText("after", `\nExamples:\n${spec.examples.map((each) => `  $ launchgate ${each}`).join("\n")}`);
  leaf.allowExcessArguments(false);
  if (spec.argument === undefined) leaf.action(async (options: GivenOptions) => run(spec, options));
  else
    leaf
      .argument(`<${spec.argument.name}>`, spec.argument.description)
      .action(withArgument(spec, spec.argument.name, run));
}

/** Hands the word after the command on as one of the options. */
function withArgument(
  spec: CommandSpec,
  name: string,
  run: Run,
): (word: string, options: GivenOptions) => Promise<void> {
  return (word, options) => run(spec, { ...options, [name]: word });
}

function group(above: Command, word: string, host: Host): Command {
  return (
    above.commands.find((each) => each.name() === word) ??
    configured(above.command(word), host).description(groups[word] ?? `Commands of ${word}.`)
  );
}

function configured(command: Command, host: Host): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => {
      host.out(text);
    },
    writeErr: (text) => {
      host.err(text);
    },
    getOutHelpWidth: () => host.columns,
    getErrHelpWidth: () => host.columns,
  });
}

function report(error: unknown, host: Host, json: boolean, debug: boolean): ExitCode {
  if (error instanceof CommanderError) return usageFault(error, host, json);
  const known = error instanceof LaunchgateError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const exitCode = known?.exitCode ?? exitCodes.toolFault;
  if (json) host.out(`${JSON.stringify(errorData(known, message), null, 2)}\n`);
  else if (error instanceof ModelError) host.err(`${problemList(error.problems, host)}\n`);
  else host.err(`${styled(host, "red", "Error:")} ${message}\n${known ? `Fix: ${known.fix}` : fallbackFix(debug)}\n`);
  if (debug && error instanceof Error) host.err(`${error.stack ?? ""}\n`);
  return exitCode;
}

/** Commander has told people what is wrong by now; a reader of JSON is told here. */
function usageFault({ exitCode, message }: CommanderError, host: Host, json: boolean): ExitCode {
  if (exitCode === 0) return exitCodes.done;
  const known = new LaunchgateError({
    code: "command.invalid",
    message: message.replace(/^error: /, "").replaceAll("\n", " "),
    fix: "Run `launchgate --help` to see every command, `launchgate <command> --help` its options.",
  });
  if (json) host.out(`${JSON.stringify(errorData(known, known.message), null, 2)}\n`);
  return known.exitCode;
}

function fallbackFix(debug: boolean): string {
  return debug
    ? "This is a fault of the tool."
    : "This is a fault of the tool: run again with --debug and report what it prints.";
}

function errorData(
  known: LaunchgateError | undefined,
  message: string,
): { ok: false; error?: object; problems: readonly Problem[] } {
  if (known instanceof ModelError) return { ok: false, problems: problemData(known.problems) };
  const code = known?.code ?? "tool.fault";
  const fix = known?.fix ?? fallbackFix(false);
  return {
    ok: false,
    error: { code, message, fix },
    problems: [{ code, path: "(command)", value: null, expected: message, fix }],
  };
}
