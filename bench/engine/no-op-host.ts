/** A provider that does nothing, as one process: checks and differences cost what they cost in the practice plugin. Prints `github:<port>`. */
import { serve } from "@launchgate/provider-kit/server";
import { practiceProvider } from "../../packages/sandbox/src/plugin/providers.ts";
import { noOp, silent, tellWhere } from "./no-op.ts";

const { port } = await serve("no-op", "", () =>
  noOp(practiceProvider("github", { github: "http://127.0.0.1" }, silent)),
);
tellWhere(`github:${String(port)}`);
