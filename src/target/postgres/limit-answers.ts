// A client that gives up on a server that says nothing at all. Half of a connection can be gone without a word, and whoever
// waits for it would wait for hours.
import type { DatabaseClient } from "./database-client.ts";
import { DatabaseError } from "./database-error.ts";

/** The same client; a statement that is not answered in that time is rejected like one whose connection is lost. */
export function limitAnswers(client: DatabaseClient, timeoutMs: number): DatabaseClient {
  return {
    query: (statement) => answerWithin(timeoutMs, client.query(statement)),
    close: () => client.close(),
  };
}

async function answerWithin<Answer>(timeoutMs: number, asked: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DatabaseError(undefined));
    }, timeoutMs);
  });
  try {
    return await Promise.race([asked, silence]);
  } finally {
    clearTimeout(timer);
  }
}
