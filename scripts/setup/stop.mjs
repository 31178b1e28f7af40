/** Something a person has to do first: shown as its sentence alone, without a stack. */
export class Stop extends Error {}

/** @param {() => Promise<void>} main */
export async function orStop(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error);
    process.exit(1);
  }
}
