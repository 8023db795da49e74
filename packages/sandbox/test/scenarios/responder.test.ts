/** The scenario in which whoever is paged first does not answer. (D1, D4, O1, issue 7 point 7) */
import { expect, it } from "vitest";
import { setResponders } from "../../src/vendors/pagerduty/incidents/responders.ts";
import { minute, withDesk } from "../pagerduty/desk.ts";
import { during } from "./control.ts";

interface Shown {
  readonly status: string;
  readonly acknowledgements: readonly { readonly at: string; readonly acknowledger: { readonly id: string } }[];
  readonly assignments: readonly { readonly assignee: { readonly id: string } }[];
}

const desk = withDesk();

it("a page that its first level leaves unanswered goes to the second, whose people answer as ever", async () => {
  const { sandbox, policies, pass, now } = desk;
  setResponders(sandbox.world, { "*": { mode: "answers", afterSeconds: 60 } });
  const policy = policies.find(({ inputs }) => (inputs as { rules: unknown[] }).rules.length > 1);
  const { key } = await desk.serviceOf({}, (policy?.made as { id: string }).id);
  const [first] = (policy?.inputs as { rules: { escalationDelayInMinutes: number }[] }).rules;
  const delay = (first?.escalationDelayInMinutes ?? 0) * minute;
  const present = async (): Promise<Shown | undefined> => ((await desk.incidents()) as Shown[]).at(-1);
  await during(sandbox, "silent-responder", async () => {
    await desk.send(key, "trigger", "one");
    const asked = (await present())?.assignments[0]?.assignee.id;
    await pass(delay - 1000);
    expect(await present()).toMatchObject({ status: "triggered", assignments: [{ assignee: { id: asked } }] });
    await pass(1000 + minute);
    const taken = await present();
    expect(taken).toMatchObject({ status: "acknowledged", acknowledgements: [{ at: now() }] });
    expect(taken?.acknowledgements[0]?.acknowledger.id).not.toBe(asked);
  });
  await desk.send(key, "resolve", "one");
  await desk.send(key, "trigger", "two");
  await pass(minute);
  expect(await present()).toMatchObject({ status: "acknowledged", acknowledgements: [{ at: now() }] });
});
