/** Something that a person has to put right: shown as its sentence alone, with exit status 1. */
export class Refusal extends Error {
  name = 'Refusal';
}

/** Runs the program's main function; its result is the exit status. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  }
}
