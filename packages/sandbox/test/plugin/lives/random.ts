import type { VendorLives } from "./life.ts";

const anew = (to: unknown): { readonly to: unknown; readonly act: "replace" } => ({ to, act: "replace" });

/** Every type of the random provider that the plugin serves. */
export const randomLives: VendorLives = {
  vendor: "random",
  prepare: () => Promise.resolve({}),
  lives: () => ({
    password: {
      type: "random:index/randomPassword:RandomPassword",
      hidden: "every change makes it anew",
      inputs: { length: 32, special: false },
      changes: {
        keepers: anew({ turn: "2" }),
        length: anew(40),
        lower: anew(false),
        minLower: anew(2),
        minNumeric: anew(3),
        minSpecial: anew(4),
        minUpper: anew(5),
        number: anew(false),
        numeric: anew(false),
        overrideSpecial: anew("!"),
        special: anew(true),
        upper: anew(false),
      },
      importId: false,
      lasting: true,
    },
  }),
};
