/** Runs the suite inside an extension host, whichever mocha it has. */

let suite: Mocha | undefined;

/** Makes `describe` and `it` known to the suite's files, which are loaded after this. */
export function prepare(mocha: Mocha): void {
  // An editor that has just started needs its time.
  mocha.timeout(30_000);
  mocha.suite.emit('pre-require', globalThis, null, mocha);
  suite = mocha;
}

/** What VS Code calls; rejects, and so ends the editor with an error code, when a test fails. */
export function run(): Promise<void> {
  return new Promise((passed, failed) => {
    suite?.run((failures) => {
      if (failures === 0) passed();
      else failed(new Error(`${failures} tests failed`));
    });
  });
}
