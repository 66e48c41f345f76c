// Recipes of the area trust: which policy counts, by the history that it came to be in.
import type { Case } from "./case.ts";
import { APPROVAL, bob, carol, REVOKED, signerLine, stranger } from "./people.ts";
import {
  accepted,
  LISTED,
  refused,
  trustCase as history,
  type CommitRecipe,
  type VersionRecipe,
} from "./trust-case.ts";
import { branchCases } from "./trust-branches.ts";
import { whenCases } from "./trust-times.ts";

const ONE: CommitRecipe = { commit: "one", folder: "first" };
const TWO: CommitRecipe = { commit: "two", folder: "second" };
const THREE: CommitRecipe = { commit: "three", folder: "third" };

export function trustCases(): readonly Case[] {
  return [...firstUse(), ...signatures(), ...versions(), ...lists(), ...whenCases(), ...branchCases()];
}

/** A first version, and a second one as the recipe has it. */
function next(name: string, why: string, [second, expected, first]: NextRecipe): Case {
  return history(name, why, {
    folders: { first: first ?? {}, second: { version: 2, ...second } },
    commits: [ONE, TWO],
    expected,
  });
}

type NextRecipe = readonly [second: VersionRecipe, expected: object, first?: VersionRecipe];

const UNSIGNED = refused("TRUST_UNSIGNED");

function firstUse(): readonly Case[] {
  const keyless = { signers: signerLine("bob", bob) };
  return [
    history("first-use", "The first policy counts: nobody was there before to sign it.", {
      folders: { first: {} },
      commits: [ONE],
      expected: accepted(1),
    }),
    history("first-use-late", "The repository had no policy at first.", {
      folders: { first: {} },
      commits: [{ commit: "none" }, ONE],
      expected: accepted(1),
    }),
    history("kept", "Later commits leave the policy alone.", {
      folders: { first: {} },
      commits: [ONE, { commit: "two", folder: "first" }, { commit: "three", folder: "first" }],
      expected: accepted(1),
    }),
    next(
      "admins-without-keys",
      "No admin of the first version has a key, so it could vouch for nothing: the second counts on first use again.",
      [{ pins: true }, accepted(2, { commit: "two", version: 2 }), keyless],
    ),
    next(
      "keys-lost-by-a-slip",
      "Once admins can sign, a version whose admins cannot is refused, signed as it is: it would open the policy to everybody.",
      [{ signers: signerLine("bob", bob), pins: true, signedBy: ["carol"] }, UNSIGNED],
    ),
  ];
}

function signatures(): readonly Case[] {
  const twoAdmins = { admins: ["carol", "dora"], threshold: 2 };
  return [
    next("signed", "The second version, signed by the admin of the first.", [
      { signedBy: ["carol"] },
      accepted(2),
    ]),
    next("unsigned", "Nobody signed the second version.", [{}, UNSIGNED]),
    history("signed-later", "The signature came a commit later.", {
      folders: { first: {}, second: { version: 2 }, third: { version: 2, signedBy: ["carol"] } },
      commits: [ONE, TWO, THREE],
      expected: accepted(2),
    }),
    next("two-of-two", "Two admins are asked for, and two signed.", [
      { ...twoAdmins, signedBy: ["carol", "dora"] },
      accepted(2),
      twoAdmins,
    ]),
    next("one-of-two", "Two admins are asked for, and one signed.", [
      { ...twoAdmins, signedBy: ["carol"] },
      UNSIGNED,
      twoAdmins,
    ]),
    next("one-admin-twice", "Carol signed for dora as well.", [
      { ...twoAdmins, signedBy: ["carol", ["dora", carol]] },
      UNSIGNED,
      twoAdmins,
    ]),
    next("threshold-lowered", "The threshold that counts is the one of the version before.", [
      { admins: ["carol", "dora"], threshold: 1, signedBy: ["carol"] },
      UNSIGNED,
      twoAdmins,
    ]),
    next("signed-by-a-new-admin", "Bob makes himself an admin and signs.", [
      { admins: ["bob"], signedBy: ["bob"] },
      UNSIGNED,
    ]),
    next("signed-by-an-approver", "Bob may open gates; that does not make him an admin.", [
      { signedBy: ["bob"] },
      UNSIGNED,
    ]),
    next("signed-with-a-new-key", "The key that signed is listed for carol by the new version only.", [
      { signers: LISTED + signerLine("carol", stranger), pins: true, signedBy: [["carol", stranger]] },
      UNSIGNED,
    ]),
    next("signed-as-an-approval", "Signed for another purpose.", [
      { signedBy: ["carol"], namespace: APPROVAL },
      UNSIGNED,
    ]),
    next("edited-after-signing", "One admin more, after it was signed.", [
      { signedBy: ["carol"], edit: (text) => text.replace("[carol]", "[carol, bob]") },
      UNSIGNED,
    ]),
    next(
      "key-revoked-before",
      "The admin's key was revoked by the version before; taking it off the list again does not help.",
      [
        { revoked: REVOKED, pins: true, signedBy: ["carol"] },
        UNSIGNED,
        { revoked: `${REVOKED}${carol.text}\n`, signers: LISTED },
      ],
    ),
    next("key-revoked-by-itself", "The version that revokes a key is signed by it one last time.", [
      {
        revoked: `${REVOKED}${carol.text}\n`,
        signers: LISTED + signerLine("carol", stranger),
        pins: true,
        signedBy: ["carol"],
      },
      accepted(2),
    ]),
  ];
}

