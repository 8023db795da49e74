import { describe, expect, it } from "vitest";
import { checklistWords } from "../../../../packages/cli/src/pipelines/checklist-check.ts";
import { itemLines, pullRequestTemplate } from "../../../../packages/cli/src/pipelines/template.ts";
import { checkText } from "../../../../packages/cli/src/pipelines/ticks.ts";
import { modelWith } from "./pipelines-model.ts";

const model = modelWith();
const open = pullRequestTemplate(model);
const ticked = open
  .replaceAll("- [ ] `", "- [x] `")
  .replace(/- \[x\] `(?:patch|minor)`/g, (line) => line.replace("x", " "));
const words = (body: string, isRequired: boolean) => checklistWords(checkText(model, body), isRequired);

describe("the check of the release checklist (R4)", () => {
  it("has no evidence although every box is ticked: neutral beside the others, and stops a merge where it is required", () => {
    const advisory = words(ticked, false);
    expect(advisory).toMatchObject({ conclusion: "neutral", title: "No evidence yet" });
    expect(advisory.summary).toContain("Release type: major.");
    expect(advisory.summary).toContain("keeps nothing from being merged");
    expect(words(ticked, true)).toMatchObject({ conclusion: "action_required", title: "No evidence yet" });
    expect(words(ticked, true).summary).toContain("nothing is merged without evidence");
  });

  it.each([true, false])("says what the text lacks (required: %s)", (isRequired) => {
    const { conclusion, title, summary } = words("Mends it.", isRequired);
    expect([conclusion, title]).toEqual(["action_required", "The checklist lacks 1 thing"]);
    expect(summary).toContain("- the text is not that of the template");
  });

  it("lists every item of the model, and no text of the pull request", () => {
    const { text } = words(open.replace("`backup`", "`backup` [x](https://evil.example)"), false);
    expect(text.split("\n")).toHaveLength(2 + itemLines(model).length);
    expect(text).toContain("| backup | edited | no evidence yet |");
    expect(text).not.toContain("evil");
  });
});
