import type * as v from 'valibot';

type Shape = v.GenericSchema & {
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
  readonly wrapped?: Shape;
  readonly entries?: Readonly<Record<string, Shape>>;
};

/** A number that nothing has. */
const NO_SUCH = 999;

/** Values of a shape, every branch of it; undefined stands for what is left out. A shape it does not know is an error. */
export function samplesOf(shape: v.GenericSchema): readonly unknown[] {
  const { type, literal, options = [], wrapped, entries = {} } = shape as Shape;
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
    case 'variant':
    case 'union':
      return options.flatMap((option) => samplesOf(option as Shape));
    case 'object':
      return Object.entries(entries).reduce<readonly object[]>(
        (made, [key, value]) =>
          made.flatMap((object) =>
            samplesOf(value).map((it) => (it === undefined ? object : { ...object, [key]: it })),
          ),
        [{}],
      );
    default:
      throw new Error(`no samples are known for the shape ${type}: say what others would send`);
  }
}
