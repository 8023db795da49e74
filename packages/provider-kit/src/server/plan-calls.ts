import type { CheckRequest, CheckResponse, DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { ProviderBackend } from "../backend.ts";
import { checkInputs, declaredOnly, filledIn } from "../checks/check.ts";
import { difference } from "../checks/diff.ts";
import { comparable } from "../checks/imported.ts";
import { UsageError } from "../failures.ts";
import type { ResourceRequest } from "../recorded.ts";
import type { ResourceSpec } from "../types.ts";
import { rawValue, toStruct } from "./properties.ts";
import { providerPb } from "./protocol.ts";
import { bagOf, checkFailures, diffResponse } from "./wire-messages.ts";

/** Type token and logical name of a URN: `urn:pulumi:<stack>::<project>::<parents$><type>::<name>`. */
export function urnParts(urn: string): { readonly type: string; readonly name: string } {
  const [, , types = "", ...rest] = urn.split("::");
  return { type: types.slice(types.lastIndexOf("$") + 1), name: rest.join("::") };
}

interface Call {
  getUrn(): string;
  getTimeout?(): number;
}

/** What every call about a resource starts with. */
export function requestOf(provider: ProviderBackend, call: Call): ResourceRequest & { readonly spec: ResourceSpec } {
  const { type } = urnParts(call.getUrn());
  return { urn: call.getUrn(), type, spec: provider.specOf(type), timeoutSeconds: call.getTimeout?.() ?? 0 };
}

/** Checks inputs and fills in the automatic name and defaults. */
export function check(provider: ProviderBackend, request: CheckRequest): CheckResponse {
  const { type, name } = urnParts(request.getUrn());
  const spec = provider.specOf(type);
  const news = bagOf(request.getNews());
  const olds = request.hasOlds() ? bagOf(request.getOlds()).plain : undefined;
  const filled = filledIn(spec, news.plain, olds, name);
  provider.checked(request.getUrn(), Object.keys(olds ?? {}).length > 0);
  const failures = checkInputs(spec, { ...news.plain, ...filled }, olds);
  const response = new providerPb.CheckResponse();
  const raw = Object.fromEntries(Object.entries(filled).map(([key, value]) => [key, rawValue(value)]));
  response.setInputs(toStruct({ ...declaredOnly(news.raw), ...raw }));
  response.setFailuresList(checkFailures(failures));
  return response;
}

/** Compares old inputs with new inputs. */
export function diff(provider: ProviderBackend, request: DiffRequest): DiffResponse {
  const { spec, ...target } = requestOf(provider, request);
  provider.remember(target, request.getId());
  const [state, news] = [bagOf(request.getOlds()).plain, bagOf(request.getNews()).plain];
  const old = request.hasOldInputs() ? bagOf(request.getOldInputs()).plain : state;
  const result = difference(spec, comparable(spec, old, state, news), news);
  const refusal = result.replaces.length === 0 ? undefined : spec.refuseReplacement?.(old);
  if (refusal !== undefined) throw new UsageError(`${refusal} (changed: ${result.replaces.join(", ")})`);
  return diffResponse(result);
}
