/** The marks by which special values travel in gRPC structs (Pulumi's property wire format). */
export const wire = {
  /** Key that makes an object a special value. */
  signatureKey: "4dabf18193072939515e22adb298388d",
  /** Signature of a secret: `{signatureKey: secret, value}`. */
  secret: "1b47061264138c4ac30d75fd1eb44270",
  /** Signature of an output: `{signatureKey: output, value?, secret?, dependencies?}`; unknown where `value` is missing. */
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  /** Signature of a reference to a resource: `{signatureKey: resource, urn, id?}`. */
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
} as const;

/** Texts that stand for values which are not known yet: text, bool, number, list, asset, archive, object. */
export const unknownTexts: ReadonlySet<string> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The one this provider writes. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
