// How a line of attestations.jsonl names the line of evidence.jsonl that it is over: whole, in base64, in a fixed place.
// So the run store can tell which belong together. Whether a bundle is sound and its signature holds is evidence/'s.

/** The beginning of a bundle in canonical JSON; the statement in base64 and a quotation mark follow. */
export const BUNDLE_START = '{"dsseEnvelope":{"payload":"';
const NEWLINE = 0x0a;

/** The bytes that a bundle is over, a statement without its newline; undefined for a line that does not begin as one. */
export function attestedBytes(attestation: Uint8Array): Uint8Array | undefined {
  const line = bufferOf(attestation);
  if (line.toString("latin1", 0, BUNDLE_START.length) !== BUNDLE_START) return undefined;
  const end = line.indexOf('"', BUNDLE_START.length);
  if (end === -1) return undefined;
  return Buffer.from(line.toString("latin1", BUNDLE_START.length, end), "base64");
}

/**
 * What stays of attestations.jsonl beside these whole lines of evidence: all but what a crash leaves. An attestation goes
 * to disk before its statement does, so that is either a torn end or one whole line at the end whose statement is not on
 * record. Nothing else is ever left out, whatever it is: what no crash explains has to be seen.
 */
export function keptAttestations(attestations: Uint8Array, evidence: Uint8Array): Uint8Array {
  const end = attestations.lastIndexOf(NEWLINE) + 1;
  const whole = attestations.subarray(0, end);
  if (end < attestations.length || end === 0) return whole;
  const start = attestations.lastIndexOf(NEWLINE, end - 2) + 1;
  const attested = attestedBytes(whole.subarray(start));
  return attested === undefined || hasLine(evidence, attested) ? whole : whole.subarray(0, start);
}

function hasLine(lines: Uint8Array, line: Uint8Array): boolean {
  const all = bufferOf(lines);
  const sought = Buffer.concat([Buffer.of(NEWLINE), line, Buffer.of(NEWLINE)]);
  return all.subarray(0, line.length + 1).equals(sought.subarray(1)) || all.lastIndexOf(sought) !== -1;
}

/** The same memory, with Buffer's methods. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
