import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { EnvironmentValue, Service } from "../schema/services.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

const off = new Set(["", "0", "false", "off", "no", "none"]);

const isOff = (value: EnvironmentValue | undefined): boolean =>
  value !== undefined && "value" in value && off.has(value.value.trim().toLowerCase());

function debugSwitches(path: KeyPath, { vercel }: Service): Problem[] {
  return vercel.debugVariables.flatMap((name) => {
    const given = own(vercel.environment, name);
    return problemIf(given !== undefined && !isOff(given), () =>
      problem(
        "variables.debug-on",
        [...path, "vercel", "environment", name],
        "(hidden)",
        'a plain value that says off: "off", "false", "0", "no", "none" or nothing',
        "Switch it off, or take it out of debugVariables where it is no debug switch.",
      ),
    );
  });
}

function sourcelessVariables(path: KeyPath, { vercel, neon }: Service): Problem[] {
  return Object.entries(vercel.environment).flatMap(([name, given]) =>
    problemIf(neon === undefined && "from" in given && given.from.startsWith("neon-"), () =>
      problem(
        "variables.no-source",
        [...path, "vercel", "environment", name, "from"],
        "from" in given ? given.from : undefined,
        "a value that the service has: it has no database",
        'Add "neon" to the service or remove the variable.',
      ),
    ),
  );
}

function writeFreeze(path: KeyPath, { vercel }: Service): Problem[] {
  const found = Object.values(vercel.killSwitches).some(({ kind }) => kind === "write-freeze");
  return problemIf(!found, () =>
    problem(
      "services.no-write-freeze",
      [...path, "vercel", "killSwitches"],
      Object.keys(vercel.killSwitches).join(", "),
      "one switch of kind write-freeze: the first step of a rollback",
      "Add a switch of kind write-freeze.",
    ),
  );
}

/** What a service needs to be released and undone. */
export const serviceRules: readonly ModelRule[] = [
  {
    id: "service-variables",
    title: "Debug switches are off, and every variable comes from something that the service has.",
    codes: ["variables.debug-on", "variables.no-source"],
    requirements: ["L3", "P1"],
    check: ({ model }) =>
      Object.entries(model.services).flatMap(([id, service]) => [
        ...debugSwitches(["services", id], service),
        ...sourcelessVariables(["services", id], service),
      ]),
  },
  {
    id: "service-write-freeze",
    title: "Every service can refuse new writes.",
    codes: ["services.no-write-freeze"],
    requirements: ["B3", "B9"],
    check: ({ model }) =>
      Object.entries(model.services).flatMap(([id, service]) => writeFreeze(["services", id], service)),
  },
];
