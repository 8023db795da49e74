import { z } from "zod";
import { aliasOf } from "../identity/text.ts";
import { isMarked, type Collector } from "../inventory-object.ts";
import type { DatadogClient } from "../datadog-client.ts";
import { datadogKinds } from "./datadog-kinds.ts";
import { changed, day, marks, tags, text } from "./datadog-things.ts";

const dashboard = z.object({ id: z.string(), title: text, description: text, modifiedAt: day });
const variable = z.object({ id: z.string(), name: z.string(), tags, description: text });

/** Dashboards and variables of tests. */
export async function readViews(client: DatadogClient, into: Collector): Promise<void> {
  await into.take(
    datadogKinds.dashboard,
    undefined,
    () =>
      client.list("list the dashboards", z.array(dashboard), ({ v1, configuration }) =>
        new v1.DashboardsApi(configuration).listDashboardsWithPagination(),
      ),
    ({ id, title, description, modifiedAt }) => ({
      id,
      alias: aliasOf(title, description),
      name: title ?? id,
      managedTag: isMarked(description),
      ...changed(modifiedAt),
    }),
  );
  await into.take(
    datadogKinds.variable,
    undefined,
    async () =>
      (
        await client.call(
          "list the variables of synthetic tests",
          z.object({ variables: z.array(variable).nullish() }),
          ({ v1, configuration }) => new v1.SyntheticsApi(configuration).listGlobalVariables(),
        )
      ).variables ?? [],
    ({ id, name, tags: own }) => ({ id, name, ...marks(own) }),
  );
}
