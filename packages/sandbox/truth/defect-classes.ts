/**
 * Ways in which a played vendor can differ from the real one, as the check at GitHub met them or looked for them. Each can be tested
 * for the other vendors too, through their plugin, without their real provider. (P7)
 */
export interface DefectClass {
  /** Kebab-case name. */
  readonly id: string;
  /** What is wrong, in one sentence. */
  readonly what: string;
  /**
   * What the check found at GitHub. `defect`: the sandbox had it and was mended. `held`: looked for, not there. `provider`: the real
   * provider is like that, the sandbox is right; a plugin of our own need not copy it, but a test must not take it for a defect.
   */
  readonly seen: "defect" | "held" | "provider";
  /** Where and how it showed, or what was tried. */
  readonly atGitHub: string;
  /** What to do at any vendor, and what must come of it. */
  readonly test: string;
}

/** All classes, those that were defects first. */
export const defectClasses: readonly DefectClass[] = [
  {
    id: "accepted-not-kept",
    what: "A field that a write takes is dropped, or a read answers it with a constant.",
    seen: "defect",
    atGitHub: "`has_organization_projects` and `has_repository_projects` of an organisation were always true; changes.",
    test: "Change each input alone, up, refresh: no difference is left, and the vendor's own read shows the new value.",
  },
  {
    id: "empty-text-for-nothing",
    what: "What the provider sends for an input that is not declared comes back in a form that the published schema forbids.",
    seen: "defect",
    atGitHub:
      '`homepage: ""` of a repository came back as "", which is no address; GitHub\'s schema has an address or null.',
    test: "Send the empty text, the empty list and the empty object; each answer is valid by the published schema.",
  },
  {
    id: "default-shows-as-difference",
    what: "A value that the vendor fills in for an input that is not declared shows as a difference.",
    seen: "held",
    atGitHub: "Specimens declare what is required only; merge queue, code review, pull request rule, team, repository.",
    test: "Declare only what is required; up, preview, refresh, preview: nothing to do.",
  },
  {
    id: "empty-list-as-null",
    what: "An empty list comes back as null or not at all, and the next preview wants to make it empty again.",
    seen: "held",
    atGitHub: "`bypassActors: []`, `excludes: []`, `reviewers[].users: []` of the plans.",
    test: "Declare each list as empty; up, preview, refresh, preview: nothing to do.",
  },
  {
    id: "order-changes",
    what: "A list comes back in another order where the order counts, or its order counts where it is a set.",
    seen: "held",
    atGitHub: "Topics, patterns of actions, claims, conditions, bypass actors, reviewers, all given unsorted.",
    test: "Declare each list unsorted; nothing to do after up and refresh. Sort it by hand at the vendor: seen if the order counts.",
  },
  {
    id: "unset-keeps-value",
    what: "An input that is taken away leaves its last value behind, or resets others.",
    seen: "held",
    atGitHub: "Third update of the changes: every specimen goes back, most by leaving the input out.",
    test: "Declare a value, up; take the input away, up, refresh: nothing to do, every other field as before.",
  },
  {
    id: "nested-siblings",
    what: "Of a nested object only the declared fields are kept or told, or undeclared ones show as a difference.",
    seen: "provider",
    atGitHub: "`securityAndAnalysis`: the provider reads both kinds of scanning whether declared or not; declare both.",
    test: "Declare one field of each nested object, then another: the first keeps its value.",
  },
  {
    id: "write-only-read-back",
    what: "A secret is told again, or its absence from answers shows as a difference.",
    seen: "held",
    atGitHub: "Secrets of environments: nothing to do after refresh, no value in any answer.",
    test: "Up with a secret, refresh, preview: nothing to do. No answer, state text or event holds the value in the clear.",
  },
  {
    id: "change-of-a-secret-unseen",
    what: "A secret that somebody else changed is seen by the moment of its last change, or not at all.",
    seen: "provider",
    atGitHub:
      "The state gets the later moment, but no update mends it (diffSecret); the product's own drift check compares moments.",
    test: "Write the secret by hand a minute later: the moment of the last change in the vendor's answer is later.",
  },
  {
    id: "stale-validator",
    what: "An ETag or a moment of change stays as it was when the thing changes, so that clients keep what they have.",
    seen: "held",
    atGitHub: "Both clients of the provider send If-None-Match; every type changed by hand was seen.",
    test: "Read with ETag, change by hand, read with the old ETag: a full answer with another ETag, not 304.",
  },
  {
    id: "late-or-lasting",
    what: "What was just made is not found yet, or what was just removed still is.",
    seen: "held",
    atGitHub: "Every create is followed by a read at once; a removal by hand is missed by the next refresh.",
    test: "Read right after create: there. Remove, read: the vendor's word for gone. Remove again: as the provider tolerates it.",
  },
  {
    id: "gone-makes-an-error",
    what: "A thing that is gone makes refresh fail instead of leaving the state.",
    seen: "held",
    atGitHub: "Seven types removed by hand: refresh drops them, the next update makes them again.",
    test: "Remove by hand, refresh: dropped, exactly that. Up: made again. Preview: nothing to do.",
  },
  {
    id: "replacement-clashes",
    what: "A replacement is refused because the old one still has the name, or removes the new one with the old.",
    seen: "held",
    atGitHub: "Twelve inputs replace; the new one is made before the old one goes.",
    test: "Change each input that replaces: one create, one delete, the new one is there afterwards.",
  },
  {
    id: "names-in-paths",
    what: "A name with a slash, blank, colon or other sign is not found under its escaped form.",
    seen: "held",
    atGitHub: "Environment `env-name/a`, label `name: before`, team `Quite Another & Name` with the slug that follows.",
    test: "Give every name a blank, a slash, a colon and a letter beyond ASCII where the vendor allows it; up, refresh, import.",
  },
  {
    id: "second-address",
    what: "The same thing differs by the address that it is read under.",
    seen: "held",
    atGitHub: "Teams by number and by slug, environments by the repository's number and by its name.",
    test: "Read through every documented address: the same body but for links.",
  },
  {
    id: "singleton-before-set",
    what: "A setting that nobody has set cannot be read, or a delete does not bring its first value back.",
    seen: "held",
    atGitHub: "Seven settings of a repository; destroy leaves the organisation as it was.",
    test: "Read before any write; up, destroy, read: as at first.",
  },
  {
    id: "effect-on-another",
    what: "A change of one thing changes what another one reads, and that shows as a difference there, or it should and does not.",
    seen: "held",
    atGitHub: "Renamed default branch and repository; Dependabot updates and security settings; archived repository.",
    test: "Where two resources read one fact: change it through either; preview of both: nothing to do.",
  },
  {
    id: "hidden-field",
    what: "A field that the vendor leaves out while a switch is off is told anyway, or shows as a difference.",
    seen: "held",
    atGitHub: "`allowed_actions` is not told while Actions are off; the program must not declare it then.",
    test: "Turn each switch off with its dependent fields declared and not: as the vendor's schema and the provider have it.",
  },
  {
    id: "false-not-sent",
    what: "The provider leaves a value out that equals Go's zero value, at creation or for ever.",
    seen: "provider",
    atGitHub: "First create of organisation settings sends no false; `shaPinningRequired` can never be turned off.",
    test: "Declare false, 0 and empty at creation: know whether the first or the second update brings them.",
  },
  {
    id: "import-differs",
    what: "What is imported is not what was declared: a field lacks in the read, or the id is another one.",
    seen: "held",
    atGitHub: "All resources of all plans; four types have inputs that no provider can read (`notRead`).",
    test: "Import everything that up made into an empty stack: no update but of inputs that are never read.",
  },
  {
    id: "rest-after-destroy",
    what: "Destroy leaves something at the vendor, or takes away what it did not make.",
    seen: "held",
    atGitHub: "Inventory of every collection before up and after destroy is equal.",
    test: "Inventory, up, destroy, inventory: equal.",
  },
  {
    id: "unrouted",
    what: "A client asks for an address that the sandbox does not play.",
    seen: "held",
    atGitHub: "No request of the provider met no route, in either of its clients.",
    test: "After every test: the sandbox's list of unrouted requests is empty.",
  },
];
