/** A kind of credential that is known by the look of its value. */
interface SecretShape {
  readonly title: string;
  /** Global: finds every one in a text. */
  readonly pattern: RegExp;
}

/** What may stand where a secret would, in URLs and headers: a variable of a smoke step or a placeholder. */
const notVariable = String.raw`(?!\{\{|\$\{|<|%7B%7B)`;

/** Credentials of the vendors and tools around a release, by the prefixes that their makers document. */
const shapes: readonly SecretShape[] = [
  { title: "a GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{20,})/g },
  { title: "a key with the prefix sk", pattern: /\b[sr]k[-_](?:live[-_]|test[-_]|proj-|ant-)?[A-Za-z0-9_-]{16,}/g },
  { title: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { title: "a Slack token", pattern: /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g },
  { title: "a Google API key", pattern: /\bAIza[A-Za-z0-9_-]{30,}/g },
  { title: "a GitLab token", pattern: /\bglpat-[A-Za-z0-9_-]{16,}/g },
  { title: "an npm token", pattern: /\bnpm_[A-Za-z0-9]{30,}/g },
  { title: "a Neon key", pattern: /\b(?:napi_|npg_)[A-Za-z0-9]{10,}/g },
  { title: "a Pulumi token", pattern: /\bpul-[a-f0-9]{30,}/g },
  { title: "a Vercel token", pattern: /\bv(?:cp|ci|ck|ca|cr)_[A-Za-z0-9]{20,}/g },
  { title: "a Datadog key", pattern: /\bdd(?:pat|app|api)_[A-Za-z0-9]{20,}/g },
  { title: "a JSON web token", pattern: /\beyJ[A-Za-z0-9_-]{8,1000}\.eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g },
  {
    title: "a private key",
    pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----|$)/g,
  },
  {
    title: "an address with a password",
    pattern: new RegExp(String.raw`\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]{0,200}:${notVariable}[^\s/@]{1,500}@`, "gi"),
  },
  {
    // After a colon, which stands in prose and in references to secrets too, a value needs a digit to be taken for one.
    title: "a credential in a query or assignment",
    pattern: new RegExp(
      String.raw`(?:token|passw(?:or)?d|secret|api[_-]?key)["']?\s*(?:=|:(?=\s*["']?[^\s"']{0,200}\d))\s*["']?${notVariable}[A-Za-z0-9+/_.~-]{8,}`,
      "gi",
    ),
  },
  {
    title: "a bearer credential",
    pattern: new RegExp(String.raw`\bBearer\s+${notVariable}[A-Za-z0-9+/_.~-]{12,}=*`, "g"),
  },
];

/** Longest text that is looked at, characters: the longest that any field of the model takes is half of it. */
const longestText = 20_000;

/** What kind of credential `text` holds by its look, for people; undefined where none is seen. Never holds the value. */
export function secretShape(text: string): string | undefined {
  const seen = text.slice(0, longestText);
  return shapes.find(({ pattern }) => seen.search(pattern) >= 0)?.title;
}

/** `text` with every credential that is known by its look replaced by `(hidden)`; what is beyond 20,000 characters is cut. */
export function hideSecrets(text: string): string {
  return shapes.reduce((rest, { pattern }) => rest.replace(pattern, "(hidden)"), text.slice(0, longestText));
}

const secretName = /(?:^|[_.-])(?:TOKEN|SECRET|PASSWORD|PASSWD|PWD|PASSPHRASE|CREDENTIALS?|KEY|APIKEY|DSN)(?:$|[_.-])/i;
const harmlessName =
  /PUBLIC|PUBLISHABLE|(?:^|[_.-])(?:ID|NAME|HEADER|TTL|URL|URI|PATH|FILE|LENGTH|ENABLED|PREFIX|TYPE)$/i;
const passwordName = /(?:^|[_.-])(?:PASSWORD|PASSWD|PWD|PASSPHRASE)$/i;
const harmlessValue = /^(?:|on|off|true|false|yes|no|none|\d{1,12}|\{\{[^{}]*\}\})$/i;

/** Bits per character of `text`, counted over its own characters: 0 for "aaaa", about 4 and more for random letters. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts.values()].reduce((sum, count) => sum - (count / total) * Math.log2(count / total), 0);
}

/**
 * Whether a value under `name` must be taken for a credential: any value under a name that ends in a word for password, and
 * one of 12 characters or more without spaces that looks random under names with TOKEN, SECRET, KEY and the like. Names that
 * are made for browsers (`NEXT_PUBLIC_...`) and those of identifiers, addresses and lengths are left alone.
 */
export function looksSecret(name: string, value: string): boolean {
  if (harmlessValue.test(value)) return false;
  if (passwordName.test(name)) return true;
  if (!secretName.test(name) || harmlessName.test(name)) return false;
  return value.length >= 12 && !/\s/.test(value) && entropy(value) >= 3;
}
