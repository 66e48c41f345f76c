// A trust policy made up for the page on it: every kind of right, and of key.
import { sha256Hex } from "../../src/model/digest.ts";
import type { SiteTrust } from "../../src/site/site-data.ts";

export function sampleTrust(): SiteTrust {
  return {
    version: 2,
    sha256: sha256Hex("policy"),
    expiresAt: "2036-01-01T00:00:00Z",
    isExpired: false,
    admins: { threshold: 1, persons: ["carol"], able: ["carol"] },
    gates: [
      { gate: "SG_1", threshold: 2, persons: ["bob", "carol"], able: ["carol"], notSamePersonAs: [] },
      { gate: "SG_2", threshold: 1, persons: ["bob", "carol"], able: ["carol"], notSamePersonAs: ["SG_1"] },
      { gate: "SG_3", threshold: 1, persons: ["carol"], able: ["carol"], notSamePersonAs: [] },
    ],
    persons: [
      { name: "alice", principal: "alice@example.org", isAdmin: false, keys: [sampleKey("alice", "valid")] },
      {
        name: "bob",
        principal: "bob@example.org",
        isAdmin: false,
        keys: [sampleKey("bob", "its time is over")],
      },
      {
        name: "carol",
        principal: "carol@example.org",
        isAdmin: true,
        keys: [sampleKey("carol", "valid"), sampleKey("carol's old one", "revoked")],
      },
      { name: "dave", principal: "dave@example.org", isAdmin: false, keys: [] },
    ],
    authorMayApprove: false,
    signatures: { plans: "required", approvals: "required", evidence: "optional" },
    notes: ["SG_1 could not be opened today: it takes 2, and only carol has a key for it that is valid now"],
  };
}

function sampleKey(name: string, standing: string): SiteTrust["persons"][number]["keys"][number] {
  return {
    fingerprint: `SHA256:${Buffer.from(sha256Hex(name), "hex").toString("base64").slice(0, 43)}`,
    namespaces: ["approval.v1@cutplan", "plan.v1@cutplan"],
    validAfter: "2026-11-01T00:00:00Z",
    validBefore: standing === "valid" ? undefined : "2026-11-20T00:00:00Z",
    standing,
  };
}
