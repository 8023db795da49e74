import type {
  CheckRequest,
  CheckResponse,
  ConfigureRequest,
  ConfigureResponse,
  DiffRequest,
  DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import type { ProviderBackend } from "../backend.ts";
import type { Properties } from "../types.ts";
import { equal, isUnknown } from "../values.ts";
import { toStruct } from "./properties.ts";
import { providerPb } from "./protocol.ts";
import { bagOf, checkFailures, diffResponse } from "./wire-messages.ts";

/** Checks the settings of the provider; every failure has its property path. */
export function checkConfig(provider: ProviderBackend, request: CheckRequest): CheckResponse {
  const news = bagOf(request.getNews());
  const response = new providerPb.CheckResponse();
  response.setInputs(toStruct(news.raw));
  response.setFailuresList(checkFailures(provider.checkSettings(news.plain)));
  return response;
}

/**
 * Compares settings. No setting replaces the provider's resources: a key, an address or a timeout can change while the objects
 * stay the same.
 */
export function diffConfig(provider: ProviderBackend, request: DiffRequest): DiffResponse {
  const old = provider.normalizeSettings(bagOf(request.getOldInputs() ?? request.getOlds()).plain);
  const now = provider.normalizeSettings(bagOf(request.getNews()).plain);
  const changed = Object.entries(provider.settings).filter(([key, spec]) => !equal(spec.type, old[key], now[key]));
  const kindOf = (key: string): "add" | "delete" | "update" => {
    if (old[key] === undefined) return "add";
    return now[key] === undefined ? "delete" : "update";
  };
  return diffResponse({
    changed: changed.map(([key]) => key),
    replaces: [],
    details: new Map(changed.map(([key]) => [key, { kind: kindOf(key), replace: false }])),
    deleteBeforeReplace: false,
  });
}

/** Settings from the request: its arguments, or the older form with a prefix before each name. */
function settingsOf(request: ConfigureRequest): Properties {
  const variables = request
    .getVariablesMap()
    .toArray()
    .map(([key, value]) => [key.replace(/^.*:/, ""), value] as const);
  const values = { ...Object.fromEntries(variables), ...bagOf(request.getArgs()).plain };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isUnknown(value)));
}

/** Configures the provider. */
export function configure(provider: ProviderBackend, request: ConfigureRequest): ConfigureResponse {
  provider.configure(settingsOf(request), request.getId());
  const response = new providerPb.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  response.setAcceptresources(false);
  response.setAcceptoutputs(false);
  return response;
}
