import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { problem } from "../wire.ts";

interface SyntheticsVariableData extends Data {
  readonly id: string;
  readonly name: string;
  readonly value: { readonly value?: string; readonly secure?: boolean; readonly options?: unknown };
}

/** Names of variables. Source: the provider's check of `name`. */
export const variableName = /^[A-Z][A-Z0-9_]+[A-Z0-9]$/;

/** A variable of all synthetic tests. A secure value is never shown again. */
export const syntheticsVariable = resource<SyntheticsVariableData>({
  vendor: "datadog",
  name: "synthetics-variable",
  title: "Global variable",
  source:
    "datadog-v1.json /api/v1/synthetics/variables; its deletion answers an empty body; that a change sets every field is [unverified]",
  identity: { variable_id: "id" },
  operations: {
    create: "POST /api/v1/synthetics/variables -> 200",
    list: "GET /api/v1/synthetics/variables -> 200",
    read: "GET /api/v1/synthetics/variables/{variable_id} -> 200",
    replace: "PUT /api/v1/synthetics/variables/{variable_id} -> 200",
  },
  scopes: { read: "synthetics_global_variable_read", write: "synthetics_global_variable_write" },
  wrap: { many: "variables" },
  input: input(),
  unique: [{ fields: ["name"], message: "A global variable with this name already exists" }],
  computed: (_data, { world }) => ({ id: world.ids.uuid("datadog.synthetics-variable") }),
  // A change without the value keeps it [unverified].
  normalise: (data, _call, before) => ({ ...data, value: { secure: false, ...kept(before), ...data.value } }),
  check: ({ value, parse_test_public_id: test }) =>
    value.value === undefined && test === undefined ? [problem("value", "A value is needed")] : [],
  view: ({ data }: Entity<SyntheticsVariableData>): Data => {
    const { value: secret, ...shown } = data.value;
    return { ...data, value: data.value.secure === true ? shown : { ...shown, value: secret } };
  },
});

function kept(before: Entity<SyntheticsVariableData> | undefined): { readonly value?: string } {
  const value = before?.data.value.value;
  return value === undefined ? {} : { value };
}

function input(): z.ZodObject {
  const digits = z.object({ digits: z.int().min(4).max(10), refresh_interval: z.int().min(0).max(999) });
  return z.object({
    name: z.string().regex(variableName, "must be upper case letters, digits and underscores"),
    description: z.string(),
    tags: z.array(z.string()),
    value: z
      .object({
        value: z.string().optional(),
        secure: z.boolean().optional(),
        options: z.object({ totp_parameters: digits.partial().optional() }).optional(),
      })
      .optional(),
    attributes: z.object({ restricted_roles: z.array(z.string()).optional() }).optional(),
    is_totp: z.boolean().optional(),
    is_fido: z.boolean().optional(),
    parse_test_public_id: z.string().optional(),
    parse_test_options: z
      .looseObject({ type: z.enum(["http_body", "http_header", "http_status_code", "local_variable"]) })
      .optional(),
  });
}
