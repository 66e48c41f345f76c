// Whether enough different persons exist to open the three gates one after the other. Counts persons only; who really
// approved is judged in approvals/.
import type { Gate, Policy } from "../model/generated/policy.ts";

type GateName = keyof Policy["gates"];

export interface GateProblem {
  /** The gates that cannot be opened, or not all of them by different persons. */
  readonly gates: readonly GateName[];
  readonly expected: string;
}

interface Quorum {
  readonly name: GateName;
  readonly threshold: number;
  readonly persons: ReadonlySet<string>;
}

const GATES = ["SG_1", "SG_2", "SG_3"] as const satisfies readonly GateName[];

/**
 * Why no choice of persons opens every gate, or undefined when one does. The author, where one is given, may approve
 * nowhere. Gates that may not share persons are judged together, by Hall's marriage theorem: disjoint choices exist
 * if and only if each group of gates has together at least as many candidates as its thresholds add up to.
 */
export function gateProblem(gates: Policy["gates"], author: string | undefined): GateProblem | undefined {
  const quorums = GATES.map((name) => quorumOf(name, gates[name], author));
  const tooFew = quorums.find(({ persons, threshold }) => persons.size < threshold);
  if (tooFew !== undefined) return problemOf([tooFew]);
  for (const group of strictGroups(gates, quorums)) {
    const candidates = new Set(group.flatMap(({ persons }) => [...persons]));
    if (candidates.size < sumOfThresholds(group)) return problemOf(group);
  }
  return sharedGateProblem(gates, quorums);
}

function quorumOf(name: GateName, gate: Gate, author: string | undefined): Quorum {
  return {
    name,
    threshold: gate.threshold,
    persons: new Set(gate.persons.filter((person) => person !== author)),
  };
}

/** Whether two gates may not be opened by the same person. */
function areApart(gates: Policy["gates"], a: GateName, b: GateName): boolean {
  return [gates[a].notSamePersonAs, gates[b].notSamePersonAs].some(
    (names, index) => names?.some((name) => name === (index === 0 ? b : a)) ?? false,
  );
}

/** Groups of gates of which every two are apart. */
function strictGroups(
  gates: Policy["gates"],
  [first, second, third]: readonly Quorum[],
): readonly Quorum[][] {
  if (first === undefined || second === undefined || third === undefined) return [];
  const pairs = [
    [first, second],
    [first, third],
    [second, third],
  ].filter(([a, b]) => a !== undefined && b !== undefined && areApart(gates, a.name, b.name));
  return pairs.length === 3 ? [...pairs, [first, second, third]] : pairs;
}

/** One gate apart from two others that may share persons: its persons are taken where they are missed least. */
function sharedGateProblem(gates: Policy["gates"], quorums: readonly Quorum[]): GateProblem | undefined {
  const apartFrom = (quorum: Quorum): readonly Quorum[] =>
    quorums.filter((other) => other !== quorum && areApart(gates, quorum.name, other.name));
  const middle = quorums.find((quorum) => apartFrom(quorum).length === 2);
  const [left, right] = middle === undefined ? [] : apartFrom(middle);
  if (middle === undefined || left === undefined || right === undefined) return undefined;
  if (areApart(gates, left.name, right.name)) return undefined;
  const spareLeft = left.persons.size - left.threshold;
  const spareRight = right.persons.size - right.threshold;
  const count = (inLeft: boolean, inRight: boolean): number =>
    [...middle.persons].filter(
      (person) => left.persons.has(person) === inLeft && right.persons.has(person) === inRight,
    ).length;
  const fromLeft = Math.min(count(true, false), spareLeft);
  const fromRight = Math.min(count(false, true), spareRight);
  const fromBoth = Math.min(count(true, true), spareLeft - fromLeft, spareRight - fromRight);
  const found = count(false, false) + fromLeft + fromRight + fromBoth;
  return found >= middle.threshold ? undefined : problemOf([left, right, middle]);
}

function problemOf(group: readonly Quorum[]): GateProblem {
  const candidates = new Set(group.flatMap(({ persons }) => [...persons]));
  const needed = group.map(({ name, threshold }) => `${threshold} at ${name}`).join(" and ");
  const together = group.length === 1 ? "" : ", all different where notSamePersonAs says so";
  return {
    gates: group.map(({ name }) => name),
    expected: `${needed}${together}; ${candidates.size === 0 ? "nobody" : `only ${[...candidates].sort().join(", ")}`} may approve there`,
  };
}

function sumOfThresholds(group: readonly Quorum[]): number {
  return group.reduce((sum, { threshold }) => sum + threshold, 0);
}
