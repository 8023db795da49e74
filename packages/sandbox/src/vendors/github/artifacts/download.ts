import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Answer, Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { World } from "../../../world/world.ts";
import { plain } from "../rules/push.ts";
import { artifactNamed, isExpired, type ArtifactData } from "./artifact-rows.ts";

/** An address of a content is good for a minute. Source: GitHub docs, "Download an artifact". */
const goodFor = 60_000;
const keyName = "github.artifact-key";

/** Sends on to the content: its address needs no token and is soon good for nothing. @throws Refusal 410 for an expired one */
export function sendOn(call: Call): Answer {
  const artifact = artifactNamed(call);
  if (isExpired(artifact, call.now)) throw plain(410, "Artifact has expired");
  const until = String(call.now + goodFor);
  const { origin } = call.request;
  const sign = signature(call.world, `${artifact.key} ${until}`);
  const query = new URLSearchParams({ of: artifact.key, until, sign }).toString();
  return { status: 302, headers: { location: `${origin}/_artifacts/content?${query}` } };
}

/** The content of an artifact, to whoever has an address that is still good. @throws Refusal 403, `missing` */
export function content({ world, request: { query }, now }: Call): Answer {
  const [of, until, sign] = ["of", "until", "sign"].map((each) => query.get(each) ?? "") as [string, string, string];
  const wanted = Buffer.from(signature(world, `${of} ${until}`));
  const given = Buffer.from(sign);
  const isSigned = given.length === wanted.length && timingSafeEqual(given, wanted);
  if (!isSigned || now > Number(until)) throw plain(403, "Server failed to authenticate the request.");
  const found = world.store.get<ArtifactData>(of);
  if (!found) throw missing("Artifact");
  return {
    status: 200,
    bytes: Buffer.from(found.data.content, "base64"),
    headers: { "content-type": "application/zip", "content-disposition": "attachment" },
  };
}

function signature(world: World, text: string): string {
  const known = world.store.kept(keyName) as string | undefined;
  const key = known ?? randomBytes(32).toString("hex");
  if (known === undefined) world.store.keep(keyName, key);
  return createHmac("sha256", key).update(text).digest("hex");
}
