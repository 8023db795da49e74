import { describe, expect, it } from "vitest";
import { pullRequestTemplate, templateMark } from "../../../../packages/cli/src/pipelines/template.ts";
import { checkText, type LineState } from "../../../../packages/cli/src/pipelines/ticks.ts";
import { modelWith } from "./pipelines-model.ts";

const model = modelWith();
const template = pullRequestTemplate(model);
const everyBox = template.replaceAll("- [ ]", "- [x]");
const tick = (text: string, ...ids: string[]): string =>
  ids.reduce((before, id) => before.replace(`- [ ] \`${id}\``, `- [x] \`${id}\``), text);
const patchItems = ["backup", "preflight-qa", "security-review", "staging-smoke", "sign-offs"];
const goodPatch = tick(template, "patch", ...patchItems);
const stateOf = (text: string, id: string): LineState | undefined =>
  checkText(model, text).items.find((item) => item.id === id)?.state;

describe("the template of pull requests (R4)", () => {
  it("has a line for every item of the checklist with its requirement ids, and for every type", () => {
    for (const [id, { title, requirements }] of Object.entries(model.release.checklist)) {
      expect(template).toContain(`- [ ] \`${id}\` **${title}** (${requirements.join(", ")})`);
    }
    expect(template.match(/^- \[ \] /gm)).toHaveLength(Object.keys(model.release.checklist).length + 3);
    expect(template.startsWith(templateMark)).toBe(true);
  });

  it("makes no markup, mention or second line of what the model says", () => {
    const title = "Ask @everybody *now* <b>`x`</b>\nand [see](https://evil.example)";
    const hostile = pullRequestTemplate({
      ...model,
      release: { ...model.release, checklist: { backup: { ...model.release.checklist["backup"]!, title } } },
    });
    const line = hostile.split("\n").find((each) => each.includes("`backup`")) ?? "";
    expect(line).toContain("Ask @\u200beverybody \\*now\\* \\<b\\>\\`x\\`\\</b\\> and \\[see\\](https://evil.example)");
  });
});

describe("boxes of a pull request (R1, R4)", () => {
  it("are right where one type is ticked and all that it needs before the merge", () => {
    const { type, problems, items } = checkText(model, goodPatch);
    expect({ type, problems }).toEqual({ type: "patch", problems: [] });
    expect(new Set(items.map(({ evidence }) => evidence))).toEqual(new Set([null]));
    expect(items.filter(({ needed }) => needed).map(({ id }) => id)).toEqual(model.release.types.patch.checklist);
  });

  it.each([
    ["no type", tick(template, ...patchItems), "no release type is ticked; tick one of patch, minor, major"],
    ["two types", tick(goodPatch, "major"), "patch and major are ticked; a release has one type"],
    ["an open item", goodPatch.replace("- [x] `backup`", "- [ ] `backup`"), "backup: not ticked"],
    ["an item that is gone", goodPatch.replace(/^- \[x\] `backup`.*\n/m, ""), "backup: its line was taken out"],
    ["an item in other words", goodPatch.replace("Snapshot taken", "Snapshot planned"), "backup: its line is not as"],
    [
      "a type in other words",
      goodPatch.replace("`patch` Patch", "`patch` Anything"),
      "release type patch: its line is not",
    ],
    ["an item twice", `${goodPatch}\n- [x] \`backup\` done\n`, "backup: its line stands there more than once"],
    [
      "an item in a comment",
      goodPatch.replace(/^(- \[x\] `backup`.*)$/m, "<!-- $1 -->"),
      "backup: its line was taken out",
    ],
    [
      "an item in a block",
      goodPatch.replace(/^(- \[x\] `backup`.*)$/m, "```\n$1\n```"),
      "backup: its line was taken out",
    ],
    ["another text", "Fixes it.", "the text is not that of the template"],
    ["no text", "", "the text is not that of the template"],
    [
      "a comment that never ends",
      goodPatch.replace("## Checklist", "<!-- ## Checklist"),
      "backup: its line was taken out",
    ],
  ])("block with %s", (_what, text, problem) => {
    expect(checkText(model, text).problems.join("\n")).toContain(problem);
  });

  it("need the longer list for a major release", () => {
    const { problems } = checkText(model, tick(template, "major", ...patchItems));
    expect(problems).toContain("runbooks-published: not ticked");
  });

  it("are not asked before the merge for what is due on the day, nor for what the type does not need", () => {
    expect(stateOf(goodPatch, "deploy")).toBe("open");
    expect(stateOf(goodPatch, "runbooks-published")).toBe("open");
    expect(checkText(model, goodPatch).problems).toEqual([]);
  });

  it("are read whatever the line ends, the bullet or the case of the tick", () => {
    const other = goodPatch.replaceAll("- [x]", "* [X]").replaceAll("\n", "\r\n");
    expect(checkText(model, other).problems).toEqual([]);
    expect(checkText(model, everyBox).type).toBeUndefined();
  });
});
