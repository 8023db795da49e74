/** Who holds a token in the sandbox, and what each may do. (D1, S2) */
import { expect, test } from "vitest";
import { seedOfModel } from "../../../../packages/cli/src/sandbox/seed-of-model.ts";
import { modelOf } from "../../engine/engine-double.ts";

const model = modelOf("shared");
const seed = seedOfModel(model);

test("names the organisation as the vendors know it, with its plans", () => {
  expect(seed).toMatchObject({
    organization: "motion-mavericks",
    title: "Motion Mavericks",
    domain: "motion-mavericks.example",
    vendors: model.vendors,
  });
});

test("gives access by role: who maintains an owning team and every other of theirs everything, members daily work, others only look", () => {
  const access = Object.fromEntries(seed.people.map(({ id, access: level }) => [id, level]));
  expect(access).toEqual({
    "ada-brandt": "admin",
    "bruno-costa": "write",
    "clara-dias": "write",
    "david-ernst": "write",
    "elif-faber": "write",
    "felipe-gomes": "write",
    "greta-hahn": "write",
    "helena-ivo": "read",
    "ines-jansen": "read",
    "jonas-krug": "read",
    "karin-lopes": "read",
    "leo-martins": "write",
  });
});

test("has every machine role once, and only the pipeline may everything", () => {
  expect(seed.machines).toEqual([
    { id: "pulumi", access: "admin" },
    { id: "drift", access: "read" },
    { id: "release", access: "write" },
    { id: "drill", access: "write" },
  ]);
});

test("invents an address for each person: the model holds none", () => {
  expect(seed.people.find(({ id }) => id === "leo-martins")).toMatchObject({
    name: "Leo Martins",
    github: "leo-martins-example",
    email: "leo-martins@motion-mavericks.example",
  });
  expect(new Set(seed.people.map(({ email }) => email)).size).toBe(12);
});
