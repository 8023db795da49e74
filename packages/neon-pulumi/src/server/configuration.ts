import type {
  CheckRequest,
  CheckResponse,
  ConfigureRequest,
  ConfigureResponse,
  DiffRequest,
  DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import type { NeonProvider } from "../provider.ts";
import { providerConfig } from "../schema/provider-config.ts";
import type { Properties } from "../schema/types.ts";
import { checkSettings, normalizeSettings } from "../settings.ts";
import { equal, isUnknown } from "../values.ts";
import { bagOf, checkFailures, diffResponse } from "./messages.ts";
import { toStruct } from "./properties.ts";
import { providerPb } from "./protocol.ts";

/** Checks the settings of the provider; every failure has its property path. */
export function checkConfig(request: CheckRequest): CheckResponse {
  const news = bagOf(request.getNews());
  const response = new providerPb.CheckResponse();
  response.setInputs(toStruct(news.raw));
  response.setFailuresList(checkFailures(checkSettings(news.plain)));
  return response;
}

/**
 * Compares settings. No setting replaces the provider's resources: a key, an address or a timeout can change while the objects
 * stay the same.
 */
export function diffConfig(request: DiffRequest): DiffResponse {
  const old = normalizeSettings(bagOf(request.getOldInputs() ?? request.getOlds()).plain);
  const now = normalizeSettings(bagOf(request.getNews()).plain);
  const changed = Object.entries(providerConfig).filter(([key, spec]) => !equal(spec.type, old[key], now[key]));
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
export function configure(provider: NeonProvider, request: ConfigureRequest): ConfigureResponse {
  provider.configure(settingsOf(request), request.getId());
  const response = new providerPb.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  response.setAcceptresources(false);
  response.setAcceptoutputs(false);
  return response;
}
