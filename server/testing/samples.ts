import type * as v from 'valibot';

type Shape = v.GenericSchema & {
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
  readonly wrapped?: Shape;
  readonly item?: Shape;
  readonly entries?: Readonly<Record<string, Shape>>;
};

/** A number that nothing has. */
const NO_SUCH = 999;

/** Values of a shape, every branch of it; undefined stands for what is left out. A shape it does not know is an error. */
export function samplesOf(shape: v.GenericSchema): readonly unknown[] {
  const { type, literal, options = [], wrapped, item, entries = {} } = shape as Shape;
  switch (type) {
    case 'literal':
      return [literal];
    case 'number':
      return [0, NO_SUCH];
    case 'boolean':
      return [true, false];
    case 'string':
      return ['', 'text'];
    case 'picklist':
      return [...options].reverse();
    case 'optional':
    case 'exact_optional':
      return [undefined, ...samplesOf(wrapped as Shape)];
    case 'array':
      return [[], samplesOf(item as Shape)];
    case 'record':
      return [{}];
    case 'variant':
    case 'union':
      return options.flatMap((option) => samplesOf(option as Shape));
    case 'object':
      return objectsOf(Object.entries(entries).map(([key, value]) => [key, samplesOf(value)]));
    default:
      throw new Error(`no samples are known for the shape ${type}: say what others would send`);
  }
}

/** One object of everything's first value, and for each other value one that differs in it. */
function objectsOf(fields: readonly (readonly [string, readonly unknown[]])[]): readonly object[] {
  const first = fields.map(([key, [value]]) => [key, value] as const);
  const others = fields.flatMap(([key, [, ...values]]) => values.map((value) => [...first, [key, value] as const]));
  return [first, ...others].map((pairs) => Object.fromEntries(pairs.filter(([, value]) => value !== undefined)));
}
