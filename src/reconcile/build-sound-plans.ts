// Checked documents and their bytes → plans that can be carried: digests of every input, approvals with their signatures.
import type { ApprovalFile } from "../approvals/judge-gate.ts";
import type { CheckedApproval, CheckedPlan } from "../documents/check-repository.ts";
import type { Located } from "../documents/located.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Artifact } from "../model/generated/statement.ts";
import type { ObjectReader, TreeFile } from "../model/ports.ts";
import type { SignatureFile } from "../model/signature.ts";
import type { Pins } from "./list-plans.ts";
import type { LoadedRepository, LoadedSource } from "./load-repository.ts";
import type { SoundPlan } from "./plan-work.ts";

/** A signature is a few hundred bytes; what is larger is none. */
const SIGNATURE_LIMIT_BYTES = 64 * 1024;

/**
 * Plans by name, without those that are faulty or unread; what was decided in the past has still to be added. Rejects with
 * a Refusal where a signature cannot be read.
 */
export async function buildSoundPlans(
  objects: ObjectReader,
  loaded: LoadedRepository,
  pins: Pins,
): Promise<ReadonlyMap<string, SoundPlan>> {
  const { policy } = loaded.checked;
  const sound = new Map<string, SoundPlan>();
  if (policy === undefined) return sound;
  for (const checked of loaded.checked.plans) {
    const source = loaded.sources.get(checked.name);
    if (source === undefined || loaded.unread.has(checked.name)) continue;
    sound.set(checked.name, await buildSoundPlan({ objects, loaded, pins, policy }, checked, source));
  }
  return sound;
}

interface Surroundings {
  readonly objects: ObjectReader;
  readonly loaded: LoadedRepository;
  readonly pins: Pins;
  readonly policy: Located<Policy>;
}

async function buildSoundPlan(
  { objects, loaded, pins, policy }: Surroundings,
  checked: CheckedPlan,
  source: LoadedSource,
): Promise<SoundPlan> {
  const { name, plan, target } = checked;
  const signature = await readSignature(objects, checked.signature);
  const files = [target.file, policy.file, { path: checked.source.path, ...source }].map(artifactOf);
  return {
    plan: name,
    mode: plan.value.spec.mode,
    document: plan.value,
    target: target.value,
    targetSha256: target.file.sha256,
    source: { bytes: source.bytes, sha256: source.sha256, lines: source.lines },
    manifest: checked.manifest,
    subject: artifactOf(plan.file),
    signed: { plan: name, author: plan.value.metadata.author, bytes: plan.file.bytes, signature },
    inputs: [...files, ...loaded.trust.artifacts, ...signatureArtifact(checked, signature)].sort(byName),
    approvals: await Promise.all(checked.approvals.map((approval) => readApproval(objects, approval))),
    past: [],
    approvalsTree: loaded.listing.folders.get(`plans/${name}/approvals`) ?? null,
    context: { pin: pins.plans, trustCommit: pins.trust.commit, policy, lists: loaded.trust.lists },
  };
}

async function readApproval(
  objects: ObjectReader,
  { approval, signature }: CheckedApproval,
): Promise<ApprovalFile> {
  const { path, sha256, bytes } = approval.file;
  return {
    path,
    sha256,
    bytes,
    document: approval.value,
    signature: await readSignature(objects, signature),
  };
}

async function readSignature(
  objects: ObjectReader,
  file: TreeFile | undefined,
): Promise<SignatureFile | undefined> {
  if (file === undefined) return undefined;
  const bytes = await objects.readBlob(file.oid, SIGNATURE_LIMIT_BYTES);
  return { sha256: sha256Hex(bytes), bytes };
}

function signatureArtifact({ signature }: CheckedPlan, read: SignatureFile | undefined): readonly Artifact[] {
  if (signature === undefined || read === undefined) return [];
  return [artifactOf({ path: signature.path, sha256: read.sha256, oid: signature.oid })];
}

function artifactOf({
  path,
  sha256,
  oid,
}: {
  readonly path: string;
  readonly sha256: string;
  readonly oid: string;
}): Artifact {
  return { name: path, digest: { sha256, gitBlob: oid } };
}

function byName(one: Artifact, other: Artifact): number {
  return one.name < other.name ? -1 : 1;
}
