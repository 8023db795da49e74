/** The command line with the engine's commands in its table, whether or not the table lists them by itself. */
import type { CommandSpec } from "../../../packages/cli/src/command.ts";
import { commands } from "../../../packages/cli/src/commands.ts";
import { engineCommands } from "../../../packages/cli/src/engine/engine-commands.ts";
import { main } from "../../../packages/cli/src/main.ts";

const known = new Set(commands.map(({ name }) => name));
(commands as CommandSpec[]).push(...engineCommands.filter(({ name }) => !known.has(name)));
process.exitCode = await main(process.argv.slice(2));
