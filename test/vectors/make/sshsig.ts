// Recipes of the area sshsig, all together.
import type { Case } from "./case.ts";
import { APPROVAL } from "./people.ts";
import { makeOtherKeys } from "./ssh-keygen-keys.ts";
import { MESSAGE, sshsigCase } from "./sshsig-case.ts";
import { damageCases } from "./sshsig-damage.ts";
import { goodCases } from "./sshsig-good.ts";
import { invalidCases } from "./sshsig-invalid.ts";
import { notTheirsCases } from "./sshsig-theirs.ts";
import { weakKeyCases } from "./sshsig-weak.ts";

export function sshsigCases(): readonly Case[] {
  return [
    ...goodCases(),
    ...unsigned(),
    ...damageCases(),
    ...invalidCases(),
    ...notTheirsCases(),
    ...otherKeys(),
    ...weakKeyCases(),
  ];
}

function unsigned(): readonly Case[] {
  return [
    sshsigCase("UNSIGNED", "unsigned", [
      "No file beside the message: nobody claims anything.",
      { signature: null },
    ]),
    sshsigCase("UNSIGNED", "unsigned-nobody-listed", [
      "Nobody is listed and nothing is signed: unsigned comes first.",
      { signature: null, signers: "" },
    ]),
  ];
}

function otherKeys(): readonly Case[] {
  return makeOtherKeys(MESSAGE, APPROVAL).map(({ name, why, signature }) =>
    sshsigCase("KEYTYPE_REFUSED", `keytype-${name}`, [why, { signature }]),
  );
}
