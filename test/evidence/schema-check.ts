// The statement schema itself, as the one measure for what this room writes and accepts.
import { Ajv2020 } from "ajv/dist/2020.js";
import schema from "../../schemas/statement.schema.json" with { type: "json" };

/** Whether a value is a statement by schemas/statement.schema.json. */
export const isStatement = new Ajv2020({ strict: false }).compile(schema);
