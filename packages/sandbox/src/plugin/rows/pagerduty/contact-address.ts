import { isUnknown, type Failure, type Properties } from "@launchgate/provider-kit";

const dialled = new Set<unknown>(["phone_contact_method", "sms_contact_method", "whatsapp_contact_method"]);

/** Prefixes for calls within a country, by country code: PagerDuty wants the form for calls from outside. */
const trunkPrefixes: Readonly<Record<number, string>> = {
  1: "1",
  33: "0",
  40: "0",
  44: "0",
  45: "0",
  49: "0",
  61: "0",
  66: "0",
  91: "0",
};

/** What is wrong with a telephone number. Source: resource_pagerduty_user_contact_method.go, `ValidateConfig`. */
export function addressProblems({ type, address, countryCode }: Properties): readonly Failure[] {
  if (isUnknown(type) || typeof address !== "string" || !dialled.has(type)) return [];
  const reason = reasonAgainst(address, typeof countryCode === "number" ? countryCode : 0, type);
  return reason === undefined ? [] : [{ property: "address", reason }];
}

function reasonAgainst(number: string, country: number, type: unknown): string | undefined {
  if (number.length > 40) return `has ${String(number.length)} characters; telephone numbers may have 40`;
  if (!/^[\d,*#]*$/.test(number)) return "may hold only digits, commas, asterisks and number signs";
  if (type === "sms_contact_method" && country === 52 && number.startsWith("1")) {
    return "begins with 1; numbers in Mexico for text messages go without it";
  }
  const prefix = trunkPrefixes[country];
  if (prefix === undefined || !number.startsWith(prefix)) return undefined;
  return `begins with ${prefix}; numbers of country ${String(country)} go without it`;
}
