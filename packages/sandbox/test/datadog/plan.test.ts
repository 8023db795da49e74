import { v1 } from "@datadog/datadog-api-client";
import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration } from "./client.ts";
import { makePlan, planned } from "./plan.ts";

const handle = withSandbox();

describe("the captured plan of prod", () => {
  it("is made whole: objectives, and monitors after those they name", async () => {
    await makePlan(handle.sandbox, "prod");
    const all = await new v1.MonitorsApi(configuration(handle.sandbox)).listMonitors();
    expect(all).toHaveLength(planned("prod", "datadog:index/monitor:Monitor").length);
  });
});
