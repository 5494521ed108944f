/** Gets and builds what Memb is compared with. Everything made lies in .bench/, which Git ignores. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installDebianPackages, onPath } from '../machine.mjs';
import { emitC } from './emit-c.js';
import { problemFile } from './problem-file.js';
import type { BenchProblem } from './problems.js';

export type Build = 'source' | 'debian';

const workshop = resolve('.bench');
const sources = 'test/bench/c';
const native = ['-O3', '-march=native'];
const components = ['cvode', 'nvecserial', 'sunmatrixdense', 'sunlinsoldense'];

/** What the C programs of one problem are called, and the solution of high precision. */
export interface BuiltProblem {
  readonly file: string;
  readonly programs: Readonly<Record<Build, string>>;
  /** y at every time of the grid, by case: size · times · cases numbers. */
  readonly reference: Float64Array;
}

/** Compilers, CVODE from Debian's source at -O3 -march=native, and Debian's own CVODE. Slow the first time. */
export function prepareRivals(): void {
  const missing = [
    ...(onPath('cc') === undefined ? ['gcc', 'libc6-dev'] : []),
    ...(onPath('cmake') === undefined ? ['cmake', 'make'] : []),
    ...(onPath('dpkg-source') === undefined ? ['dpkg-dev'] : []),
    ...(existsSync('/usr/include/cvode/cvode.h') ? [] : ['libsundials-dev']),
  ];
  if (missing.length > 0) installDebianPackages(missing, 'Comparing with CVODE');
  if (!existsSync(join(workshop, 'cvode/lib/libsundials_cvode.a'))) buildCvode();
}

function buildCvode(): void {
  const folder = join(workshop, 'source');
  mkdirSync(join(folder, 'lists/partial'), { recursive: true });
  mkdirSync(join(folder, 'cache/archives/partial'), { recursive: true });
  const list = join(folder, 'debian.sources');
  writeFileSync(list, sourceEntry());
  const apt = [
    ...['-o', `Dir::Etc::SourceList=${list}`, '-o', 'Dir::Etc::SourceParts=/dev/null'],
    ...['-o', `Dir::State::Lists=${folder}/lists`, '-o', `Dir::Cache=${folder}/cache`, '-o', 'APT::Sandbox::User=root'],
  ];
  console.error('Building CVODE from Debian’s source package, once …');
  run(folder, 'apt-get', [...apt, '-qq', 'update']);
  run(folder, 'apt-get', [...apt, '-qq', 'source', '--download-only', 'sundials']);
  const description = readdirSync(folder).find((name) => name.endsWith('.dsc'))!;
  // apt has checked what it fetched against Debian's signed index.
  run(folder, 'dpkg-source', ['--no-check', '-x', description, 'tree']);
  const off = ['ARKODE', 'CVODES', 'IDA', 'IDAS', 'KINSOL', 'SHARED_LIBS', 'FORTRAN_MODULE_INTERFACE'];
  run(folder, 'cmake', [
    ...['-S', 'tree', '-B', 'build', '-DCMAKE_BUILD_TYPE=Release', `-DCMAKE_C_FLAGS_RELEASE=${native.join(' ')}`],
    ...off.map((name) => `-DBUILD_${name}=OFF`),
    ...['-DEXAMPLES_ENABLE_C=OFF', '-DEXAMPLES_INSTALL=OFF', `-DCMAKE_INSTALL_PREFIX=${join(workshop, 'cvode')}`],
  ]);
  run(folder, 'make', ['-C', 'build', '-j2', 'install']);
}

/** Debian's own entry for packages, made one for sources. */
function sourceEntry(): string {
  const release = /VERSION_CODENAME=(\S+)/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'stable';
  const key = '/usr/share/keyrings/debian-archive-keyring.gpg';
  return `Types: deb-src\nURIs: http://deb.debian.org/debian\nSuites: ${release}\nComponents: main\nSigned-By: ${key}\n`;
}

/** Writes and compiles the C of one problem, and computes its reference unless that is there already. */
export function buildProblem(problem: BenchProblem): BuiltProblem {
  const folder = join(workshop, problem.key);
  mkdirSync(folder, { recursive: true });
  const header = emitC(problem.model, problem.injections);
  const input = problemFile(problem);
  const file = join(folder, 'problem.txt');
  const output = join(folder, 'reference.bin');
  const isNew = !existsSync(output) || read(join(folder, 'model.h')) !== header || read(file) !== input;
  writeFileSync(join(folder, 'model.h'), header);
  writeFileSync(file, input);
  const compile = (program: string, source: string, flags: readonly string[]): string => {
    run('.', 'cc', [...flags, `-I${folder}`, `${sources}/${source}`, '-o', join(folder, program), ...libraries(flags)]);
    return join(folder, program);
  };
  if (isNew) {
    console.error(`Computing the reference of ${problem.title}, once …`);
    run('.', compile('reference', 'reference.c', ['-O2', '-DREFERENCE']), [file, output]);
  }
  const bytes = readFileSync(output);
  return {
    file,
    programs: {
      source: compile('cvode-source', 'cvode.c', [...native, `-I${workshop}/cvode/include`, `-L${workshop}/cvode/lib`]),
      debian: compile('cvode-debian', 'cvode.c', native),
    },
    reference: new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)),
  };
}

function libraries(flags: readonly string[]): string[] {
  if (flags.includes('-DREFERENCE')) return ['-lm'];
  return [...components.map((name) => `-lsundials_${name}`), '-lm'];
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function run(folder: string, program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')}\n${error?.message ?? stderr.toString().slice(-2000)}`);
}
