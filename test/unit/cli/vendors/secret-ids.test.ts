import { expect, it } from "vitest";
import { idWithoutSecret } from "../../../../packages/cli/src/vendors/secret-ids.ts";

const bypass = "vercel:index/projectProtectionBypass:ProjectProtectionBypass";
const secret = "q7".repeat(16);

it("shows the project of a bypass and a digest that is the same for the same secret only (S2)", () => {
  const shown = idWithoutSecret(bypass, `prj_1/${secret}`);
  expect(shown).toMatch(/^prj_1\/[0-9a-f]{16}$/);
  expect(shown).not.toContain(secret);
  expect(idWithoutSecret(bypass, `prj_1/${secret}`)).toBe(shown);
  expect(idWithoutSecret(bypass, `prj_1/${secret.toUpperCase()}`)).not.toBe(shown);
});

it.each(["github:index/repository:Repository", "vercel:index/projectDomain:ProjectDomain"])(
  "leaves ids of %s as they are",
  (kind) => {
    expect(idWithoutSecret(kind, "prj_1/www.example.org")).toBe("prj_1/www.example.org");
  },
);
