// Both lists, each text of them parsed once: most cases share them, and checking a key takes a millisecond.
import { parseAllowedSigners, type AllowedSigners } from "../../../src/trust/allowed-signers.ts";
import { parseRevokedKeys, type RevokedKeysAnswer } from "../../../src/trust/revoked-keys.ts";

export const parsedSigners = remember((bytes): AllowedSigners =>
  parseAllowedSigners({ path: "plans/_trust/allowed_signers", bytes }),
);
export const parsedRevoked = remember((bytes): RevokedKeysAnswer =>
  parseRevokedKeys({ path: "plans/_trust/revoked_keys", bytes }),
);

function remember<T>(parse: (bytes: Uint8Array) => T): (bytes: Uint8Array) => T {
  const known = new Map<string, T>();
  return (bytes) => {
    const name = Buffer.from(bytes).toString("latin1");
    const found = known.get(name) ?? parse(bytes);
    known.set(name, found);
    return found;
  };
}
