import { modelSchema } from "@launchgate/core";
import prettier from "prettier";
import { z } from "zod";

/** docs/model.schema.json: JSON schema of the model, for editors that complete overlays. */
export async function modelSchemaFile(): Promise<string> {
  const schema = z.toJSONSchema(modelSchema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      // Durations are checked by code; editors get the shape.
      if (zodSchema._zod.def.type === "custom") Object.assign(jsonSchema, { type: "string", examples: ["10 minutes"] });
    },
  });
  const titled = { ...schema, title: "Launchgate model", description: "What stacks/ holds and an overlay may change." };
  const options = await prettier.resolveConfig("docs/model.schema.json");
  return prettier.format(JSON.stringify(titled), { ...options, parser: "json" });
}
