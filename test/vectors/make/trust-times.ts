// Recipes of the area trust: keys and commits in time, and histories that cannot be read whole.
import type { Case } from "./case.ts";
import { accepted, LISTED, refused, trustCase as history, type VersionRecipe } from "./trust-case.ts";

const ONE = { commit: "one", folder: "first" };
const TWO = { commit: "two", folder: "second" };
const UNSIGNED = refused("TRUST_UNSIGNED");

export function whenCases(): readonly Case[] {
  return [...times(), ...unreadable()];
}

/** Carol's key is valid until the end of June. */
function times(): readonly Case[] {
  const signers = LISTED.replace(/(carol@.*valid-before=)"[^"]*"/, '$1"20260630Z"');
  const dated = (
    name: string,
    why: string,
    [dates, expected, now]: readonly [readonly [string, string], object, string?],
  ): Case =>
    history(name, why, {
      ...(now === undefined ? {} : { now }),
      folders: { first: { signers }, second: { version: 2, signers, signedBy: ["carol"] } },
      commits: [
        { ...ONE, committedAt: dates[0] },
        { ...TWO, committedAt: dates[1] },
      ],
      expected,
    });
  return [
    dated(
      "admin-key-last-second",
      "The commit is of the last second of the admin's key; both bounds are inclusive.",
      [["2026-06-01T12:00:00Z", "2026-06-30T00:00:00Z"], accepted(2)],
    ),
    dated("admin-key-expired", "A second later the key signs nothing any more.", [
      ["2026-06-01T12:00:00Z", "2026-06-30T00:00:01Z"],
      UNSIGNED,
    ]),
    dated(
      "commit-dated-back",
      "The commit claims an earlier time than the one it descends from: that wins nothing.",
      [["2026-07-15T12:00:00Z", "2026-06-15T12:00:00Z"], UNSIGNED],
    ),
    dated("commit-from-the-future", "A commit from the future counts as of now.", [
      ["2026-06-01T12:00:00Z", "2036-01-01T00:00:00Z"],
      accepted(2),
      "2026-06-20T12:00:00Z",
    ]),
    dated("commit-from-the-future-too-late", "Now is after the key's time.", [
      ["2026-06-01T12:00:00Z", "2036-01-01T00:00:00Z"],
      UNSIGNED,
      "2026-07-20T12:00:00Z",
    ]),
  ];
}

function unreadable(): readonly Case[] {
  const broken: VersionRecipe = { edit: (text) => text.replace("kind: Policy", "kind: Polity") };
  return [
    history("unreadable", "A policy that cannot be read does not count, and nothing is read around it.", {
      folders: { first: {}, second: broken },
      commits: [ONE, TWO],
      expected: UNSIGNED,
    }),
    history("unreadable-list", "A list with a fault: nobody knows whose keys count.", {
      folders: {
        first: {},
        second: { version: 2, signers: LISTED.replace("alice@", "*@"), pins: true, signedBy: ["carol"] },
      },
      commits: [ONE, TWO],
      expected: UNSIGNED,
    }),
    history(
      "unreadable-mended",
      "A state that cannot be read is passed over, and the one before it is put back.",
      {
        folders: { first: {}, second: broken },
        commits: [ONE, TWO, { commit: "three", folder: "first" }],
        expected: accepted(1),
      },
    ),
    history("removed", "The policy is gone.", {
      folders: { first: {} },
      commits: [ONE, { commit: "two" }],
      expected: UNSIGNED,
    }),
    history("shallow", "The history was cut off: what came before is not known.", {
      folders: { first: {} },
      commits: [{ ...ONE, parents: ["zero"] }],
      expected: refused("HISTORY_SHALLOW"),
    }),
  ];
}
