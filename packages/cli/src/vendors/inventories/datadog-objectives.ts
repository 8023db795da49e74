import { z } from "zod";
import { aliasOf } from "../identity/text.ts";
import { isMarked, type Collector } from "../inventory-object.ts";
import type { DatadogClient } from "../datadog-client.ts";
import { datadogKinds } from "./datadog-kinds.ts";
import { marks, tags, text } from "./datadog-things.ts";

const objective = z.object({ id: z.string(), name: z.string(), type: text, tags, description: text });
const correction = z.object({
  id: z.string(),
  attributes: z
    .object({ sloId: text, description: text, category: text, start: z.number().nullish(), rrule: text })
    .optional(),
});

/** Objectives, and times that are not counted against them. */
export async function readObjectives(client: DatadogClient, into: Collector): Promise<void> {
  await into.take(
    datadogKinds.objective,
    undefined,
    () =>
      client.list("list the objectives", z.array(objective), ({ v1, configuration }) =>
        new v1.ServiceLevelObjectivesApi(configuration).listSLOsWithPagination(),
      ),
    ({ id, name, type, tags: own }) => ({ id, alias: aliasOf(type, name), name, ...marks(own) }),
  );
  const read = () =>
    client.list("list the corrections of objectives", z.array(correction), ({ v1, configuration }) =>
      new v1.ServiceLevelObjectiveCorrectionsApi(configuration).listSLOCorrectionWithPagination(),
    );
  for (const { id, attributes } of await into.list(datadogKinds.correction, "the account", read))
    into.add({
      kind: datadogKinds.correction,
      id,
      alias: correctionAlias(attributes),
      name: attributes?.description ?? attributes?.category ?? id,
      managedTag: isMarked(attributes?.description),
      ...(attributes?.sloId ? { parent: { kind: datadogKinds.objective, id: attributes.sloId } } : {}),
    });
}

function correctionAlias(attributes: z.infer<typeof correction>["attributes"] = {}): string {
  const { sloId, category, start, rrule, description } = attributes;
  return aliasOf(sloId, category, start, rrule, description);
}
