import { createHash } from "node:crypto";

/** Signs without order that are the same in every run: what a credential of that length may look like. */
function random(length: number, alphabet: string, seed: string): string {
  let text = "";
  for (let block = 0; text.length < length; block += 1)
    for (const byte of createHash("sha512")
      .update(`${seed} ${String(block)}`)
      .digest())
      text += alphabet[byte % alphabet.length] ?? "";
  return text.slice(0, length);
}

const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const hex = "0123456789abcdef";
const mixed = `${lower}${lower.toUpperCase()}${digits}`;
const url = `${mixed}-_`;

/** Prefix, alphabet and length of credentials as their makers hand them out. */
const shapes: readonly (readonly [prefix: string, alphabet: string, length: number])[] = [
  ...["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_", "napi_", "npg_", "vcp_", "ddpat_"].map(
    (each) => [each, mixed, 36] as const,
  ),
  ["github_pat_", `${mixed}_`, 82],
  ...["sk_live_", "sk_test_", "rk_live_", "pk_live_", "sk-proj-", "sk-ant-", "whsec_"].map(
    (each) => [each, mixed, 32] as const,
  ),
  ["AKIA", `${lower.toUpperCase()}${digits}`, 16],
  ["ASIA", `${lower.toUpperCase()}${digits}`, 16],
  ["xoxb-", `${mixed}-`, 40],
  ["xapp-", `${mixed}-`, 40],
  ["AIza", url, 35],
  ["glpat-", url, 20],
  ["pul-", hex, 40],
  ["SG.", `${url}.`, 66],
  ["key-", hex, 32],
  ["SK", hex, 32],
  ["AC", hex, 32],
  ...["dop_v1_", "doo_v1_", "dor_v1_"].map((each) => [each, hex, 64] as const),
  ...["hvs.", "hvb.", "hf_", "shpat_", "shpss_", "lin_api_", "glsa_", "dckr_pat_"].map(
    (each) => [each, mixed, 40] as const,
  ),
  ...["pypi-", "rubygems_", "sntrys_", "ya29.", "tskey-auth-", "ATATT3", "figd_", "phc_"].map(
    (each) => [each, url, 48] as const,
  ),
  ...["NRAK-", "sbp_", "CFPAT-", "PMAK-", "secret_", "ntn_", "shippo_live_", "atlasv1."].map(
    (each) => [each, mixed, 40] as const,
  ),
  ["AGE-SECRET-KEY-1", `${lower.toUpperCase()}${digits}`, 58],
  ["dapi", hex, 32],
  ["EAAC", mixed, 60],
  ["", hex, 32],
  ["", hex, 40],
  ["", hex, 64],
  ["", mixed, 20],
  ["", mixed, 24],
  ["", mixed, 43],
  ["", `${mixed}+/`, 44],
  ["u+", url, 18],
];

/** Credentials inside of texts. */
const framed: readonly (readonly [before: string, after: string, alphabet: string, length: number])[] = [
  ["postgres://owner:", "@ep-cool.example/neondb", mixed, 14],
  ["mysql://root:", "@db.example:3306", mixed, 10],
  ["redis://default:", "@cache.example", mixed, 12],
  ["https://", "@o1.ingest.example/42", hex, 32],
  ["Bearer ", "", mixed, 30],
  ["Authorization: Basic ", "", `${mixed}+/`, 28],
  ["Token token=", "", mixed, 20],
  ["?api_key=", "&page=2", mixed, 18],
  ["password=", "", mixed, 10],
  ["AccountKey=", ";EndpointSuffix=core", `${mixed}+/`, 60],
  ["aws_secret_access_key = ", "", `${mixed}+/`, 40],
  ["client_secret=", "", mixed, 24],
  ["https://hooks.slack.com/services/T0000/B0000/", "", mixed, 24],
  ["https://discord.com/api/webhooks/1234/", "", url, 60],
  ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.", "", url, 43],
  ["-----BEGIN RSA PRIVATE KEY-----\n", "\n-----END RSA PRIVATE KEY-----", `${mixed}+/`, 200],
  ["-----BEGIN OPENSSH PRIVATE KEY-----\n", "\n-----END OPENSSH PRIVATE KEY-----", `${mixed}+/`, 200],
  ["-----BEGIN PGP PRIVATE KEY BLOCK-----\n", "\n-----END PGP PRIVATE KEY BLOCK-----", `${mixed}+/`, 200],
];

/** Values that only the configuration knows to be secret: any text at all. */
const registered: readonly string[] = [
  "correct horse battery staple",
  "sesame",
  "schlüssel-größe",
  "пароль для базы",
  "パスワード秘密",
  'quo"ted\\value',
  "with space and / slash",
  "line\nbreak secret",
  "pa$$w0rd!",
  "a|b|c|d|e",
  "<script>secret",
  "`tick`tick",
  "percent%20value",
  "emoji🔑key",
  "CamelCaseWordsOnly",
  "dots.and.more.dots",
  "12345678",
];

/** A secret that must be seen nowhere: what is shown around it, and its own signs. */
export interface Canary {
  readonly text: string;
  readonly secret: string;
  /** Known to the process, as a setting is. */
  readonly known: boolean;
}

/** One hundred secrets of different shapes. (S2) */
export const canaries: readonly Canary[] = [
  ...shapes.map(([prefix, alphabet, length], index) => {
    const own = random(length, alphabet, `shape ${String(index)}`);
    return { text: `${prefix}${own}`, secret: own.slice(0, 40), known: false };
  }),
  ...framed.map(([before, after, alphabet, length], index) => {
    const own = random(length, alphabet, `frame ${String(index)}`);
    return { text: `${before}${own}${after}`, secret: own, known: false };
  }),
  ...registered.map((secret) => ({ text: secret, secret, known: true })),
];
