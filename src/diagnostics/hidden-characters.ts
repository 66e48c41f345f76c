// Which characters a reader cannot see, or that change how their neighbours are read. One list for what documents
// may hold and for what output must escape; it decides nothing about either.
import { hiddenCharacter } from "./rare-characters.ts";

export { nameCharacter } from "./rare-characters.ts";

export const HIDDEN_CHARACTER = hiddenCharacter();
