import { holdersOf, type Seed } from "../../../seed.ts";

/** Who somebody is at Vercel. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly username: string;
}

/** The account of a holder of a token. */
export function accountOf(holder: string, seed: Seed): Account {
  const person = seed.people.find((each) => each.id === holder);
  const place = holdersOf(seed).findIndex((each) => each.id === holder);
  return {
    id: `user_${String(place).padStart(24, "0")}`,
    email: person?.email ?? `${holder}@machines.${seed.domain}`,
    name: person?.name ?? holder,
    username: holder,
  };
}
