// Shapes of JSON values as small functions: what a value must be, checked in one pass, key order included.
// They tell the first thing that is wrong and where; they read nothing else into a value.

export interface ShapeFault {
  readonly code: "FIELD_INVALID" | "UNKNOWN_FIELD" | "LINE_NOT_CANONICAL";
  /** `predicate.inputs[2].name`; empty for the value itself. */
  readonly path: string;
  readonly expected: string;
}

/** Undefined when the value has the shape. */
export type Shape = (value: unknown) => ShapeFault | undefined;

export function text(): Shape {
  const fault = invalid("a text");
  return (value) => (typeof value === "string" ? undefined : fault);
}

export function matching(pattern: RegExp, expected: string): Shape {
  const fault = invalid(expected);
  return (value) => (typeof value === "string" && pattern.test(value) ? undefined : fault);
}

/** A text of lowercase hex digits, as many as one of the lengths. Every line has dozens: a pattern takes five times as long. */
export function hex(lengths: readonly number[], expected: string): Shape {
  const fault = invalid(expected);
  return (value) =>
    typeof value === "string" && lengths.includes(value.length) && isHex(value) ? undefined : fault;
}

function isHex(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isDigit = code >= 0x30 && code <= 0x39;
    const isLetter = code >= 0x61 && code <= 0x66;
    if (!isDigit && !isLetter) return false;
  }
  return true;
}

export function oneOf(values: readonly unknown[]): Shape {
  const fault = invalid(`one of ${values.map((value) => JSON.stringify(value)).join(", ")}`);
  return (value) => (values.includes(value) ? undefined : fault);
}

/** A safe integer (up to 2^53 - 1), so that no reader rounds it. */
export function integer(minimum: number): Shape {
  const fault = invalid(`a whole number from ${minimum} to 9007199254740991`);
  return (value) => (Number.isSafeInteger(value) && (value as number) >= minimum ? undefined : fault);
}

export function nullOr(shape: Shape): Shape {
  return (value) => (value === null ? undefined : shape(value));
}

export interface ListLimits {
  readonly minimum: number;
  readonly maximum: number;
}

export function list(item: Shape, limits: ListLimits = { minimum: 0, maximum: Infinity }): Shape {
  const fault = invalid(`a list of ${limits.minimum} to ${limits.maximum} entries`);
  return (value) => {
    if (!Array.isArray(value) || value.length < limits.minimum || value.length > limits.maximum) return fault;
    for (let index = 0; index < value.length; index += 1) {
      const found = item(value[index]);
      if (found !== undefined) return within(`[${index}]`, found);
    }
    return undefined;
  };
}

/**
 * An object, as JSON.parse makes it, with exactly these keys in the order that canonical JSON gives them. Those under
 * `optional` may be left out: statements of earlier versions do not have them.
 */
export function record(
  fields: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const entries = Object.entries({ ...fields, ...optional }).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = entries.map(([name]) => name);
  const shapes = entries.map(([, shape]) => shape);
  const required = new Set(Object.keys(fields));
  const notObject = invalid("an object");
  return (value) => {
    if (!isObject(value)) return notObject;
    let index = 0;
    // Object.keys would make a list for every object of every line; this is what the speed of `verify` hangs on.
    for (const name in value) {
      while (name !== names[index] && index < names.length && !required.has(names[index] ?? "")) index += 1;
      const shape = shapes[index];
      if (name !== names[index] || shape === undefined)
        return compareKeys(Object.keys(value), names, required);
      const fault = shape(value[name]);
      if (fault !== undefined) return within(name, fault);
      index += 1;
    }
    while (index < names.length && !required.has(names[index] ?? "")) index += 1;
    return index === names.length ? undefined : compareKeys(Object.keys(value), names, required);
  };
}

export function orEmpty(shape: Shape): Shape {
  return (value) => (isObject(value) && Object.keys(value).length === 0 ? undefined : shape(value));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compareKeys(
  found: readonly string[],
  names: readonly string[],
  required: ReadonlySet<string>,
): ShapeFault {
  const unknown = found.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    return { code: "UNKNOWN_FIELD", path: unknown, expected: `only ${names.join(", ")}` };
  }
  const missing = names.find((name) => required.has(name) && !found.includes(name));
  if (missing !== undefined) return within(missing, invalid("to be there"));
  return { code: "LINE_NOT_CANONICAL", path: "", expected: "keys in ascending order" };
}

function invalid(expected: string): ShapeFault {
  return { code: "FIELD_INVALID", path: "", expected };
}

function within(step: string, fault: ShapeFault): ShapeFault {
  const joint = fault.path === "" || fault.path.startsWith("[") ? "" : ".";
  return { ...fault, path: `${step}${joint}${fault.path}` };
}
