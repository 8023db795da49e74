import type { CheckRequest, CheckResponse, DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { UsageError } from "../errors.ts";
import { specOf } from "../lookup.ts";
import type { NeonProvider } from "../provider.ts";
import type { ResourceRequest } from "../recorded.ts";
import type { ResourceSpec } from "../schema/types.ts";
import { automaticName, checkInputs, declaredOnly } from "./check.ts";
import { difference } from "./diff.ts";
import { bagOf, checkFailures, diffResponse } from "./messages.ts";
import { toStruct } from "./properties.ts";
import { providerPb } from "./protocol.ts";

/** Class name and logical name of a URN: `urn:pulumi:<stack>::<project>::<parents$>neon:index:<class>::<name>`. */
export function urnParts(urn: string): { readonly type: string; readonly name: string } {
  const [, , types = "", ...rest] = urn.split("::");
  const type = types.slice(types.lastIndexOf("$") + 1);
  const prefix = "neon:index:";
  if (!type.startsWith(prefix)) throw new UsageError(`"${urn}" names no resource of neon`);
  return { type: type.slice(prefix.length), name: rest.join("::") };
}

interface Call {
  getUrn(): string;
  getTimeout?(): number;
}

/** What every call about a resource starts with. */
export function requestOf(call: Call): ResourceRequest & { readonly spec: ResourceSpec } {
  const { type } = urnParts(call.getUrn());
  return { urn: call.getUrn(), type, spec: specOf(type), timeoutSeconds: call.getTimeout?.() ?? 0 };
}

/** Checks inputs and fills in the automatic name. */
export function check(request: CheckRequest): CheckResponse {
  const { type, name } = urnParts(request.getUrn());
  const spec = specOf(type);
  const news = bagOf(request.getNews());
  const olds = request.hasOlds() ? bagOf(request.getOlds()).plain : undefined;
  const automatic = automaticName(spec, news.plain, olds, name);
  const failures = checkInputs(spec, { ...news.plain, ...(automatic !== undefined && { name: automatic }) }, olds);
  const response = new providerPb.CheckResponse();
  response.setInputs(toStruct({ ...declaredOnly(news.raw), ...(automatic !== undefined && { name: automatic }) }));
  response.setFailuresList(checkFailures(failures));
  return response;
}

/** Compares old inputs with new inputs. */
export function diff(provider: NeonProvider, request: DiffRequest): DiffResponse {
  const { type, spec } = requestOf(request);
  provider.remember(type, request.getId());
  const old = bagOf(request.hasOldInputs() ? request.getOldInputs() : request.getOlds()).plain;
  const result = difference(spec, old, bagOf(request.getNews()).plain);
  const refusal = result.replaces.length === 0 ? undefined : spec.refuseReplacement?.(old);
  if (refusal !== undefined) throw new UsageError(`${refusal} (changed: ${result.replaces.join(", ")})`);
  return diffResponse(result);
}
