/** Seeds a test's chance by the clock, unless TAFELRUNDE_SEED names one, and prints it so that a failure can be had again. */
export function seed(): number {
  const given = process.env['TAFELRUNDE_SEED'];
  const chosen = given ? Number(given) : Date.now() % 2 ** 31;
  console.info(`seed: ${chosen} (TAFELRUNDE_SEED=${chosen} repeats it)`);
  return chosen;
}