function versions(): readonly Case[] {
  const signedBy = ["carol"];
  return [
    history(
      "three-versions",
      "Each signed by the admin of the one before; the second one has another admin.",
      {
        folders: {
          first: {},
          second: { version: 2, admins: ["bob"], signedBy },
          third: { version: 3, admins: ["bob"], signedBy: ["bob"] },
        },
        commits: [ONE, TWO, THREE],
        expected: accepted(3),
      },
    ),
    history("former-admin", "The admin of the first version signs the third; the second has another one.", {
      folders: {
        first: {},
        second: { version: 2, admins: ["bob"], signedBy },
        third: { version: 3, signedBy },
      },
      commits: [ONE, TWO, THREE],
      expected: UNSIGNED,
    }),
    history("built-on-unsigned", "A version nobody signed, and one on top of it that its own admin signed.", {
      folders: {
        first: {},
        second: { version: 2, admins: ["bob"] },
        third: { version: 3, admins: ["bob"], signedBy: ["bob"] },
      },
      commits: [ONE, TWO, THREE],
      expected: UNSIGNED,
    }),
    next("version-skipped", "A version goes up by one.", [{ version: 3, signedBy }, UNSIGNED]),
    history("put-back", "An older version put back, as a revert does.", {
      folders: { first: {}, second: { version: 2, admins: ["bob"], signedBy } },
      commits: [ONE, TWO, { commit: "three", folder: "first" }],
      expected: refused("TRUST_REVERSED"),
    }),
    next("same-version-other-text", "Another text under the same version, though the admin signed it.", [
      { version: 1, comment: "reworded", signedBy },
      refused("TRUST_REVERSED"),
    ]),
    history("unsigned-put-back", "An unsigned version that was taken back again has changed nothing.", {
      folders: { first: {}, second: { version: 2, admins: ["bob"] } },
      commits: [ONE, TWO, { commit: "three", folder: "first" }],
      expected: accepted(1),
    }),
  ];
}

function lists(): readonly Case[] {
  const signedBy = ["carol"];
  const signers = LISTED + signerLine("bob", stranger);
  return [
    next("list-pinned", "A list changed, and the signed policy pins it.", [
      { signers, pins: true, signedBy },
      accepted(2),
    ]),
    next(
      "list-not-pinned",
      "A list changed, and the signed policy does not pin it: the signature does not cover it.",
      [{ signers, signedBy }, UNSIGNED],
    ),
    next("list-alone", "A list changed under the same policy.", [{ version: 1, signers }, UNSIGNED]),
    next("list-other-pinned", "One list changed, and the other one is pinned.", [
      { signers, pins: { revokedKeys: "0".repeat(64) }, signedBy },
      UNSIGNED,
    ]),
    next("pin-wrong", "A pin that is not the list's digest.", [
      { pins: { allowedSigners: "0".repeat(64) }, signedBy },
      UNSIGNED,
    ]),
    history("first-pin-wrong", "Also the first version has to have the lists that it pins.", {
      folders: { first: { pins: { allowedSigners: "0".repeat(64) } } },
      commits: [ONE],
      expected: UNSIGNED,
    }),
  ];
}
