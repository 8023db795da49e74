import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { amend } from "../../../resource-table/change.ts";
import { locate } from "../../../resource-table/locate.ts";
import { alphabets, randomSecret } from "../../../world/ids.ts";
import { project, type Bypass } from "../tables/project.ts";
import { refused } from "../wire.ts";
import { bodyOf } from "./body.ts";

type Bypasses = Readonly<Record<string, Bypass>>;

const secret = z.string().regex(/^[a-zA-Z\d]{32}$/);
const note = z.string().max(100).optional();
const body = z.strictObject({
  generate: z.strictObject({ secret: secret.optional(), note }).optional(),
  update: z.strictObject({ secret, isEnvVar: z.boolean().optional(), note }).optional(),
  revoke: z.strictObject({ secret, regenerate: z.boolean() }).optional(),
});

/**
 * Makes, changes and takes away secrets that pass deployment protection. As long as there is any, exactly one of them is
 * the environment variable. Source: vercel.json PATCH /v1/projects/{idOrName}/protection-bypass;
 * client/project_protection_bypass.go of the provider.
 */
export function changeBypass(call: Call): Answer {
  const { generate, update, revoke } = bodyOf(body, call, "Project");
  const entity = locate(project, call);
  let bypasses: Bypasses = entity.data.protectionBypass ?? {};
  if (revoke) bypasses = without(bypasses, revoke, call);
  if (generate) bypasses = withNew(bypasses, generate, call);
  if (update) bypasses = withChange(bypasses, update);
  amend(project, entity, { protectionBypass: bypasses }, call);
  return { status: 200, body: { protectionBypass: bypasses } };
}

interface Given {
  readonly secret?: string | undefined;
  readonly note?: string | undefined;
  readonly isEnvVar?: boolean | undefined;
}

function withNew(bypasses: Bypasses, given: Given, call: Call): Bypasses {
  const key = given.secret ?? randomSecret(alphabets.mixed, 32);
  if (key in bypasses) throw refused(409, "conflict", "The protection bypass secret exists already.");
  const isEnvVar = Object.keys(bypasses).length === 0;
  const by = { scope: "automation-bypass" as const, isEnvVar, createdAt: call.now, createdBy: call.holder.id };
  return { ...bypasses, [key]: { ...by, ...(given.note === undefined ? {} : { note: given.note }) } };
}

function withChange(bypasses: Bypasses, { secret: key = "", isEnvVar, note: text }: Given): Bypasses {
  const old = mustHave(bypasses, key);
  if (isEnvVar === false && old.isEnvVar)
    throw refused(400, "bad_request", "One protection bypass must be the environment variable: name another first.");
  const next = {
    ...old,
    ...(isEnvVar === undefined ? {} : { isEnvVar }),
    ...(text === undefined ? {} : { note: text }),
  };
  const others = isEnvVar ? Object.entries(bypasses).map(([name, each]) => [name, { ...each, isEnvVar: false }]) : [];
  return { ...bypasses, ...(Object.fromEntries(others) as Bypasses), [key]: next };
}

function without(
  bypasses: Bypasses,
  { secret: key, regenerate }: Given & { readonly regenerate: boolean },
  call: Call,
) {
  const old = mustHave(bypasses, key ?? "");
  const rest = Object.fromEntries(Object.entries(bypasses).filter(([name]) => name !== key)) as Bypasses;
  if (regenerate) return withNew(rest, old.note === undefined ? {} : { note: old.note }, call);
  if (old.isEnvVar && Object.keys(rest).length > 0)
    throw refused(400, "bad_request", "The protection bypass is the environment variable: name another first.");
  return rest;
}

function mustHave(bypasses: Bypasses, key: string): Bypass {
  const found = bypasses[key];
  if (!found) throw refused(404, "not_found", "Protection bypass not found.");
  return found;
}
