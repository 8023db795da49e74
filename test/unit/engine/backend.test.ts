import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { resolveBackend } from "../../../packages/cli/src/engine/backend.ts";

const root = mkdtempSync(path.join(tmpdir(), "launchgate-backend-"));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const kept = path.join(root, ".launchgate/state");
test.each([
  ["none given", {}, {}, `${pathToFileURL(kept).href}?metadata=skip`, kept],
  ["a folder", { PULUMI_BACKEND_URL: "file:///srv/s" }, {}, "file:///srv/s?metadata=skip", "/srv/s"],
  ["with a query", {}, { url: "file:///s?no_tmp_dir=true" }, "file:///s?no_tmp_dir=true&metadata=skip", "/s"],
  ["as the user says", { PULUMI_BACKEND_URL: "file:///s?metadata=" }, {}, "file:///s?metadata=", "/s"],
  ["of the home folder", { PULUMI_BACKEND_URL: "file://~" }, {}, "file://~?metadata=skip", undefined],
  ["a bucket", { PULUMI_BACKEND_URL: "s3://bucket" }, { url: "file:///other" }, "s3://bucket", undefined],
])(
  "a folder backend writes no sidecar that a killed run could leave half written: %s",
  async (_, env, backend, url, folder) => {
    expect(await resolveBackend(root, env, { backend })).toEqual({ url, folder });
  },
);
