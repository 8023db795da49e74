import type { Data } from "../../../world/entity.ts";
import { z } from "zod";
import { refuseWith } from "../../../http/refusal.ts";
import { resource, type Resource } from "../../../resource-table/resource.ts";
import { keyPairOf, opens } from "../behaviour/sealed-box.ts";
import { iso } from "../wire.ts";
import { variableName } from "./actions-variable.ts";
import { environment, environmentAt, environmentById } from "./environment.ts";
import { repository } from "./repository.ts";

interface SecretData extends Data {
  readonly name: string;
  readonly key_id: string;
  readonly encrypted_value: string;
}

const one = "/secrets/{secret_name}";

/** Secrets of workflows: written sealed, never read. */
function secrets(name: string, parent: Resource, at: string, scope: string, alias?: string): Resource<SecretData> {
  const both = (line: (base: string, end: string) => string, path: string): string[] => [
    line(at, ""),
    ...(alias === undefined ? [] : [line(alias, ` = ${at}${path}`)]),
  ];
  return resource<SecretData>({
    vendor: "github",
    name,
    title: "Secret",
    source: `github.json ${at}/secrets; sealed box: GitHub docs, "Encrypting secrets for the REST API"`,
    parent,
    identity: { secret_name: "name" },
    foldCase: true,
    operations: {
      list: both((base, end) => `GET ${base}/secrets -> 200${end}`, "/secrets"),
      read: both((base, end) => `GET ${base}${one} -> 200${end}`, one),
      upsert: both((base, end) => `PUT ${base}${one} -> 201/204 {}${end}`, one),
      remove: both((base, end) => `DELETE ${base}${one} -> 204${end}`, one),
    },
    scopes: { read: `${scope}:read`, write: `${scope}:write` },
    input: z.object({ key_id: z.string(), encrypted_value: z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/) }),
    wrap: { many: "secrets" },
    writeOnly: ["key_id", "encrypted_value"],
    list: { sort: (a, b) => a.data.name.localeCompare(b.data.name) },
    normalise: (data) => ({ ...data, name: data.name.toUpperCase() }),
    check(data, call, _before, owner) {
      const pair = owner && keyPairOf(call.world, owner.key);
      if (pair?.keyId !== data.key_id) throw bad("The key_id is not that of the public key.");
      if (!opens(data.encrypted_value, pair)) throw bad("The encrypted_value is no sealed box for the public key.");
      const named = variableName.safeParse(data.name).success;
      return named
        ? []
        : [{ path: ["name"], code: "custom", message: "Secret names can only contain alphanumeric characters" }];
    },
    view: ({ data, created, updated }) => ({ name: data.name, created_at: iso(created), updated_at: iso(updated) }),
  });
}

/** Whether GitHub tells these two apart, and by which text, is [unverified]; 422 is the status of its docs. */
function bad(message: string): Error {
  return refuseWith(422, { message, documentation_url: "https://docs.github.com/rest/actions/secrets", status: "422" });
}

/** Secrets of an environment. */
export const environmentSecret = secrets(
  "environment-secret",
  environment,
  environmentAt,
  "environments",
  environmentById,
);

/** Secrets of a repository. */
export const repositorySecret = secrets("repository-secret", repository, "/repos/{owner}/{repo}/actions", "secrets");
