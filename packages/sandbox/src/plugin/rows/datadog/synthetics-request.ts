import type { Properties } from "@launchgate/provider-kit";
import { isEmpty, renamed, said } from "./forms.ts";

/** The inputs that a request of a test, or of a step of one, is made from. */
export const requestInputs = [
  "requestDefinition",
  "requestHeaders",
  "requestQuery",
  "requestBasicauth",
  "requestProxy",
  "requestMetadata",
  "requestClientCertificate",
  "requestFiles",
] as const;

/** Parts beside the definition, by their name in the vendor's body. */
const parts = [
  ["requestHeaders", "headers"],
  ["requestQuery", "query"],
  ["requestBasicauth", "basicAuth"],
  ["requestProxy", "proxy"],
  ["requestMetadata", "metadata"],
  ["requestClientCertificate", "certificate"],
  ["requestFiles", "files"],
] as const;

/** Names of the definition that are not the vendor's own; the others are. Source: datadog-v1.json SyntheticsTestRequest. */
const snakeNames = [
  ["allowInsecure", "allow_insecure"],
  ["followRedirects", "follow_redirects"],
] as const;

/** The vendor's request. */
export function toRequest(given: Properties): Properties {
  const definition = (given["requestDefinition"] ?? {}) as Properties;
  const snake = new Set<string>(snakeNames.map(([name]) => name));
  const own = Object.entries(definition).filter(([key]) => !snake.has(key));
  return said({ ...Object.fromEntries(own), ...renamed(definition, snakeNames), ...told(given) });
}

/** The parts beside the definition that say something. */
function told(given: Properties): Properties {
  return Object.fromEntries(Object.entries(renamed(given, parts)).filter(([, value]) => !isEmpty(value)));
}

/** The inputs that the vendor's request stands for. Null says that a part is not there. */
export function fromRequest(live: Properties | undefined): Properties {
  const { allow_insecure: allowInsecure, follow_redirects: followRedirects, ...rest } = live ?? {};
  const beside = new Set<string>(parts.map(([, wire]) => wire));
  const own = Object.entries(rest).filter(([key]) => !beside.has(key));
  const definition = said({ ...Object.fromEntries(own), allowInsecure, followRedirects });
  const shown = parts.map(([name, wire]) => [name, rest[wire] ?? null] as const);
  return { requestDefinition: Object.keys(definition).length === 0 ? null : definition, ...Object.fromEntries(shown) };
}
