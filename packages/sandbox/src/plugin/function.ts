import type { FieldSpec, FunctionSpec, Properties } from "@launchgate/provider-kit";
import type { RowCall } from "./row.ts";

/** One function (invoke) of an emulated provider. */
export interface PluginFunction {
  /** Last part of its token: `getUser`. */
  readonly name: string;
  readonly source: string;
  readonly arguments: Readonly<Record<string, FieldSpec>>;
  readonly run: (args: Properties, call: Omit<RowCall, "urn" | "refreshing">) => Promise<Properties>;
}

/** Its declaration for the server. */
export function specOfFunction({ name, source, arguments: args }: PluginFunction): FunctionSpec {
  return { name, doc: source, arguments: args, results: {} };
}
