/** What `memb` says about itself. */
export const commands = ['check', 'rest', 'run', 'test', 'merge', 'continue', 'phase', 'help'] as const;

export const usage = `memb check FILES… [--json]
    Every problem, a line each: file:line:column severity code message.
memb rest FILE [--json] [--sensitivities] [--param NAME=VALUE]…
    Reversal potentials, resting potentials with their stability, currents, pump turnover and ATP;
    with --sensitivities also how V_rest answers to each parameter.
memb run FILE [--experiment NAME] [--csv | --json] [--samples N] [--tolerance X] [--sensitivities] [--param NAME=VALUE]…
    An experiment in time: its spikes and last state, or all its traces. Of a family its measures, a line for each run.
    With --sensitivities also how the end of a single run, its spikes and its traces answer to each parameter.
memb run FILE --experiment NAME --json --sweep-part 3/64 > part3.json
    Of a family every 64th run, beginning with the third: a share for one of 64 machines.
memb merge PARTS… [--csv | --json]
    The whole family, put together from its parts.
memb continue FILE --param NAME [--from VALUE] [--to VALUE] [--experiment NAME] [--csv | --json] [--param NAME=VALUE]…
    Every steady state as a parameter goes through its range, with its folds and Hopf points.
memb phase FILE [--state NAME] [--experiment NAME] [--csv | --json] [--param NAME=VALUE]…
    Nullclines and fixed points in the plane of V and a state, with what an experiment injects.
memb test FILES… [--json] [--tolerance X] [--param NAME=VALUE]…
    What the files \`expect\`, a line each; exit code 1 when any value is off.
memb help | --help | --version

VALUE carries its unit: --param "gNa=100 mS/cm^2".
Exit code 0: fine; 1: the file has errors, or what was asked cannot be computed; 2: the command was called wrongly.
`;
