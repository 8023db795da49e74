import { hideSecrets, looksSecret } from "@launchgate/core";
import { SecretMask } from "../engine/secret-mask.ts";

/** Prefixes of credentials beyond those that core refuses in a model: what is shown in public is held to more. */
const prefixes = [
  "AGE-SECRET-KEY-1|CFPAT-|EAAC|NRAK-|PMAK-|SG\\.|SK(?=[0-9a-f]{32})|ATATT3|AC(?=[0-9a-f]{32})|T3BlbkFJ",
  "atlasv1\\.|cio-|dckr_(?:pat|oat)_|do[opr]_v1_|dp\\.[a-z]{2,5}\\.|figd_|fo1_|gl(?:ptt|dt|rt|soat)-|gls?a_|glc_|hf_|hv[sb]\\.",
  "key-|lin_api_|mux_|ntn_|ops_|ph[cx]_|pk_|pypi-|rdme_|rk_live_|rubygems_|sbp_|secret_|shp(?:at|ca|pa|ss)_|shippo_(?:live|test)_",
  "sk_|sntr[yu]s_|sq0(?:atp|csp)-|sqOatp-|tskey-|tfp_|u\\+|wh(?:sec|sk)_|xapp-|xoxe\\.|ya29\\.|1//0|dapi(?=[0-9a-f]{16})|oy2",
].join("|");
const known = new RegExp(String.raw`(?<![A-Za-z0-9])(?:${prefixes})[A-Za-z0-9_+/=.-]{12,}`, "g");
const basic = /\b(?:Basic|Digest|Token token=|GenieKey|ApiKey)\s*[A-Za-z0-9+/_.~=-]{12,}/gi;
const webhooks =
  /https:\/\/(?:hooks\.slack\.com\/(?:services|workflows)|discord(?:app)?\.com\/api\/webhooks|[\w.-]+\.webhook\.office\.com)\/[^\s"'<>)]+/g;
const keyed =
  /\b(?:AccountKey|SharedAccessKey|sig|signature|client_secret|aws_secret_access_key)\s*[=:]\s*[^\s&;"',]{8,}/gi;
const userInAddress = /\b([a-z][a-z0-9+.-]{1,30}:\/\/)[^\s/@:]{12,}@/gi;
const block = /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(?:-----END [A-Z0-9 ]+-----|$)/g;
const uuid = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;
const word = /[A-Za-z0-9+/_=.~%-]{16,}/g;

/** Text that is kept whole by core's look at shapes, characters. */
const pieceLength = 16_000;
const hidden = "(hidden)";

/**
 * Hides credentials in text that leaves this machine: those that are registered, and whatever looks like one. For text that people read:
 * what is opaque and long is hidden as well, for a plan has no need of it. (S2)
 */
export class Masker {
  readonly #registered = new SecretMask();
  readonly #seen = new Map<string, string>();
  readonly #shaped = new Map<string, string>();

  constructor(secrets: Iterable<string> = []) {
    for (const secret of secrets) this.#registered.add(secret);
  }

  /** `text` for people, without anything that may be a credential. */
  text(text: string): string {
    if (text.length < 6) return text;
    const before = this.#seen.get(text);
    if (before !== undefined) return before;
    const shown = withoutOpaque(this.shapes(text));
    this.#seen.set(text, shown);
    return shown;
  }

  /** `text` without registered secrets and without what has the shape of a known credential; names and digests stay. */
  shapes(text: string): string {
    if (text.length < 6) return text;
    // Inputs of a large plan are the same few texts again and again.
    const before = this.#shaped.get(text);
    if (before !== undefined) return before;
    const free = this.#registered.text(text).replace(block, hidden);
    const shown = pieces(free).map(withoutShapes).join("");
    this.#shaped.set(text, shown);
    return shown;
  }

  /** A value with every text in it masked by shape, and by the name under which it stands; maps and lists at any depth. */
  deep(value: unknown, name = ""): unknown {
    if (typeof value === "string") return isSecretOf(name, value) ? "[secret]" : this.shapes(value);
    if (Array.isArray(value)) return value.map((each) => this.deep(each, name));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [this.shapes(key), this.deep(each, key)]));
  }
}

/** Under these names stand names of other things more often than credentials: only what is opaque is hidden. */
const namesOfNames: ReadonlySet<string> = new Set(["key", "keys", "tagKey", "secret", "token"]);

function isSecretOf(name: string, value: string): boolean {
  if (namesOfNames.has(name) || /(?:names?|variables?)$/i.test(name)) return withoutOpaque(value) !== value;
  return looksSecret(snake(name), value);
}

/** `DATADOG_API_KEY` for `datadogApiKey`: the names that core knows have separators. */
function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2");
}

function pieces(text: string): readonly string[] {
  if (text.length <= pieceLength) return [text];
  // Cut between lines or words, so that no credential is cut in two.
  return text.match(/[\s\S]{1,15999}(?:\s|$)|[\s\S]{1,16000}/g) ?? [];
}

function withoutShapes(text: string): string {
  if (text.length < 8) return text;
  return hideSecrets(text)
    .replace(known, hidden)
    .replace(basic, hidden)
    .replace(webhooks, hidden)
    .replace(keyed, hidden)
    .replace(userInAddress, `$1${hidden}@`);
}

function withoutOpaque(text: string): string {
  if (text.length < 16) return text;
  return text.replace(uuid, hidden).replace(word, (found) => (isOpaque(found) ? hidden : found));
}

/** Whether a word looks random: a long part of letters and digits mixed, or mixed case and digits throughout. */
function isOpaque(found: string): boolean {
  const parts = found.split(/[-_./=%~+]+/);
  if (parts.some((part) => part.length >= 16 && isMixed(part))) return true;
  const joined = parts.join("");
  const changes = joined.match(/[a-z](?=[A-Z0-9])|[0-9](?=[A-Za-z])|[A-Z](?=[0-9])/g)?.length ?? 0;
  return joined.length >= 24 && /\d/.test(joined) && /[a-z]/.test(joined) && /[A-Z]/.test(joined) && changes >= 7;
}

function isMixed(part: string): boolean {
  const digits = part.match(/\d/g)?.length ?? 0;
  return digits >= 2 && /[A-Za-z]/.test(part) && new Set(part).size >= 8;
}

/** Values of the environment that must never be shown: those under a name that speaks of a credential. */
export function secretsOfEnvironment(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && value.length >= 8 && looksSecret(name, value) ? [value] : [],
  );
}
