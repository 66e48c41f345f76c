// The words with which an admin signs the policy, for people to paste. Runs nothing.
import { NAMESPACES } from "../model/signature.ts";
import { POLICY_PATH, signaturePathOf } from "./trust-state.ts";

/** `KEY` stands for the private key's file. From the root of the repository. */
export function signingCommand(person: string): string {
  const sign = `ssh-keygen -Y sign -n ${NAMESPACES.policy} -f KEY ${POLICY_PATH}`;
  return `${sign} && mv ${POLICY_PATH}.sig ${signaturePathOf(person)}`;
}
