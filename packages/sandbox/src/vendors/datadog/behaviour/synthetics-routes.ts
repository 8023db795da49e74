import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing, Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import { viewOf } from "../../../resource-table/handlers.ts";
import { locate } from "../../../resource-table/locate.ts";
import { collection } from "../../../resource-table/resource.ts";
import { validate } from "../../../resource-table/validate.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { omit } from "../../../world/entity.ts";
import { syntheticsTest, type SyntheticsTestData } from "../tables/synthetics-test.ts";
import { syntheticsVariable } from "../tables/synthetics-variable.ts";
import { iso } from "../wire.ts";
import { writeAudit } from "./audit-trail.ts";

const source = "datadog-v1.json /api/v1/synthetics";

/** Synthetic tests: reading without steps, pausing, deleting by a list; deleting a variable. */
export const syntheticsRoutes: readonly Route[] = [
  {
    method: "GET",
    template: "/api/v1/synthetics/tests/{public_id}",
    scope: "synthetics_read",
    statuses: [200],
    source,
    run(call) {
      const shown = viewOf(syntheticsTest)(locate(syntheticsTest, call), call);
      return { status: 200, body: { ...shown, config: omit(shown["config"] as Data, "steps") } };
    },
  },
  {
    method: "PUT",
    template: "/api/v1/synthetics/tests/{public_id}/status",
    scope: "synthetics_write",
    statuses: [200],
    source,
    run(call) {
      const { new_status: status } = read(z.object({ new_status: z.enum(["live", "paused"]) }), call);
      const entity = amend(syntheticsTest, locate(syntheticsTest, call), { status }, call);
      writeAudit({ row: syntheticsTest, act: "updated", entity }, call);
      return { status: 200, body: true };
    },
  },
  {
    method: "POST",
    template: "/api/v1/synthetics/tests/delete",
    scope: "synthetics_write",
    statuses: [200],
    source,
    run(call) {
      const { public_ids: ids } = read(z.object({ public_ids: z.array(z.string()).min(1) }), call);
      const found = (ids as readonly string[]).map((id) => testOf(id, call));
      for (const entity of found) {
        call.world.store.remove(entity.key);
        writeAudit({ row: syntheticsTest, act: "removed", entity }, call);
      }
      const gone = found.map(({ data }) => ({ public_id: data.public_id, deleted_at: iso(call.now) }));
      return { status: 200, body: { deleted_tests: gone } };
    },
  },
  {
    method: "DELETE",
    template: "/api/v1/synthetics/variables/{variable_id}",
    scope: "synthetics_global_variable_write",
    statuses: [200],
    source,
    run(call) {
      const entity = locate(syntheticsVariable, call);
      call.world.store.remove(entity.key);
      writeAudit({ row: syntheticsVariable, act: "removed", entity }, call);
      return { status: 200 };
    },
  },
];

function testOf(id: string, { world }: Call): Entity<SyntheticsTestData> {
  const all = world.store.all<SyntheticsTestData>(collection(syntheticsTest));
  const found = all.find(({ data }) => data.public_id === id);
  if (!found) throw missing("Synthetics test", id);
  return found;
}

function read(schema: z.ZodObject, { request }: Call): Data {
  const result = validate(schema, request.body);
  if (result.ok) return result.fields;
  throw new Refusal({ kind: "invalid", what: "Synthetics test", problems: result.problems });
}
